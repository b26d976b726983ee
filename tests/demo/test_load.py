"""The demo as people find it: who there is, what is written, decided and late."""

import json
import re
from datetime import date

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.models import Grant, User
from app.clock import in_finland, today
from app.comments.models import Thread
from app.db import Database
from app.demo.build import load_demo
from app.demo.errors import OrganisationIsReal
from app.demo.people import PEOPLE
from app.editions.models import Edition
from app.models import Table
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.organisations.service import create_organisation, load_regions
from app.reports.models import Decision, Report, ReportState
from app.reports.queries import report_by_slug
from app.sections.models import Section, SectionState, SectionText, Step
from app.sections.queries import section_by_key, text_of
from app.suggestions.models import Suggestion

pytestmark = pytest.mark.slow

EARLIER, FINISHED, HALF = "laaja-2005-2008", "laaja-2009-2012", "laaja-2021-2025"


def found(session: Session, organisation_slug: str, slug: str) -> Report:
    organisation = organisation_by_slug(session, organisation_slug)
    assert organisation is not None
    assert organisation.id is not None
    report = report_by_slug(session, organisation.id, slug)
    assert report is not None
    return report


def sections_of(session: Session, report: Report) -> list[Section]:
    return list(session.exec(select(Section).where(Section.report_id == report.id)))


def edition_of(session: Session, report: Report) -> Edition:
    return session.exec(select(Edition).where(Edition.report_id == report.id)).one()


def row_counts(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Table.metadata.sorted_tables
        }


def test_every_organisation_is_marked_as_an_example(demo: Database) -> None:
    with demo.read() as session:
        organisations = session.exec(select(Organisation).order_by(Organisation.slug)).all()
    assert [organisation.slug for organisation in organisations] == [
        "kaustinen",
        "keski-pohjanmaan-hyvinvointialue",
        "kokkola",
    ]
    assert all(organisation.is_example for organisation in organisations)


def test_every_person_has_their_one_role(demo: Database) -> None:
    with demo.read() as session:
        rows = session.exec(select(User.email, Grant.role).join(Grant, col(Grant.user_id) == User.id)).all()
    assert sorted(rows) == sorted((person.email, person.role.value) for person in PEOPLE)
    assert all(person.email.endswith(".example") for person in PEOPLE)


def test_the_finished_report_lived_in_2013(demo: Database) -> None:
    with demo.read() as session:
        report = found(session, "kokkola", FINISHED)
        edition = edition_of(session, report)
        decisions = session.exec(
            select(Decision).where(Decision.report_id == report.id).order_by(col(Decision.meeting_on))
        ).all()
    assert report.state == ReportState.PUBLISHED
    assert report.sections_accepted == report.sections_total == 25  # the section of the decisions fills itself
    assert edition.published_at is not None
    assert in_finland(edition.created_at).date() == date(2013, 10, 7)
    assert in_finland(edition.published_at).date() == date(2013, 11, 25)
    assert [decision.body_name for decision in decisions] == [
        "Hyvinvointilautakunta",
        "Kaupunginhallitus",
        "Kaupunginvaltuusto",
    ]


def test_the_edition_shows_the_figures_of_its_time(demo: Database) -> None:
    with demo.read() as session:
        content = edition_of(session, found(session, "kokkola", FINISHED)).content
    assert "46\u202f773" in content
    assert "17.8.2013" in content
    assert "2026" not in content


def test_the_report_of_the_term_before_ends_with_its_term(demo: Database) -> None:
    """It was made in 2013, but tells no figure of later years, and was decided on before its successor."""
    with demo.read() as session:
        report = found(session, "kokkola", EARLIER)
        edition = edition_of(session, report)
        decided = session.exec(select(Decision.meeting_on).where(Decision.report_id == report.id)).all()
    assert report.state == ReportState.PUBLISHED
    assert list(decided) == [date(2013, 9, 2), date(2013, 9, 16)]
    document = json.loads(edition.content)["documents"]["fi"]
    periods = set(re.findall(r'"period": "(\d{4})', json.dumps(document)))
    assert max(periods) == "2008"
    assert set(json.loads(edition.content)["documents"]) == {"fi", "sv"}


def test_the_swedish_summary_is_there(demo: Database) -> None:
    with demo.read() as session:
        section = section_by_key(session, found(session, "kokkola", FINISHED).id or 0, "summary")
        assert section is not None
        assert section.id is not None
        text = text_of(session, section.id, "sv")
    assert text is not None
    assert text.word_count > 200


def test_the_running_report_is_in_the_middle_of_its_work(demo: Database) -> None:
    with demo.read() as session:
        report = found(session, "kokkola", HALF)
        sections = sections_of(session, report)
    assert report.state == ReportState.DRAFT
    assert {section.state for section in sections} == set(SectionState)
    done = (SectionState.READY, SectionState.ACCEPTED)
    late = [section.key for section in sections if section.due_on < today() and section.state not in done]
    assert sorted(late) == ["environment", "youth"]
    assert [section.return_reason != "" for section in sections if section.state == SectionState.RETURNED] == [True]


def test_kaustinen_has_just_begun(demo: Database) -> None:
    with demo.read() as session:
        sections = sections_of(session, found(session, "kaustinen", HALF))
    assert [section.key for section in sections if section.state != SectionState.NOT_STARTED] == [
        "background",
        "structure_economy",
    ]


def test_everybody_wrote_their_own_sections(demo: Database) -> None:
    with demo.read() as session:
        remarked = select(Thread.text_id).union(select(Suggestion.text_id))  # others' steps are at the end of these
        rows = session.exec(
            select(Step.author_id, Section.owner_id, Step.version == SectionText.version)
            .join(SectionText, col(SectionText.id) == Step.text_id)
            .join(Section, col(Section.id) == SectionText.section_id)
            .where(col(Step.text_id).not_in(remarked))
        ).all()
    assert len(rows) > 40
    assert all(author == owner for author, owner, is_last in rows if is_last)
    assert len({author for author, _owner, _is_last in rows}) == 5
    assert any(author != owner for author, owner, _is_last in rows)  # the coordinator began: there is a past to see


def test_nothing_happened_in_the_future(demo: Database) -> None:
    with demo.read() as session:
        assert all(in_finland(text.updated_at).date() <= today() for text in session.exec(select(SectionText)))


def test_loading_again_changes_nothing(any_database: Database) -> None:
    load_demo(any_database)
    before = row_counts(any_database)
    load_demo(any_database)
    assert row_counts(any_database) == before
    assert before["report"] == 4


def test_an_organisation_in_earnest_use_is_left_alone(database: Database) -> None:
    with database.write() as session:
        load_regions(session)
        create_organisation(session, None, "KU272")
    before = row_counts(database)
    with pytest.raises(OrganisationIsReal, match="Kokkola already uses this installation"):
        load_demo(database)
    assert row_counts(database) == before


def test_progress_names_what_comes_next(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.demo.build.play_report", lambda *_: None)
    monkeypatch.setattr("app.demo.build.load_figures", lambda *_: None)
    steps: list[str] = []
    load_demo(database, steps.append)
    assert steps[0] == "regions and organisations"
    assert f"report kokkola-{FINISHED}" in steps
