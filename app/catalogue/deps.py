"""Guards of the catalogue, and how an indicator stands in an address."""

from typing import Annotated

from fastapi import Depends, Path

from app.accounts.guards import OnOrganisation, OrganisationAccess
from app.permissions import Permission

PackagingOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.PACKAGES_MANAGE))]
RefreshingOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.INDICATORS_REFRESH))]

SourceInPath = Annotated[str, Path(max_length=20, pattern=r"^[a-z]+$")]
NumberInPath = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9_./-]+$")]
FormatInPath = Annotated[str, Path(pattern=r"^(csv|xlsx|jsonstat)$")]


def indicator_path(organisation_slug: str, key: str) -> str:
    """The address of an indicator's page."""
    return f"/{organisation_slug}/indicators/{key.replace(':', '/', 1)}"
