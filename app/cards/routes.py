"""Municipal cards on the desk: the list, a card to read, its files."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from app.accounts.guards import OrganisationAccess, SeenOrganisation
from app.cards.files import card_answer
from app.cards.pages import card_page, cards_page
from app.cards.queries import CardPlace, card_place
from app.cards.service import Card, make_card, offered_packages
from app.db import SessionDep, pause
from app.errors import NotFound
from app.i18n import LANGUAGES, Language, current_language
from app.indicators.packages import MINIMUM_CONTENT
from app.web.params import LanguageQuery, SlugInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/cards")

PackageQuery = Annotated[str, Query(max_length=40, pattern=r"^[a-z0-9_-]+$")]
CardFormat = Annotated[str, Path(pattern=r"^(pdf|docx)$")]


@router.get("")
def list_cards(request: Request, access: SeenOrganisation, session: SessionDep) -> Response:
    """A county's municipalities, or the municipality's own card."""
    return render(request, cards_page(session, access))


@router.get("/{card}")
def show_card(
    request: Request,
    access: SeenOrganisation,
    session: SessionDep,
    card: SlugInPath,
    language: LanguageQuery = None,
    package: PackageQuery = MINIMUM_CONTENT,
) -> Response:
    """One card to read. `language` and `package` choose its text and its indicators."""
    place, made = _card(session, access, card, language, package)
    packages = offered_packages(session, access.organisation, current_language.get())
    return render(request, card_page(access, place, made, packages, package))


@router.get("/{card}/file.{card_format}")
def download_card(
    request: Request,
    access: SeenOrganisation,
    session: SessionDep,
    card: SlugInPath,
    card_format: CardFormat,
    language: LanguageQuery = None,
    package: PackageQuery = MINIMUM_CONTENT,
) -> Response:
    """The card as PDF or Word file."""
    place, made = _card(session, access, card, language, package)
    pause(session)
    return card_answer(request, made.document, card_format, f"{place.slug}-kuntakortti-{made.document.language}")


def _card(
    session: SessionDep, access: OrganisationAccess, slug: str, wanted: str | None, package: str
) -> tuple[CardPlace, Card]:
    language: Language = next((code for code in LANGUAGES if code == wanted), current_language.get())
    place = card_place(session, access.organisation, slug, language)
    if place is None:
        raise NotFound
    return place, make_card(session, access.organisation, place.code, package, language)
