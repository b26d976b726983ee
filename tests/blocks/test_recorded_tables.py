"""Every cell of the demo's tables against the recordings."""

from decimal import Decimal
from typing import Any

import pytest

from app.db import Database
from app.indicators.packages import load_packages
from app.rendering import tree
from tests.blocks.reckoned import (
    REPORTS,
    TWINS,
    Recorded,
    amount_text,
    around,
    base_of,
    block_of_report,
    described,
    outcome,
    own_series,
    period_text,
    printed,
    series,
    sign,
    texts,
)
from tests.recorded import needs_recordings

pytestmark = needs_recordings


def change_texts(key: str, own: list[Recorded], start: int, decimals: int, unit: str) -> tuple[list[str], list[str]]:
    """The lines of the change cell, and the year that they are told against."""
    base = base_of(own, start)
    amount = own[-1].value - base.value if base else Decimal(0)
    texts = ["ei vertailuvuotta"]
    if base:
        texts = [amount_text(amount, decimals, unit), *filter(None, [outcome(key, amount)])]
    latest = own[-1].value - own[-2].value if len(own) > 1 else None
    if latest is not None and not (base and (own[-2] == base or sign(latest) == sign(amount))):
        said = ", ".join(filter(None, [amount_text(latest, decimals, unit), outcome(key, latest)]))
        texts.append(f"edellisestä ({period_text(own[-2].period)}): {said}")
    return texts, [f"vrt. {period_text(base.period)}"] if base else []


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


def expected_row(key: str, report: tuple[Any, ...], info: dict[str, str]) -> list[list[str]] | None:
    """The row's texts by the recordings; None when nobody has a figure recent enough."""
    code, start, _, comparison, last_year = report
    decimals = int(info["decimals"])
    own, borrowed = own_series(key, code, around(report), last_year)
    shown = [own[-1].period] if own else []
    for other in comparison if not own else []:
        found = series(key, other, last_year) or series(key, TWINS.get(other, ""), last_year)
        shown += [found[-1].period] if found else []
    if not shown or int(max(shown)[:4]) < start - 6:
        return None
    period = max(shown)
    change, against = change_texts(key, own, start, decimals, info["unit_fi"]) if own else (["ei vertailuvuotta"], [])
    value = [printed(own[-1].value, decimals), *(["alueen luku"] if borrowed else [])] if own else ["ei tietoa"]
    compared = [comparison_texts(key, other, TWINS.get(other, ""), period, last_year, decimals) for other in comparison]
    return [[period_text(period), *against], value, change, *compared]


@pytest.mark.parametrize("package", load_packages())
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report[0]}-{report[1]}")
def test_every_cell_equals_the_recordings(figures: Database, report: tuple[Any, ...], package: str):
    expected = {
        info["title_fi"]: row
        for key in load_packages()[package].indicators
        if (info := described().get(key)) and (row := expected_row(key, report, info))
    }
    nodes = block_of_report(figures, report, "indicator_table", {"package": package})
    if not expected:
        assert isinstance(nodes[0], tree.Notice)
        return
    assert isinstance(nodes[0], tree.Table)
    shown = {texts(row[0])[0]: [texts(cell) for cell in row[1:]] for row in nodes[0].rows}
    assert shown == expected
