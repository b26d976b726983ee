"""The source line under a block: the collections in their own citation form, with the day of fetching."""

from collections.abc import Iterable
from datetime import date

from app.i18n import Language, translate, translate_plural
from app.i18n.formats import date_text
from app.rendering.series import IndicatorInfo


def source_line(indicators: Iterable[IndicatorInfo], language: Language) -> str:
    """One sentence a collection, in the order of the rows.

    "Lähteet: Tilasto- ja indikaattoripankki Sotkanet. … : ind. 127 (Tilastokeskus); ind. 683 (Kela), viitattu …"
    """
    collections: dict[str, dict[date, list[IndicatorInfo]]] = {}
    for info in indicators:
        collections.setdefault(info.collection, {}).setdefault(info.fetched_on, []).append(info)
    cited = [_cite(collection, days, language) for collection, days in collections.items()]
    label = translate_plural(language, "Source:", "Sources:", len(cited))
    return f"{label} {' '.join(cited)}" if cited else ""


def _cite(collection: str, days: dict[date, list[IndicatorInfo]], language: Language) -> str:
    parts = [
        translate(
            language, "%(places)s, cited %(day)s", places=_places(collection, members), day=date_text(day, language)
        )
        for day, members in days.items()
    ]
    return f"{collection}: {'; '.join(parts)}."


def _places(collection: str, members: list[IndicatorInfo]) -> str:
    """The indicators' numbers by producer; the producer is not named again where it is the collection."""
    places: dict[str, list[str]] = {}
    for info in members:
        references = places.setdefault("" if info.producer == collection else info.producer, [])
        if info.reference not in references:
            references.append(info.reference)
    return "; ".join(", ".join(refs) + (f" ({producer})" if producer else "") for producer, refs in places.items())
