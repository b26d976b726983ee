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


class SourceSilent(DomainError):
    """A source could not be reached, or kept failing."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = N_("The source does not answer: %(reason)s")
