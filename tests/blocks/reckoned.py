"""The demo's reports, and their figures as the recordings have them, read and reckoned on their own."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import app.demo.figures
from app.clock import now
from app.db import Database
from app.indicators.catalogue import catalogue
from app.organisations.queries import organisation_of_region
from app.rendering import tree
from app.reports.blocks import block_context, filled_blocks
from app.reports.models import Report
from tests.recorded.figures import recorded_figures

PEERS = ["KU743", "KU491", "KU638"]
REPORTS = [  # own region, assessed period, comparison, last year that may be shown
    ("KU272", 2009, 2012, ["MK16", "SSS", *PEERS], 2012),
    ("KU236", 2009, 2012, ["MK16", "SSS"], 2012),
    ("KU272", 2021, 2025, ["HVA18", "SSS", *PEERS], 9999),
    ("KU236", 2021, 2025, ["HVA18", "SSS"], 9999),
]
TWINS = {"HVA18": "MK16", "MK16": "HVA18"}
WORDS = {"higher": ("parantunut", "heikentynyt"), "lower": ("heikentynyt", "parantunut")}


class Recorded(NamedTuple):
    """A recorded figure with its period."""

    period: str
    value: Decimal


def printed(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    """As Finnish readers write a number; the recordings never have more digits than are shown."""
    rounded = round(value, decimals) if decimals else Decimal(int(value))
    assert rounded == value
    whole, _, part = f"{abs(rounded):.{decimals}f}".partition(".")
    groups = []
    while len(whole) > 3:
        whole, groups = whole[:-3], [whole[-3:], *groups]
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return sign + "\u202f".join([whole, *groups]) + ("," + part if part else "")


def series(key: str, code: str, last_year: int) -> list[Recorded]:
    """Oldest first, nothing later than `last_year`."""
    found = recorded_figures().get((key, code), {})
    return [Recorded(period, Decimal(found[period])) for period in sorted(found) if int(period[:4]) <= last_year]


def period_text(period: str) -> str:
    return f"{int(period[5:])}/{period[:4]}" if "M" in period else period


def own_series(key: str, code: str, around: list[str], last_year: int) -> tuple[list[Recorded], bool]:
    for place in (code, *around):
        if found := series(key, place, last_year):
            return found, place != code
    return [], False


def outcome(key: str, amount: Decimal) -> str:
    entry = catalogue().indicators[key]
    if entry.good == "neutral":
        return ""
    small = amount == 0 or abs(amount) < Decimal(str(catalogue().threshold(key)))
    return "ei olennaista muutosta" if small else WORDS[entry.good][amount < 0]


def amount_text(amount: Decimal, decimals: int, unit: str) -> str:
    units = {"%": "\u00a0%-yks.", "euroa": "\u00a0€"}
    return printed(amount, decimals, signed=True) + units.get(unit, "")


def sign(amount: Decimal) -> int:
    return (amount > 0) - (amount < 0)


def around(report: tuple[Any, ...]) -> list[str]:
    """The county, from the year in which counties began, and the region."""
    return ["MK16"] if report[4] == 2012 else ["HVA18", "MK16"]


def base_of(own: list[Recorded], start: int) -> Recorded | None:
    """The figure of the period's first year or the nearest earlier one, if there is a later one."""
    earlier = [figure for figure in own if int(figure.period[:4]) <= start]
    return earlier[-1] if earlier and earlier[-1] != own[-1] else None


@cache
def described() -> dict[str, dict[str, str]]:
    """What the demo knows of each indicator."""
    with (Path(app.demo.figures.__file__).parent / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def texts(cell: tree.Cell) -> list[str]:
    return ["".join(part.text for part in line.inlines) for line in cell.lines]


def blocks_of_report(
    figures: Database, report: tuple[Any, ...], kind: str, settings: list[dict[str, Any]]
) -> list[tuple[Any, ...]]:
    """Blocks of one kind as the product makes them, all at once."""
    code, start, end, comparison, _ = report
    with figures.read() as session:
        organisation = organisation_of_region(session, code)
        assert organisation is not None
        assert organisation.id is not None
        made = Report(
            organisation_id=organisation.id,
            template_version_id=1,
            slug="laaja",
            kind="broad",
            assessed_from=start,
            assessed_to=end,
            comparison=comparison,
            created_at=now(),
            updated_at=now(),
        )
        context = block_context(session, made, organisation, "fi")
        render = filled_blocks(session, made, context, [(kind, attrs) for attrs in settings])
    return [render(kind, attrs, "t") for attrs in settings]


def block_of_report(figures: Database, report: tuple[Any, ...], kind: str, attrs: dict[str, Any]) -> tuple[Any, ...]:
    """One block."""
    return blocks_of_report(figures, report, kind, [attrs])[0]
