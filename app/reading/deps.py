"""What the public addresses name; what is not published is not found."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from app.db import SessionDep
from app.editions.deps import EditionNumber
from app.editions.models import Edition
from app.editions.queries import edition_by_number
from app.i18n import current_language
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.reading.errors import NotPublished
from app.reading.queries import Publication, publication
from app.reading.site import Visit
from app.web.params import LanguageQuery, SlugInPath

SearchedName = Annotated[str, Query(max_length=80)]
SearchedWords = Annotated[str, Query(max_length=120)]
AboutPage = Annotated[str, Query(max_length=300)]
ColourInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{6}$")]


def visit_of(request: Request, language: LanguageQuery = None) -> Visit:
    """Where the reader is; which language that gives has been worked out around the request."""
    base_url: str = request.app.state.settings.base_url
    return Visit(current_language.get(), request.url.path, language is not None, base_url.rstrip("/"))


def find_organisation(organisation: SlugInPath, session: SessionDep) -> Organisation:
    """The organisation that the address names, whether it has published anything or not."""
    found = organisation_by_slug(session, organisation)
    if found is None:
        raise NotPublished
    return found


FoundOrganisation = Annotated[Organisation, Depends(find_organisation)]


def find_publication(organisation: FoundOrganisation, report: SlugInPath, session: SessionDep) -> Publication:
    """The published report that the address names."""
    found = publication(session, organisation, report)
    if found is None:
        raise NotPublished(organisation)
    return found


FoundPublication = Annotated[Publication, Depends(find_publication)]


def find_published_edition(number: EditionNumber, found: FoundPublication, session: SessionDep) -> Edition:
    """An edition by its number, if it was ever published; older ones stay at their addresses."""
    assert found.report.id is not None
    if found.edition.number == number:
        return found.edition
    edition = edition_by_number(session, found.report.id, number)
    if edition is None or edition.published_at is None:
        raise NotPublished(found.organisation)
    return edition


PublishedEdition = Annotated[Edition, Depends(find_published_edition)]
Visiting = Annotated[Visit, Depends(visit_of)]
