"""No figure in the demo's texts is invented: each names its source, and the source says the same."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.demo.claims import Claim, claims_in, without_claims
from app.demo.figures.load import FIGURES_DIR
from app.demo.scripts import FOLDER, report_scripts
from app.i18n.formats import number_text
from tests.demo.conftest import Figures

TEXTS = sorted(FOLDER.glob("*/*/*.md"))
DECIMALS = {
    line.split(",")[0]: int(match[1])
    for line in (FIGURES_DIR / "indicators.csv").read_text(encoding="utf-8").splitlines()[1:]
    if (match := re.search(r",(\d),[^\d]*,[^\d]*,[^\d]*,(?:\d{4}-\d\d-\d\d)?$", line))
}
KNOWN_BY = {folder.name: script.sent or date.max for folder, script in report_scripts()}

# What looks like a measured figure: decimals, thousands, amounts of euros, shares.
FIGURE = re.compile(r"\d+,\d+|\d{1,3}[\u202f\u00a0 ]\d{3}\b|\d+ (?:euroa?|prosenttia|prosentti\w*|procent)\b")
PER_THOUSAND = re.compile(r"/ 1 000")


def test_a_claim_is_read_with_its_source_and_told_without() -> None:
    text = "Kasvua on [877](sotkanet:127,KU272,2012-2009) henkeä, [10,8](statfin:12r5/TYOTOSUUS,KU272,2026M06) %."
    assert claims_in(text) == [
        Claim("877", "sotkanet:127", "KU272", "2012", "2009"),
        Claim("10,8", "statfin:12r5/TYOTOSUUS", "KU272", "2026M06", None),
    ]
    assert without_claims(text) == "Kasvua on 877 henkeä, 10,8 %."


def test_ordinary_links_are_left_alone() -> None:
    link = "[Sotkanet](https://sotkanet.fi)"
    assert claims_in(link) == []
    assert without_claims(link) == link


def test_there_are_many_figures_to_check() -> None:
    assert sum(len(claims_in(path.read_text(encoding="utf-8"))) for path in TEXTS) > 200


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_figure_is_the_sources_own(path: Path, figures_known_by: Callable[[date], Figures]) -> None:
    figures = figures_known_by(KNOWN_BY[path.parts[-3]])
    for claim in claims_in(path.read_text(encoding="utf-8")):
        value = figures[claim.indicator, claim.region, claim.period]
        if claim.since is not None:
            value -= figures[claim.indicator, claim.region, claim.since]
        assert claim.printed == number_text(abs(value), DECIMALS[claim.indicator], "fi"), claim


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_figure_stands_without_a_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for claim in claims_in(text):
        text = re.sub(rf"\[{re.escape(claim.printed)}\]\([^)]+\)", "", text)
    assert FIGURE.findall(PER_THOUSAND.sub("", text)) == []
