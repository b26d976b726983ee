"""The list of all indicators: searched by words, narrowed by what they are about and where they come from."""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import OrganisationAccess, SeenOrganisation
from app.catalogue.deps import indicator_path
from app.catalogue.filters import Asked, Filters, filters, source_label, wanted
from app.clock import today
from app.db import SessionDep
from app.i18n import current_language, gettext
from app.indicators.packages import packages_for
from app.indicators.search import PAGE, Found, find, producers, sources
from app.permissions import Permission
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/indicators")

LAST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """One indicator in the list. `about`: collection and number, producer; `newest`: the year of its newest figure."""

    title: str
    unit: str
    href: str
    about: str
    newest: str
    is_fetched: bool


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """`unresolved`: titles of the chosen package whose source nobody knows. `before`, `after`: pages' addresses."""

    template: ClassVar[str] = "catalogue/search.html"
    here: str
    packages_path: str
    can_package: bool
    refresh_path: str  # empty for who may not refresh
    asked: Asked
    filters: Filters
    hits: tuple[Hit, ...]
    total: int
    place_in_all: str
    before: str
    after: str
    unresolved: tuple[str, ...]


@router.get("")
def search(
    request: Request, access: SeenOrganisation, session: SessionDep, asked: Annotated[Asked, Query()]
) -> Response:
    """What matches, page by page; everything when nothing was asked."""
    return render(request, search_page(session, access, asked))


def search_page(session: Session, access: OrganisationAccess, asked: Asked) -> SearchPage:
    """The page as the address asks for it."""
    organisation, language = access.organisation, current_language.get()
    packages = packages_for(session, organisation, today().year, language)
    page = min(max(asked.page, 1), LAST_PAGE)
    found = find(session, wanted(asked, packages, organisation.region_code), language, organisation.id, page)
    path = f"/{organisation.slug}/indicators"
    last = max((found.total - 1) // PAGE + 1, 1)
    chosen = packages.get(asked.package)
    return SearchPage(
        here=path,
        packages_path=f"/{organisation.slug}/packages",
        can_package=access.may(Permission.PACKAGES_MANAGE),
        refresh_path="/admin/indicators" if access.may(Permission.INDICATORS_REFRESH) else "",
        asked=asked,
        filters=filters(packages, sources(session), producers(session, language, organisation.id)),
        hits=tuple(_hit(item, organisation.slug) for item in found.found),
        total=found.total,
        place_in_all=gettext("Page %(page)s of %(last)s", page=page, last=last) if last > 1 else "",
        before=_address(path, asked, page - 1) if page > 1 else "",
        after=_address(path, asked, page + 1) if page < last else "",
        unresolved=chosen.unresolved if chosen else (),
    )


def _hit(found: Found, organisation_slug: str) -> Hit:
    number = "" if found.organisation_id else found.source_id.split("/")[0]
    about = (f"{source_label(found.source)} {number}".strip(), found.producer)
    return Hit(
        title=found.title,
        unit="" if found.unit in found.title else found.unit,
        href=indicator_path(organisation_slug, found.key),
        about=" · ".join(part for part in about if part),
        newest=str(found.year or ""),
        is_fetched=found.is_fetched,
    )


def _address(path: str, asked: Asked, page: int) -> str:
    values = {key: value for key, value in asked.model_dump(exclude={"page"}).items() if value}
    return f"{path}?{urlencode({**values, 'page': page})}"
