"""No figure in the demo's texts is invented: each names its source, and the source says the same."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from app.db import Database
from app.demo.claims import Claim, claims_in, with_cited_figures
from app.demo.figures.load import FIGURES_DIR
from app.demo.scripts import FOLDER, report_scripts
from app.document.markdown import from_markdown
from app.figures.findings import changed_sentences, doubtful_sentences
from app.figures.queries import figures_for
from app.figures.tokens import citing_sentences
from app.i18n import LANGUAGES
from app.i18n.formats import number_text
from app.organisations.models import Organisation
from app.reports.models import Report
from app.sections.models import Section, SectionText
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


def test_a_claim_is_read_with_its_source_and_becomes_a_cited_figure() -> None:
    text = "Kasvua on [877](sotkanet:127,KU272,2012-2009) henkeä, **[10,8](statfin:12r5/TYOTOSUUS,KU272,2026M06)** %."
    assert claims_in(text) == [
        Claim("877", "sotkanet:127", "KU272", "2012", "2009"),
        Claim("10,8", "statfin:12r5/TYOTOSUUS", "KU272", "2026M06", None),
    ]
    day = date(2026, 8, 31)
    recorded = {
        ("sotkanet:127", "KU272", "2012"): (46773.0, day),
        ("statfin:12r5/TYOTOSUUS", "KU272", "2026M06"): (10.8, day),
    }
    paragraph = from_markdown(with_cited_figures(text, recorded))["content"][0]
    attrs = {"indicator": "statfin:12r5/TYOTOSUUS", "region": "KU272", "period": "2026M06", "value": 10.8}
    assert paragraph["content"] == [
        {"type": "text", "text": "Kasvua on 877 henkeä, "},
        {
            "type": "figure_token",
            "attrs": {**attrs, "fetched_on": "2026-08-31", "text": "10,8"},
            "marks": [{"type": "strong"}],
        },
        {"type": "text", "text": " %."},
    ]


def test_ordinary_links_are_left_alone() -> None:
    link = "[Sotkanet](https://sotkanet.fi)"
    assert claims_in(link) == []
    assert with_cited_figures(link, {}) == link


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


def test_cited_figures_are_those_of_the_store_and_no_sentence_speaks_against_them(demo: Database) -> None:
    """In the report that is being written, in both of its languages."""
    with demo.read() as session:
        report = session.exec(select(Report).where(Report.slug == "laaja-2021-2025")).first()
        assert report is not None
        organisation = session.get_one(Organisation, report.organisation_id)
        texts = session.exec(select(SectionText).join(Section).where(Section.report_id == report.id)).all()
        cited = 0
        for text in texts:
            language = next(code for code in LANGUAGES if code == text.language)
            sentences = citing_sentences(text.document)
            figures = figures_for(session, report, organisation, sentences, language)
            cited += sum(len(sentence.tokens) for sentence in sentences)
            assert changed_sentences(sentences, figures) == []
            assert [item.sentence.words for item in doubtful_sentences(sentences, figures, "fi")] == []
    assert cited > 60
