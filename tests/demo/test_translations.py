"""The demo's Swedish texts: one report wholly translated, one section visibly behind."""

from sqlmodel import select

from app.db import Database
from app.organisations.queries import organisation_by_slug
from app.reports.models import Report
from app.reports.queries import report_by_slug
from app.sections.models import Section, SectionText
from app.translation.alignment import BlockState
from app.translation.queries import lags_of
from app.translation.service import Texts, rows_of


def report_of(demo: Database, slug: str) -> Report:
    with demo.read() as session:
        organisation = organisation_by_slug(session, "kokkola")
        assert organisation is not None
        assert organisation.id is not None
        report = report_by_slug(session, organisation.id, slug)
        assert report is not None
        return report


def states(demo: Database, slug: str, key: str) -> list[BlockState]:
    with demo.read() as session:
        statement = select(SectionText).join(Section).where(Section.report_id == report_of(demo, slug).id)
        texts = {text.language: text for text in session.exec(statement.where(Section.key == key))}
        return [row.state for row in rows_of(session, Texts(texts["fi"], texts["sv"]))]


def test_the_summary_of_the_old_report_is_translated_block_by_block(demo: Database) -> None:
    found = states(demo, "laaja-2009-2012", "summary")
    assert len(found) > 6
    assert set(found) == {BlockState.CURRENT}


def test_one_section_of_the_new_report_is_two_paragraphs_behind(demo: Database) -> None:
    found = states(demo, "laaja-2021-2025", "background")
    assert found.count(BlockState.BEHIND) == 2
    assert found.count(BlockState.CURRENT) == 4
    report = report_of(demo, "laaja-2021-2025")
    assert report.id is not None
    with demo.read() as session:
        lags = lags_of(session, report.id, "fi")
        assert [(lag.behind, lag.missing, lag.is_outdated) for lag in lags["background"]] == [(2, 0, False)]
        assert not any(lag.is_begun for key, found in lags.items() if key != "background" for lag in found)
