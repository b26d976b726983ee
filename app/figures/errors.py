"""Why figures of a report, and what its sentences say of them, were not changed."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class FiguresFrozen(DomainError):
    status = HTTPStatus.LOCKED
    message = N_("The report is in decision or decided: its figures no longer change.")


class SentenceChanged(DomainError):
    """The sentence is no longer what the person saw, or there is nothing to decide on it any more."""

    message = N_("The sentence has changed meanwhile. Look at it as it is now.")


class NoReason(DomainError):
    """A figure or a claim is let stand only with a reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("Say in a few words why the sentence may stand as it is.")
