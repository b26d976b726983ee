"""The regions that the product holds, as sources are given them."""

from functools import cache

from app.indicators.sources import KnownRegion, Regions
from app.organisations.reference import region_rows


@cache
def held_regions() -> Regions:
    """Every region of today, by code."""
    names = [f"{kind}_{language}" for kind in ("name", "short") for language in ("fi", "sv", "en")]
    return {
        row["code"]: KnownRegion(
            row["code"], frozenset(row[name].casefold() for name in names), row["valid_from"], row["valid_to"]
        )
        for row in region_rows()
        if row["valid_to"] is None
    }
