"""Why something about people or the first run was refused."""

from http import HTTPStatus

from app.errors import DomainError, Forbidden
from app.i18n import N_


class AlreadyStarted(DomainError):
    """Somebody else made the first coordinator."""

    message = N_("The service was already taken into use from another browser. Nothing of yours was kept.")


class RoleNotYours(Forbidden):
    message = N_("You may not give or take away this role.")


class OwnRole(DomainError):
    message = N_("You cannot take away your own role or close your own account. Ask another coordinator.")


class BelongsElsewhereToo(DomainError):
    """Closing the account, or setting its password, would reach into other organisations."""

    status = HTTPStatus.FORBIDDEN
    message = N_("This person also works elsewhere: only a system administrator may do this.")
