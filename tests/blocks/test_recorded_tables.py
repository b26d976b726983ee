"""Every cell of the demo's tables against the recordings, read and reckoned here on their own."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

import app.demo.figures
from app.clock import now
from app.db import Database
from app.demo.figures.load import load_figures
from app.indicators.catalogue import catalogue
from app.indicators.packages import load_packages
from app.organisations.queries import organisation_of_region
from app.organisations.service import create_organisation, load_regions
from app.rendering import tree
from app.reports.blocks import block_context, render_block
from app.reports.models import Report
from tests.recorded import needs_recordings
from tests.recorded.figures import recorded_figures

pytestmark = needs_recordings

PEERS = ["KU743", "KU491", "KU638"]
REPORTS = [  # own region, assessed period, comparison, last year that may be shown
    ("KU272", 2009, 2012, ["MK16", "SSS", *PEERS], 2012),
    ("KU236", 2009, 2012, ["MK16", "SSS"], 2012),
    ("KU272", 2021, 2025, ["HVA18", "SSS", *PEERS], 9999),
    ("KU236", 2021, 2025, ["HVA18", "SSS"], 9999),
]
STAND_INS = {"MK": "maakunnan luku", "HV": "hyvinvointialueen luku"}
WORDS = {"higher": ("parantunut", "heikentynyt"), "lower": ("heikentynyt", "parantunut")}


class Recorded(NamedTuple):
    """A recorded figure with its period."""

    period: str
    value: Decimal


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory, migrated_file) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("figures") / "figures.sqlite3"
    path.write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        load_regions(session)
        load_figures(session)
        for code in ("KU272", "KU236"):
            create_organisation(session, None, code)
    yield database
    database.close()


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


def change_texts(key: str, own: list[Recorded], start: int, decimals: int, unit: str) -> tuple[list[str], list[str]]:
    """The lines of the change cell, and the year that they are told against."""
    earlier = [figure for figure in own if int(figure.period[:4]) <= start]
    changed = bool(earlier) and earlier[-1] != own[-1]
    amount = own[-1].value - earlier[-1].value if changed else Decimal(0)
    texts = ["ei vertailuvuotta"]
    if changed:
        texts = [amount_text(amount, decimals, unit), *filter(None, [outcome(key, amount)])]
    latest = own[-1].value - own[-2].value if len(own) > 1 else None
    if latest is not None and not (changed and (own[-2] == earlier[-1] or sign(latest) == sign(amount))):
        said = ", ".join(filter(None, [amount_text(latest, decimals, unit), outcome(key, latest)]))
        texts.append(f"edellisestä ({period_text(own[-2].period)}): {said}")
    return texts, [f"vrt. {period_text(earlier[-1].period)}"] if changed else []


def sign(amount: Decimal) -> int:
    return (amount > 0) - (amount < 0)


def comparison_texts(key: str, code: str, twin: str, period: str, last_year: int, decimals: int) -> list[str]:
    found, notes = series(key, code, last_year), []
    if not found and twin:
        found, notes = (
            series(key, twin, last_year),
            ["maakunnan luku" if twin.startswith("MK") else "hyvinvointialueen luku"],
        )
    if not found:
        return ["ei tietoa"]
    same = [figure for figure in found if figure.period == period]
    figure = same[0] if same else found[-1]
    return [printed(figure.value, decimals), *([] if same else [period_text(figure.period)]), *notes]


def expected_row(key: str, report: tuple, info: dict[str, str]) -> list[list[str]] | None:
    """The row's texts by the recordings; None when nobody has a figure recent enough."""
    code, start, _, comparison, last_year = report
    around = ["MK16"] if last_year == 2012 else ["HVA18", "MK16"]
    twins = {"HVA18": "MK16", "MK16": "HVA18"}
    decimals = int(info["decimals"])
    own, borrowed = own_series(key, code, around, last_year)
    shown = [own[-1].period] if own else []
    for other in comparison if not own else []:
        found = series(key, other, last_year) or series(key, twins.get(other, ""), last_year)
        shown += [found[-1].period] if found else []
    if not shown or int(max(shown)[:4]) < start - 6:
        return None
    period = max(shown)
    change, against = change_texts(key, own, start, decimals, info["unit_fi"]) if own else (["ei vertailuvuotta"], [])
    value = [printed(own[-1].value, decimals), *(["alueen luku"] if borrowed else [])] if own else ["ei tietoa"]
    compared = [comparison_texts(key, other, twins.get(other, ""), period, last_year, decimals) for other in comparison]
    return [[period_text(period), *against], value, change, *compared]


def described() -> dict[str, dict[str, str]]:
    with (Path(app.demo.figures.__file__).parent / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def texts(cell: tree.Cell) -> list[str]:
    return ["".join(part.text for part in line.inlines) for line in cell.lines]


@pytest.mark.parametrize("package", load_packages())
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report[0]}-{report[1]}")
def test_every_cell_equals_the_recordings(figures: Database, report: tuple, package: str):
    code, start, end, comparison, _ = report
    expected = {
        info["title_fi"]: row
        for key in load_packages()[package].indicators
        if (info := described().get(key)) and (row := expected_row(key, report, info))
    }
    with figures.read() as session:
        organisation = organisation_of_region(session, code)
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
        nodes = render_block(session, made, context, "indicator_table", {"package": package}, anchor="t")
    if not expected:
        assert isinstance(nodes[0], tree.Notice)
        return
    assert isinstance(nodes[0], tree.Table)
    shown = {texts(row[0])[0]: [texts(cell) for cell in row[1:]] for row in nodes[0].rows}
    assert shown == expected
