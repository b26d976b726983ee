"""Facts that stop a request. Each has a status and a message that a person can act on."""

from http import HTTPStatus
from typing import Any, ClassVar

from app.i18n import N_, gettext


class DomainError(Exception):
    """A rule said no. `message` is translated when it is shown; `params` fill its placeholders."""

    status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT
    message: ClassVar[str] = N_("The change could not be made.")

    def __init__(self, **params: Any) -> None:
        super().__init__(self.message % params if params else self.message)
        self.params = params

    @property
    def text(self) -> str:
        """The message in the reader's language."""
        return gettext(self.message, **self.params)


class NotFound(DomainError):
    """Does not exist, or may not be seen by this person: the two are told apart by nobody."""

    status = HTTPStatus.NOT_FOUND
    message = N_("There is nothing at this address.")


class Forbidden(DomainError):
    """Seen, but this person may not do it."""

    status = HTTPStatus.FORBIDDEN
    message = N_("You do not have the right to do this.")


class SignInNeeded(DomainError):
    """Nobody is signed in. The handler turns it into a redirect to the sign-in page."""

    status = HTTPStatus.UNAUTHORIZED
    message = N_("Sign in to see this page.")


class BadInput(DomainError):
    """The form could not be read as what it should be; `field_errors` names each field."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("Check the marked fields.")

    def __init__(self, field_errors: dict[str, str] | None = None, **params: Any) -> None:
        super().__init__(**params)
        self.field_errors = field_errors or {}


class TooManyAttempts(DomainError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    message = N_("Too many attempts. Wait a few minutes and try again.")


class TooLarge(DomainError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = N_("This is larger than the service accepts.")


class ForeignOrigin(DomainError):
    status = HTTPStatus.FORBIDDEN
    message = N_("The request came from another site and was refused. Open the page again and retry.")
