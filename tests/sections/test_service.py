"""The verbs on sections: from which states, and one audit entry each."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from app.audit.models import AuditEntry
from app.db import Database
from app.report_templates.schema import IndicatorTableBlock, TextBlock
from app.sections import service
from app.sections.errors import SectionFrozen, WrongState
from app.sections.models import Section, SectionState
from app.sections.queries import section_by_key, sections_of, text_of
from tests.factories.reports import make_report, section_template, small_template, texts
from tests.factories.texts import KEY, OpenText, make_text

Verb = Callable[[Session, int | None, Section], None]
S = SectionState


def give_back(session: Session, actor_id: int | None, section: Section) -> None:
    service.return_section(session, actor_id, section, "Lisää luvut.")


VERBS: dict[str, tuple[Verb, set[SectionState], SectionState]] = {
    "section:ready": (service.mark_ready, {S.NOT_STARTED, S.WRITING, S.RETURNED}, S.READY),
    "section:reopen": (service.reopen, {S.READY, S.ACCEPTED}, S.WRITING),
    "section:accept": (service.accept, {S.READY}, S.ACCEPTED),
    "section:return": (give_back, {S.READY, S.ACCEPTED}, S.RETURNED),
}


@pytest.fixture
def text(database: Database) -> OpenText:
    return make_text(database)


def the_section(session: Session, text: OpenText) -> Section:
    section = section_by_key(session, text.section.report_id, KEY)
    assert section is not None
    return section


@pytest.mark.parametrize("action", VERBS)
def test_a_verb_works_from_its_states_and_from_no_other(database: Database, text: OpenText, action: str):
    verb, allowed, after = VERBS[action]
    for before in SectionState:
        with database.write() as session:
            section = the_section(session, text)
            section.state = before
            if before not in allowed:
                with pytest.raises(WrongState):
                    verb(session, text.author_id, section)
                continue
            verb(session, text.author_id, section)
            assert section.state == after
    with database.read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.subject_type == "section")).all()
    assert [(entry.action, entry.actor_id) for entry in entries] == [(action, text.author_id)] * len(allowed)


@pytest.mark.parametrize("action", VERBS)
def test_nothing_moves_while_frozen(database: Database, text: OpenText, action: str):
    with database.write() as session:
        service.freeze_sections(session, text.section.report_id)
    with database.write() as session, pytest.raises(SectionFrozen):
        VERBS[action][0](session, text.author_id, the_section(session, text))


def test_the_reason_stays_until_the_section_is_ready_again(database: Database, text: OpenText):
    with database.write() as session:
        section = the_section(session, text)
        service.mark_ready(session, text.author_id, section)
        give_back(session, text.author_id, section)
        assert section.return_reason == "Lisää luvut."
        service.mark_ready(session, text.author_id, section)
        assert section.return_reason == ""


def test_owner_and_due_date_are_set_and_taken_away(database: Database, text: OpenText):
    with database.write() as session:
        section = the_section(session, text)
        service.assign(session, None, section, text.author_id)
        service.set_due(session, None, section, date(2026, 12, 1))
        assert (section.owner_id, section.due_on) == (text.author_id, date(2026, 12, 1))
        service.assign(session, None, section, None)
        service.set_due(session, None, section, None)
        assert (section.owner_id, section.due_on) == (None, None)


def test_new_texts_start_with_the_templates_blocks_in_their_language(database: Database):
    blocks = (
        TextBlock(kind="heading", title=texts("Johtopäätökset", "Slutsatser", "Conclusions")),
        IndicatorTableBlock(kind="indicator_table", package="working_age"),
    )
    template = small_template(sections=(section_template("one", "Yksi", blocks=blocks),))
    report = make_report(database, template=template)
    with database.read() as session:
        (section,) = sections_of(session, report.id or 0)
        assert section.id is not None
        finnish, swedish = (text_of(session, section.id, language) for language in ("fi", "sv"))
    assert finnish is not None
    assert swedish is not None
    assert [node["type"] for node in finnish.document["content"]] == [
        "heading",
        "paragraph",
        "indicator_table",
        "paragraph",
    ]
    assert finnish.document["content"][0]["content"][0]["text"] == "Johtopäätökset"
    assert swedish.document["content"][0]["content"][0]["text"] == "Slutsatser"
    assert finnish.document["content"][2]["attrs"]["package"] == "working_age"
    assert finnish.word_count == 1


def test_an_empty_template_gives_one_paragraph_and_a_table_has_one_before_it(database: Database):
    tables = (IndicatorTableBlock(kind="indicator_table", package="youth"),)
    sections = (section_template("one", "Yksi"), section_template("two", "Kaksi", blocks=tables))
    report = make_report(database, template=small_template(sections=sections))
    with database.read() as session:
        documents = [text_of(session, section.id or 0, "fi") for section in sections_of(session, report.id or 0)]
    kinds = [[node["type"] for node in text.document["content"]] for text in documents if text]
    assert kinds == [["paragraph"], ["paragraph", "indicator_table", "paragraph"]]
