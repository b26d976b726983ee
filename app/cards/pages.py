"""The list of cards, and a card on the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from markupsafe import Markup
from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.blocks.base import PackageContent
from app.cards.queries import CardPlace, card_places
from app.cards.service import Card
from app.i18n import LANGUAGES, current_language
from app.organisations.queries import region_names
from app.permissions import Permission
from app.rendering.writers.html import reading_html
from app.web.templating import Page

LANGUAGE_NAMES = {"fi": "suomeksi", "sv": "på svenska", "en": "in English"}  # each in its own language
FILES = (("pdf", "PDF"), ("docx", "DOCX"))


@dataclass(frozen=True, slots=True)
class ListedCard:
    """A municipality in the list."""

    name: str
    href: str
    residents: int | None


@dataclass(frozen=True, slots=True)
class CardsPage(Page):
    """The municipalities whose cards the organisation makes."""

    template: ClassVar[str] = "cards/cards.html"
    slug: str
    organisation_name: str
    cards: tuple[ListedCard, ...]


@dataclass(frozen=True, slots=True)
class CardPage(Page):
    """A card to read, with its files and what can be chosen."""

    template: ClassVar[str] = "cards/card.html"
    here: str
    list_href: str
    indicators_href: str
    refresh_href: str
    name: str
    county: str
    body: Markup
    is_empty: bool
    language: str
    card_languages: tuple[tuple[str, str], ...]
    packages: tuple[tuple[str, str], ...]
    package: str
    files: tuple[tuple[str, str], ...]


def cards_page(session: Session, access: OrganisationAccess) -> CardsPage:
    """Those of the whole county, or the municipality's own."""
    organisation, language = access.organisation, current_language.get()
    return CardsPage(
        slug=organisation.slug,
        organisation_name=region_names(session, [organisation.region_code], language)[0].name,
        cards=tuple(
            ListedCard(place.name, f"/{organisation.slug}/cards/{place.slug}", place.residents)
            for place in card_places(session, organisation, language)
        ),
    )


def card_page(
    access: OrganisationAccess,
    place: CardPlace,
    card: Card,
    packages: Mapping[str, PackageContent],
    package: str,
) -> CardPage:
    """`card` is in the language that was asked for, the page in the reader's."""
    home = f"/{access.organisation.slug}"
    here, document = f"{home}/cards/{place.slug}", card.document
    chosen = urlencode({"language": document.language, "package": package})
    return CardPage(
        here=here,
        list_href=f"{home}/cards",
        indicators_href=f"{home}/indicators",
        refresh_href="/admin/indicators" if access.may(Permission.INDICATORS_REFRESH) else "",
        name=document.part,
        county=document.organisation,
        body=reading_html(document),
        is_empty=card.is_empty,
        language=document.language,
        card_languages=tuple((code, LANGUAGE_NAMES[code]) for code in LANGUAGES),
        packages=tuple((key, item.title) for key, item in packages.items()),
        package=package,
        files=() if card.is_empty else tuple((label, f"{here}/file.{key}?{chosen}") for key, label in FILES),
    )
