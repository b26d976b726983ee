"""The demo's Swedish texts: one report wholly translated, one section visibly behind."""

from sqlmodel import Session, select

from app.accounts.queries import user_by_email
from app.assembly.service import assemble
from app.db import Database
from app.i18n import Language
from app.organisations.queries import organisation_by_slug
from app.rendering import tree
from app.reports.models import Report
from app.reports.queries import report_by_slug
from app.sections.models import Section, SectionText
from app.sections.service import replace_document
from app.translation.alignment import BlockState
from app.translation.comparing import copy_of, says_something
from app.translation.queries import lags_of
from app.translation.service import Texts, rows_of

LANGUAGES: tuple[Language, ...] = ("fi", "sv")


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
        behind = {key for key, found in lags.items() for lag in found if lag.is_begun and lag.is_behind}
        assert behind == {"background"}


def test_another_section_is_translated_with_its_image_and_table(demo: Database) -> None:
    assert set(states(demo, "laaja-2021-2025", "process")) == {BlockState.CURRENT}


def test_a_copied_indicator_table_speaks_the_language_of_its_text_in_every_export(demo: Database) -> None:
    """Titles, words of judgement and own texts differ by language; the figures do not."""
    report = report_of(demo, "laaja-2021-2025")
    with Session(demo.writer) as session:
        statement = (
            select(SectionText).join(Section).where(Section.report_id == report.id, Section.key == "working_age")
        )
        texts = {text.language: text for text in session.exec(statement)}
        copies = [copy_of(block) for block in texts["fi"].document["content"] if says_something(block)]
        own = {"type": "paragraph", "content": [{"type": "text", "text": "Egen svensk text."}]}
        assert texts["sv"].id is not None
        replace_document(session, report_author(session), texts["sv"].id, {"type": "doc", "content": [own, *copies]})
        session.expire_all()
        told = {language: section_of(assemble(session, report, language, draft=True)) for language in LANGUAGES}
        session.rollback()
    tables = {language: table_of(section) for language, section in told.items()}
    assert caption(tables["fi"]) == "Työikäisten toimeentulo, työ ja terveys"
    assert caption(tables["sv"]) == "Utkomst, arbete och hälsa i arbetsför ålder"
    words = {language: to_text(table) for language, table in tables.items()}
    assert "försämrats" in words["sv"]
    assert "heikentynyt" in words["fi"]
    assert "försämrats" not in words["fi"]
    assert "Långtidsarbetslösa" in words["sv"]
    assert len(tables["fi"].rows) == len(tables["sv"].rows) > 5
    assert "Egen svensk text." in to_text(told["sv"])
    assert "Egen svensk text." not in to_text(told["fi"])


def report_author(session: Session) -> int:
    author = user_by_email(session, "koordinaattori@kokkola.example")
    assert author is not None
    assert author.id is not None
    return author.id


def section_of(document: tree.Document) -> tree.Section:
    return next(section for section in document.sections() if section.key == "working_age")


def table_of(section: tree.Section) -> tree.Table:
    return next(block for block in section.blocks if isinstance(block, tree.Table))


def caption(table: tree.Table) -> str:
    return "".join(part.text for part in table.caption if isinstance(part, tree.Text))


def to_text(node: object) -> str:
    """Everything that the node says, roughly."""
    return repr(node)
