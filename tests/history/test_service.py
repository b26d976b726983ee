"""Names are given, changed and taken away; what is brought back comes as new steps and touches nothing else."""

import pytest
from sqlmodel import Session, select

from app.accounts.guards import Person
from app.audit.models import AuditEntry
from app.document import plain_text
from app.errors import BadInput, NotFound
from app.history import service
from app.history.subject import Subject
from app.history.versions import text_at, writers_at
from app.permissions import Permission, Scope
from app.reports.deps import ReportAccess
from app.reports.section_deps import SectionAccess
from app.sections.errors import HistoryUnknown, SectionFrozen, StaleVersion
from app.sections.milestones import add_milestone
from app.sections.models import Milestone, MilestoneKind, SectionText, Step
from app.sections.service import freeze_sections
from tests.factories.people import make_organisation
from tests.history.conftest import Past, blocks, paragraph, remark, typed

pytestmark = pytest.mark.usefixtures("any_database")


def subject_of(past: Past, session: Session) -> Subject:
    """The text as it is now, before its first author."""
    person = Person(past.aino_id, "Aino", "aino@example.fi", ())
    held = frozenset({Permission.SECTION_WRITE})
    report = ReportAccess(make_organisation(past.database), past.text.report, person, Scope(), held)
    section = past.text.section
    return Subject(
        SectionAccess(report, section, held), session.get_one(SectionText, past.text.text_id), "fi", "Tausta"
    )


def words_now(past: Past) -> str:
    with past.database.read() as session:
        return plain_text(session.get_one(SectionText, past.text.text_id).document)


def names_of(past: Past) -> list[tuple[int, str, str]]:
    with past.database.read() as session:
        return [(one.version, one.kind, one.name) for one in session.exec(select(Milestone).order_by("id"))]  # type: ignore[arg-type]


def actions(past: Past) -> list[str]:
    with past.database.read() as session:
        said = session.exec(select(AuditEntry.action).where(AuditEntry.subject_type == "section")).all()
    return [action for action in said if ":version:" in action]


@pytest.fixture
def written(past: Past) -> Past:
    """Two paragraphs by Aino, then Jukka's words in the second and a third one of his."""
    past.write(past.aino_id, 0, blocks(paragraph("Ensimmäinen pysyy.", "a"), paragraph("Toinen muuttuu.", "b")))
    past.write(past.jukka_id, 20, typed("Nyt ", 21))
    past.write(past.jukka_id, 21, blocks(paragraph("Kolmas tuli.", "c"), start=41, end=41))
    return past


def restore(past: Past, version: int, *, seen: int) -> int:
    # The request's own subject reads in the session that writes, as here.
    with past.database.write() as session:
        return service.restore(session, subject_of(past, session), version, seen=seen)


def test_a_version_is_named_renamed_and_unnamed(written: Past) -> None:
    with written.database.write() as session:
        subject = subject_of(written, session)
        newest = service.name_version(session, subject, None, "  Johtoryhmän   luonnos ")
        service.name_version(session, subject, 1, "Alku")
        assert newest.id is not None
        service.rename(session, subject, newest.id, "Hallituksen luonnos")
    assert names_of(written) == [(3, "named", "Hallituksen luonnos"), (1, "named", "Alku")]
    with written.database.write() as session:
        service.remove_name(session, subject_of(written, session), newest.id)
    assert names_of(written) == [(1, "named", "Alku")]
    assert actions(written) == [
        "section:version:name",
        "section:version:name",
        "section:version:rename",
        "section:version:unname",
    ]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_has_one_to_a_hundred_and_twenty_characters(written: Past, name: str) -> None:
    with pytest.raises(BadInput), written.database.write() as session:
        service.name_version(session, subject_of(written, session), None, name)


def test_a_version_that_is_not_there_cannot_be_named(written: Past) -> None:
    with pytest.raises(HistoryUnknown), written.database.write() as session:
        service.name_version(session, subject_of(written, session), 4, "Huominen")


def test_only_names_given_by_people_can_be_changed(written: Past) -> None:
    with written.database.write() as session:
        frozen = add_milestone(session, written.text.text_id, 3, MilestoneKind.FROZEN, by=None)
    for verb in (service.remove_name, lambda *given: service.rename(*given, "uusi")):
        with pytest.raises(NotFound), written.database.write() as session:
            verb(session, subject_of(written, session), frozen.id or 0)


def test_what_was_comes_back_as_new_steps_and_can_be_undone(written: Past) -> None:
    after = restore(written, 1, seen=3)
    assert words_now(written) == "Ensimmäinen pysyy.\nToinen muuttuu."
    assert names_of(written) == [(after, "restored", "")]
    assert actions(written) == ["section:version:restore"]
    restore(written, 3, seen=after)
    assert words_now(written) == "Ensimmäinen pysyy.\nNyt Toinen muuttuu.\nKolmas tuli."
    with written.database.read() as session:
        assert session.exec(select(Step.version)).all() == list(range(1, 1 + len(session.exec(select(Step)).all())))
        old = text_at(session, written.text.text_id, 3)
        assert old.eq(
            text_at(session, written.text.text_id, session.get_one(SectionText, written.text.text_id).version)
        )


def test_blocks_that_are_the_same_keep_their_writers_and_remarks(written: Past) -> None:
    written.write(written.jukka_id, 30, remark(1, 5), client="server")
    version = restore(written, 1, seen=4)
    with written.database.read() as session:
        first = text_at(session, written.text.text_id, version).child(0)
        assert first.attrs["id"] == "a"
        assert [mark.type.name for mark in first.first_child.marks] == ["comment"]
        writers = writers_at(session, written.text.text_id, version)
        assert {writers.author(place) for place in writers.places[: first.node_size]} == {written.aino_id}


def test_bringing_back_what_is_there_changes_nothing(written: Past) -> None:
    assert restore(written, 3, seen=3) == 3
    assert names_of(written) == []


def test_nothing_comes_back_unseen_unknown_or_frozen(written: Past) -> None:
    with pytest.raises(StaleVersion):
        restore(written, 1, seen=2)
    with pytest.raises(HistoryUnknown):
        restore(written, 9, seen=3)
    with written.database.write() as session:
        freeze_sections(session, written.text.section.report_id)
    with pytest.raises(SectionFrozen):
        restore(written, 1, seen=3)
    assert words_now(written).startswith("Ensimmäinen pysyy.\nNyt ")


def test_writers_are_continued_from_what_is_kept(written: Past) -> None:
    text_id = written.text.text_id
    with written.database.read() as session:
        before = writers_at(session, text_id, 2)
        continued = writers_at(session, text_id, 3)
        again = writers_at(session, text_id, 1)
    assert before.places != continued.places
    assert len(continued.places) == len(before.places) + len("Kolmas tuli.") + 2
    assert {again.author(place) for place in again.places} == {written.aino_id}
