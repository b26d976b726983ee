"""What the public addresses name; what is not published is not found."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Query, Request

from app.accounts.guards import place_on_desk
from app.db import SessionDep
from app.editions.deps import EditionNumber
from app.editions.models import Edition
from app.editions.queries import edition_by_number
from app.errors import NotFound
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.reading.queries import Publication, publication
from app.web.params import SlugInPath
from app.web.place import set_place

SearchedName = Annotated[str, Query(max_length=80)]


def find_organisation(request: Request, organisation: SlugInPath, session: SessionDep) -> Organisation:
    """The organisation that the address names, whether it has published anything or not."""
    found = organisation_by_slug(session, organisation)
    if found is None:
        raise NotFound
    _set_place(request, found)
    return found


def find_publication(
    request: Request, organisation: SlugInPath, report: SlugInPath, session: SessionDep
) -> Publication:
    """The published report that the address names."""
    found = publication(session, organisation, report)
    if found is None:
        raise NotFound
    _set_place(request, found.organisation)
    return found


def _set_place(request: Request, organisation: Organisation) -> None:
    set_place(request, replace(place_on_desk(organisation), home=f"/julkaisut/{organisation.slug}"))


FoundPublication = Annotated[Publication, Depends(find_publication)]


def find_published_edition(number: EditionNumber, found: FoundPublication, session: SessionDep) -> Edition:
    """An edition by its number, if it was ever published; older ones stay at their addresses."""
    assert found.report.id is not None
    edition = edition_by_number(session, found.report.id, number)
    if edition is None or edition.published_at is None:
        raise NotFound
    return edition


FoundOrganisation = Annotated[Organisation, Depends(find_organisation)]
PublishedEdition = Annotated[Edition, Depends(find_published_edition)]
