"""Who may change the look of an organisation's reports."""

from typing import Annotated

from fastapi import Depends, File, Path, Query, UploadFile

from app.accounts.guards import OnOrganisation, OrganisationAccess
from app.permissions import Permission

BrandedOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.ORGANISATION_BRAND))]
SentFile = Annotated[UploadFile, File()]
ColourQuery = Annotated[str, Query(max_length=40)]
SavedQuery = Annotated[str, Query(max_length=20, pattern=r"^[a-z-]*$")]
FontInPath = Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9-]+\.ttf$")]
