"""Saving by steps: all or none, once, never over somebody else's."""

import contextlib

import pytest
from sqlmodel import Session, func, select

from app.audit.models import AuditEntry
from app.db import Database
from app.document import empty_document, plain_text
from app.document.checking import parse_document
from app.document.markdown import from_markdown
from app.errors import NotFound
from app.sections import service
from app.sections.errors import SectionFrozen, StaleVersion, StepsRejected
from app.sections.models import Section, SectionState, SectionText, Step
from app.sections.queries import section_by_key, steps_since, text_body
from tests.factories.texts import KEY, OpenText, make_text, typing


@pytest.fixture
def text(database: Database) -> OpenText:
    return make_text(database)


def save(session: Session, text: OpenText, words: str, *, version: int, batch: str, at: int = 1) -> service.Saved:
    steps = [typing(words, at)]
    return service.save_steps(
        session, text.author_id, text.text_id, version=version, batch=batch, client="tab", steps=steps
    )


def stored(database: Database, text: OpenText) -> SectionText:
    with database.read() as session:
        return session.get_one(SectionText, text.text_id)


def the_section(session: Session, text: OpenText) -> Section:
    section = section_by_key(session, text.section.report_id, KEY)
    assert section is not None
    return section


def test_a_batch_is_stored_as_steps_and_as_the_new_text(database: Database, text: OpenText):
    with database.write() as session:
        saved = save(session, text, "Kaksi sanaa", version=0, batch="one")
    assert (saved.version, saved.repeated) == (1, False)
    after = stored(database, text)
    assert (plain_text(after.document), after.version, after.word_count) == ("Kaksi sanaa", 1, 2)
    assert (after.updated_by, after.updated_at > text.text.updated_at) == (text.author_id, True)
    with database.read() as session:
        (step,) = steps_since(session, text.text_id, 0)
        assert (step.version, step.batch, step.client, step.author_id) == (1, "one", "tab", text.author_id)
        assert the_section(session, text).updated_by == text.author_id


def test_steps_from_an_old_version_are_refused_with_the_newest(database: Database, text: OpenText):
    with database.write() as session:
        save(session, text, "ensin", version=0, batch="one")
    with pytest.raises(StaleVersion) as refused, database.write() as session:
        save(session, text, "liian myöhään", version=0, batch="two")
    assert refused.value.version == 1
    assert plain_text(stored(database, text).document) == "ensin"


def test_steps_from_the_future_are_refused(database: Database, text: OpenText):
    with pytest.raises(StaleVersion), database.write() as session:
        save(session, text, "x", version=7, batch="one")


def test_the_same_batch_again_from_the_newest_version_changes_nothing(database: Database, text: OpenText):
    """As an editor sends it that lost the answer and was told the newest version when it came back."""
    with database.write() as session:
        save(session, text, "kerran", version=0, batch="one")
    with database.write() as session:
        again = save(session, text, "kerran", version=1, batch="one")
    assert (again.version, again.repeated) == (1, True)
    assert plain_text(stored(database, text).document) == "kerran"


def test_the_same_batch_again_changes_nothing_even_when_frozen(database: Database, text: OpenText):
    with database.write() as session:
        save(session, text, "kerran", version=0, batch="one")
        service.freeze_sections(session, text.section.report_id)
    with database.write() as session:
        again = save(session, text, "kerran", version=0, batch="one")
    assert (again.version, again.repeated) == (1, True)
    assert plain_text(stored(database, text).document) == "kerran"


def test_another_text_may_use_the_same_batch_key(database: Database, text: OpenText):
    with database.write() as session:
        save(session, text, "suomeksi", version=0, batch="one")
        other = session.exec(
            select(SectionText.id).where(SectionText.section_id == text.section.id, SectionText.language == "sv")
        ).one()
        assert other is not None
        saved = service.save_steps(
            session, text.author_id, other, version=0, batch="one", client="t", steps=[typing("på svenska")]
        )
    assert not saved.repeated


def test_the_key_decides_when_another_process_was_faster(
    database: Database, text: OpenText, monkeypatch: pytest.MonkeyPatch
):
    """Both read version 0; the row of the other one is there when this one inserts."""
    with database.write() as session:
        save(session, text, "nopeampi", version=0, batch="theirs")
    stale = service.save_steps.__globals__["text_head"]
    calls = iter([0])

    def outdated_head(session: Session, text_id: int, *, lock: bool = False) -> object:
        head = stale(session, text_id, lock=lock)
        return head if next(calls, None) is None else type(head)(**{**_fields(head), "version": 0})

    def old_text(*_: object) -> object:
        return parse_document(empty_document())

    monkeypatch.setitem(service.save_steps.__globals__, "text_head", outdated_head)
    monkeypatch.setitem(service.save_steps.__globals__, "parsed_text", old_text)
    with pytest.raises(StaleVersion) as refused, database.write() as session:
        save(session, text, "hitaampi", version=0, batch="mine")
    assert refused.value.version == 1
    assert plain_text(stored(database, text).document) == "nopeampi"


def _fields(head: object) -> dict[str, object]:
    return {name: getattr(head, name) for name in type(head).__slots__}  # type: ignore[attr-defined]


def test_a_frozen_section_refuses_steps_until_it_is_thawed(database: Database, text: OpenText):
    with database.write() as session:
        service.freeze_sections(session, text.section.report_id)
    with pytest.raises(SectionFrozen), database.write() as session:
        save(session, text, "x", version=0, batch="one")
    with database.write() as session:
        service.unfreeze_sections(session, text.section.report_id)
    with database.write() as session:
        assert save(session, text, "x", version=0, batch="one").version == 1


@pytest.mark.parametrize("steps", [[], [typing("x", at=50)], [typing("x"), {"stepType": "nonsense"}]])
def test_steps_that_do_not_fit_change_nothing(database: Database, text: OpenText, steps: list[dict[str, object]]):
    with pytest.raises(StepsRejected), database.write() as session:
        service.save_steps(session, text.author_id, text.text_id, version=0, batch="b", client="c", steps=steps)
    with database.read() as session:
        assert session.exec(select(func.count()).select_from(Step)).one() == 0
        assert text_body(session, text.text_id) == text.text.document


def test_a_text_that_does_not_exist_is_not_found(database: Database, text: OpenText):
    with pytest.raises(NotFound), database.write() as session:
        service.save_steps(session, text.author_id, 999, version=0, batch="b", client="c", steps=[typing("x")])


def test_what_a_rolled_back_transaction_wrote_is_not_remembered(database: Database, text: OpenText):
    with contextlib.suppress(RuntimeError), database.write() as session:
        save(session, text, "menetetty", version=0, batch="one")
        raise RuntimeError
    with database.write() as session:
        save(session, text, "oikea", version=0, batch="two")
        save(session, text, "!", version=1, batch="three", at=6)
    assert plain_text(stored(database, text).document) == "oikea!"


@pytest.mark.parametrize(
    ("before", "action"),
    [
        (SectionState.NOT_STARTED, "section:start"),
        (SectionState.RETURNED, "section:resume"),
        (SectionState.READY, "section:reopen:by-writing"),
        (SectionState.ACCEPTED, "section:reopen:by-writing"),
    ],
)
def test_writing_opens_the_section_and_is_recorded_once(
    database: Database, text: OpenText, before: SectionState, action: str
):
    with database.write() as session:
        section = the_section(session, text)
        section.state = before
        session.add(section)
    with database.write() as session:
        assert save(session, text, "a", version=0, batch="one").state_changed
        assert not save(session, text, "b", version=1, batch="two").state_changed
    with database.read() as session:
        assert the_section(session, text).state == SectionState.WRITING
        assert list(session.exec(select(AuditEntry.action).where(AuditEntry.subject_type == "section"))) == [action]


def test_replacing_the_text_is_one_step(database: Database, text: OpenText):
    document = from_markdown("# Uusi\n\nTeksti.")
    with database.write() as session:
        save(session, text, "vanha", version=0, batch="one")
        saved = service.replace_document(session, text.author_id, text.text_id, document)
    assert saved.version == 2
    assert stored(database, text).document == document
