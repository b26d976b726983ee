"""Indicators and figures for tests that need values of their own making."""

from datetime import UTC, date, datetime
from typing import Any

from app.blocks.base import BlockContext, PackageContent
from app.indicators.models import Indicator, Observation
from app.rendering.series import Direction, IndicatorData, IndicatorInfo, Point, RegionName, Series

OWN = RegionName("KU272", "Kokkola", "Kokkola")
COUNTY = RegionName("HVA18", "Keski-Pohjanmaan hyvinvointialue", "Keski-Pohjanmaa")
REGION = RegionName("MK16", "Keski-Pohjanmaa", "Keski-Pohjanmaa")
COUNTRY = RegionName("SSS", "Koko maa", "Koko maa")


def make_context(**changes: Any) -> BlockContext:
    """Kokkola's report of 2021–2025 in Finnish, compared with the country."""
    values: dict[str, Any] = {
        "language": "fi",
        "own": OWN,
        "comparison": (COUNTRY,),
        "plan_start": 2021,
        "packages": {"small": PackageContent("Pieni paketti", ("sotkanet:1", "sotkanet:2"))},
    }
    return BlockContext(**{**values, **changes})


def make_data(series: dict[str, dict[int, float]], key: str = "sotkanet:1", **changes: Any) -> IndicatorData:
    """One indicator, by default a percentage that should fall; `series` is region → year → value."""
    values: dict[str, Any] = {
        "key": key,
        "title": "Työttömät, % työvoimasta",
        "unit": "%",
        "decimals": 1,
        "direction": Direction.LOWER,
        "threshold": 0.5,
        "citation": "Sotkanet.",
        "fetched_on": date(2026, 8, 3),
        "collection": "Sotkanet",
        "reference": f"ind. {key.split(':')[1]}",
        "producer": "TEM",
    }
    points = {
        code: Series(code, tuple(Point(str(year), year * 100 + 12, value) for year, value in sorted(years.items())))
        for code, years in series.items()
    }
    return IndicatorData(IndicatorInfo(**{**values, **changes}), points)


def make_indicator(key: str = "sotkanet:127", **changes: Any) -> Indicator:
    """An indicator as a source describes it."""
    source, _, source_id = key.partition(":")
    texts = {f"title_{language}": "Väestö 31.12." for language in ("fi", "sv", "en")}
    values = {"key": key, "source": source, "source_id": source_id, "fetched_at": datetime(2026, 8, 3, tzinfo=UTC)}
    return Indicator(**{**texts, **values, **changes})


def make_observations(key: str, figures: dict[tuple[str, int], float]) -> list[Observation]:
    """Yearly figures: (region, year) → value."""
    return [
        Observation(indicator_key=key, region_code=code, period=str(year), period_sort=year * 100 + 12, value=value)
        for (code, year), value in figures.items()
    ]
