"""Why figures of a report were not changed."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class FiguresFrozen(DomainError):
    status = HTTPStatus.LOCKED
    message = N_("The report is in decision or decided: its figures no longer change.")
