"""What keeps the demo from being loaded."""

from app.errors import DomainError
from app.i18n.messages import N_


class OrganisationIsReal(DomainError):
    """An organisation of the demo is in use here: example texts must not mix with its own."""

    message = N_("%(name)s already uses this installation for its own reports. Load the demo into another database.")
