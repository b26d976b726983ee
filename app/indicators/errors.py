"""What can go wrong with indicators, packages and their sources."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class ContentInvalid(DomainError):
    """A YAML file of packages or the catalogue is not what it should be. `place` is the path inside the file."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = N_("%(file)s, %(place)s: %(reason)s")


class UnknownPackage(DomainError):
    """No package has this key."""

    status = HTTPStatus.NOT_FOUND
    message = N_("There is no indicator package called %(key)s.")


class AnswerRefused(DomainError):
    """A source answered, but not with what was asked for; nothing of the answer is kept."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = N_("The answer was refused: %(reason)s")
    requests = 0  # made until then


class SourceSilent(DomainError):
    """A source could not be reached, or kept failing."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = N_("The source does not answer: %(reason)s")
    requests = 0  # made until then


class DoubtDecided(DomainError):
    """Somebody else has decided about a figure meanwhile, or it changed."""

    message = N_("Somebody has decided about these figures meanwhile, or they have changed. Look again.")


class AlreadyRefreshing(DomainError):
    """One refresh at a time, in all processes together."""

    message = N_("The indicators are being refreshed already. Wait for it to end, or stop it.")


class NothingToRefresh(DomainError):
    """None of the indicators asked for can be fetched from a source."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("None of these indicators can be fetched from a source.")


class ExampleStaysHere(DomainError):
    """The demo's figures are recordings, and the demo never asks the network for others."""

    message = N_("These are the example's figures: they are recordings, and are not fetched anew.")


class LeaseLost(DomainError):
    """This process was away too long: another one may refresh now."""

    message = N_("Another process has taken the refresh over.")
