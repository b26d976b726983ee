"""Why a sign-in, a password or an account was refused."""

from http import HTTPStatus

from app.errors import BadInput, DomainError
from app.i18n import N_


class WrongCredentials(BadInput):
    """Unknown address, wrong password or a closed account: nobody is told which."""

    message = N_("The e-mail address or the password is not right. Check both and try again.")


class Busy(DomainError):
    """Too many people sign in at this very moment."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = N_("The service is busy. Nothing was changed. Try again in a moment.")


class LinkEnded(DomainError):
    """The link to set a password was used, replaced or is too old."""

    status = HTTPStatus.GONE
    message = N_("This link has been used or is too old. Ask your welfare coordinator for a new one.")
