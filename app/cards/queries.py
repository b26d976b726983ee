"""The municipalities whose cards an organisation makes."""

from dataclasses import dataclass

from sqlmodel import Session

from app.i18n import Language
from app.indicators.population import residents
from app.organisations.models import Organisation, RegionCategory
from app.organisations.queries import municipality_names, region, region_names
from app.organisations.service import slug_of


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A municipality with a card. `slug` is made of its Finnish name, as an organisation's is."""

    code: str
    slug: str
    name: str
    residents: int | None


def card_places(session: Session, organisation: Organisation, language: Language) -> list[CardPlace]:
    """A county's municipalities by name, whether they use the service or not; a municipality's own card alone."""
    own = region(session, organisation.region_code)
    assert own is not None
    if own.category == RegionCategory.COUNTY:
        found = municipality_names(session, [own.code], None, language)[own.code]
        finnish = {item.code: item.name for item in municipality_names(session, [own.code], None, "fi")[own.code]}
    else:
        found = region_names(session, [own.code], language)
        finnish = {own.code: own.name_fi}
    counted = residents(session)
    return [CardPlace(item.code, slug_of(finnish[item.code]), item.name, counted.get(item.code)) for item in found]


def card_place(session: Session, organisation: Organisation, slug: str, language: Language) -> CardPlace | None:
    """The one that the address names, if it is among them."""
    return next((place for place in card_places(session, organisation, language) if place.slug == slug), None)
