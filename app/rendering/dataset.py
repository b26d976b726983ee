"""The figures behind a block of the Document, for whoever wants to reckon with them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class DataIndicator:
    """An indicator behind a block: what it is, who made it, where it is cited from. `fetched_on` is an ISO date."""

    key: str
    title: str
    unit: str
    decimals: int
    collection: str
    reference: str
    producer: str
    licence: str
    fetched_on: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DataRegion:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Datum:
    """One figure behind a block, as the source gives it. Without `value`, `absence` says why."""

    indicator: str
    region: str
    period: str
    sort: int  # last month of the period, yyyymm
    value: float | None
    lower: float | None = None
    upper: float | None = None
    group: str = "total"
    absence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSet:
    """The figures that a block shows, for whoever wants to reckon with them; no more than it shows."""

    indicators: tuple[DataIndicator, ...]
    regions: tuple[DataRegion, ...]
    figures: tuple[Datum, ...]
