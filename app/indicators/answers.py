"""A source's answer as what is to be stored."""

from datetime import datetime
from typing import Any

from app.indicators.difference import Figures
from app.indicators.models import Indicator
from app.indicators.service import NewSeries
from app.indicators.sources import Answer, Described

LANGUAGES = ("fi", "sv", "en")


def new_series(key: str, answer: Answer, figures: Figures, started_at: datetime, run_id: int | None) -> NewSeries:
    """The answer's description and its checked figures."""
    described = answer.described
    return NewSeries(
        indicator=_indicator(key, described, started_at),
        figures=figures,
        started_at=started_at,
        about={
            language: (described.descriptions[place], described.interpretations[place], described.limits[place])
            for place, language in enumerate(LANGUAGES)
        },
        versions=answer.versions,
        run_id=run_id,
        requests=answer.requests,
    )


def _indicator(key: str, described: Described, fetched_at: datetime) -> Indicator:
    source, _, source_id = key.partition(":")
    texts: dict[str, Any] = {
        f"{name}_{language}": text
        for name, three in (("title", described.titles), ("unit", described.units), ("producer", described.producers))
        for language, text in zip(LANGUAGES, three, strict=True)
    }
    return Indicator(
        key=key,
        source=source,
        source_id=source_id,
        decimals=described.decimals,
        source_updated_on=described.updated_on,
        fetched_at=fetched_at,
        **texts,
    )
