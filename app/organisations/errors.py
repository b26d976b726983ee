"""What can go wrong with regions and organisations."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class UnknownRegion(DomainError):
    """No region of this code is in the reference data."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("There is no municipality or wellbeing services county with the code %(code)s.")


class OrganisationExists(DomainError):
    """The region already has its organisation here."""

    message = N_("%(name)s already uses this service.")


class BoundariesInvalid(DomainError):
    """A file of municipal boundaries is not what it should be."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("The file of boundaries cannot be used: %(reason)s")
