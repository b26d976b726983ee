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


CC_BY = "CC BY 4.0"
OPEN_PRODUCERS = ("institute for health and welfare", "thl", "statistics finland")  # who publish under it
OWN = Collection("", "", "", "")  # figures that stand in no collection: their producer answers for them


def collection(indicator: Indicator) -> Collection:
    return COLLECTIONS.get(indicator.source, OWN)


def collection_name(indicator: Indicator, language: Language) -> str:
    """The collection that the figures were taken from, as a citation names it."""
    name = collection(indicator).name
    return translate(language, name) if name else producer(indicator, language)


def reference(indicator: Indicator, language: Language) -> str:
    """The indicator's place in its collection: "ind. 127"; empty for figures that stand in none."""
    place = indicator.source_id.split("/")[0]
    form = collection(indicator).reference
    return translate(language, form, id=place) if form else ""


def producer(indicator: Indicator, language: Language) -> str:
    text: str = getattr(indicator, f"producer_{language}")
    return text


def licence(indicator: Indicator, language: Language) -> str:
    """On what terms the figures may be used again. Sotkanet gives its own terms to its own figures only."""
    if indicator.organisation_id is not None:
        return translate(language, N_("The organisation's own figures"))
    if indicator.source == "statfin" or any(name in indicator.producer_en.casefold() for name in OPEN_PRODUCERS):
        return CC_BY
    return translate(language, N_("The producer's own terms"))


def citation(indicator: Indicator, title: str, fetched_on: date, language: Language) -> str:
    """The whole citation of one indicator, in the collection's own form."""
    cited = translate(language, "Cited %(day)s.", day=date_text(fetched_on, language))
    place = reference(indicator, language)
    named = f"{title} ({place})" if place else title
    return (
        " ".join(f"{part.rstrip('.')}." for part in (collection_name(indicator, language), named) if part) + f" {cited}"
    )
