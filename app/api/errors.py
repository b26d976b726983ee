"""Why a program was refused."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class TokenNeeded(DomainError):
    """Drafts are read with a token."""

    status = HTTPStatus.UNAUTHORIZED
    message = N_("Drafts are read with a read token: send the header “Authorization: Bearer hvk_…”.")


class TokenUnknown(DomainError):
    """Nobody made this token, or not so."""

    status = HTTPStatus.UNAUTHORIZED
    message = N_("This read token is not known. Copy it again, or ask for a new one.")


class TokenEnded(DomainError):
    """It was right once."""

    status = HTTPStatus.UNAUTHORIZED
    message = N_("This read token has ended or was revoked. Ask the welfare coordinator for a new one.")


class TooManyReadings(DomainError):
    """More often than anybody needs to read."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    message = N_("Too many requests with this token or from this address. Wait a minute, and send If-None-Match.")
