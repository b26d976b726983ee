"""How the collections of statistics want to be cited, in three languages."""

from dataclasses import dataclass
from datetime import date

from app.i18n import N_, Language, translate
from app.i18n.formats import date_text
from app.indicators.models import Indicator


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of statistics: its name in citations, and how one indicator of it is pointed at."""

    label: str  # its short name
    name: str  # a message; empty where the producer is the publisher
    reference: str  # a message with %(id)s
    address: str  # page for people, with {language} and {id}


COLLECTIONS: dict[str, Collection] = {
    "sotkanet": Collection(
        "Sotkanet",
        N_("Statistics and Indicator Bank Sotkanet. Finnish Institute for Health and Welfare"),
        N_("ind. %(id)s"),
        "https://sotkanet.fi/sotkanet/{language}/metadata/indicators/{id}",
    ),
    "statfin": Collection(
        "StatFin", "", N_("StatFin table %(id)s"), "https://pxdata.stat.fi/PxWeb/pxweb/{language}/StatFin/"
    ),
}


def collection_name(indicator: Indicator, language: Language) -> str:
    """The collection that the figures were taken from, as a citation names it."""
    name = COLLECTIONS[indicator.source].name
    return translate(language, name) if name else producer(indicator, language)


def reference(indicator: Indicator, language: Language) -> str:
    """The indicator's place in its collection: "ind. 127"."""
    place = indicator.source_id.split("/")[0]
    return translate(language, COLLECTIONS[indicator.source].reference, id=place)


def producer(indicator: Indicator, language: Language) -> str:
    text: str = getattr(indicator, f"producer_{language}")
    return text


def citation(indicator: Indicator, title: str, fetched_on: date, language: Language) -> str:
    """The whole citation of one indicator, in the collection's own form."""
    cited = translate(language, "Cited %(day)s.", day=date_text(fetched_on, language))
    return f"{collection_name(indicator, language)}. {title} ({reference(indicator, language)}). {cited}"
