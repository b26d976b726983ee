"""Guards and values of addresses in own figures."""

from typing import Annotated

from fastapi import Depends, Query

from app.accounts.guards import OnOrganisation, OrganisationAccess
from app.db import SessionDep
from app.errors import NotFound
from app.indicators.models import Indicator
from app.own_figures.models import Collection, OwnIndicator, Survey
from app.own_figures.queries import collection_asking, collection_of, indicator_key, own_indicator, survey_of
from app.permissions import Permission
from app.web.params import IdInPath

FiguresOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.FIGURES_WRITE))]
ClearingOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.FIGURES_CLEAR))]
CollectingOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.FIGURES_COLLECT))]

YearQuery = Annotated[int | None, Query(ge=1900, le=2100)]
RegionsQuery = Annotated[list[str], Query(max_length=340)]
SurveyQuery = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


def organisation_id(access: OrganisationAccess) -> int:
    """Of an organisation that is stored."""
    assert access.organisation.id is not None
    return access.organisation.id


def find_indicator(
    number: IdInPath, access: FiguresOrganisation, session: SessionDep
) -> tuple[OwnIndicator, Indicator]:
    """The organisation's own indicator that the address names."""
    key = indicator_key(organisation_id(access), number)
    found = own_indicator(session, organisation_id(access), key)
    if found is None:
        raise NotFound
    return found


def find_survey(survey_id: IdInPath, access: FiguresOrganisation, session: SessionDep) -> Survey:
    """The organisation's survey that the address names."""
    found = survey_of(session, organisation_id(access), survey_id)
    if found is None:
        raise NotFound
    return found


def find_collection(collection_id: IdInPath, access: CollectingOrganisation, session: SessionDep) -> Collection:
    """The collection that the organisation made."""
    found = collection_of(session, organisation_id(access), collection_id)
    if found is None:
        raise NotFound
    return found


def find_asking(collection_id: IdInPath, access: FiguresOrganisation, session: SessionDep) -> Collection:
    """The collection that asks the organisation."""
    found = collection_asking(session, access.organisation.region_code, collection_id)
    if found is None:
        raise NotFound
    return found


OwnPair = Annotated[tuple[OwnIndicator, Indicator], Depends(find_indicator)]
FoundSurvey = Annotated[Survey, Depends(find_survey)]
FoundCollection = Annotated[Collection, Depends(find_collection)]
AskingCollection = Annotated[Collection, Depends(find_asking)]
