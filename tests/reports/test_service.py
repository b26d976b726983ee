"""Starting and settling reports, and the section verbs that keep the counts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.clock import today
from app.db import Database
from app.errors import BadInput, DomainError
from app.permissions import Role
from app.reports import service
from app.reports.errors import (
    DueDateOutOfBounds,
    LanguageInUse,
    NotAWriter,
    ReasonMissing,
    ReportExists,
    SectionFillsItself,
    SettingsLocked,
)
from app.reports.models import Report, ReportState
from app.reports.settings import ReportSettings
from app.sections.errors import SectionFrozen, WrongState
from app.sections.models import Section, SectionState, SectionText
from app.sections.service import freeze_sections
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report, section_of, small_template

S = SectionState


@pytest.fixture
def coordinator(database: Database) -> User:
    return make_person(database, "Veera Vetäjä", Role.COORDINATOR, organisation=make_organisation(database))


def counts(database: Database, report: Report) -> tuple[int, ...]:
    """total, writing, ready, accepted, returned"""
    with database.read() as session:
        now = session.get_one(Report, report.id)
    return now.sections_total, now.sections_writing, now.sections_ready, now.sections_accepted, now.sections_returned


def actions(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.exec(select(AuditEntry.action).order_by(AuditEntry.id)))  # type: ignore[arg-type]


def put_in_state(database: Database, report: Report, key: str, state: SectionState) -> None:
    with database.write() as session:
        section = session.exec(select(Section).where(Section.report_id == report.id, Section.key == key)).one()
        section.state = state
        session.add(section)
        service.keep_counts(session, service.id_of(report))


def verb(database: Database, report: Report, run: Callable[[Session, Section], None], key: str = "background") -> None:
    with database.write() as session:
        run(session, session.exec(select(Section).where(Section.report_id == report.id, Section.key == key)).one())


def test_a_new_report_has_its_sections_texts_and_counts(database: Database) -> None:
    report = make_report(database, languages=("fi", "sv"))
    assert report.slug == "laaja-2021-2025"
    assert counts(database, report) == (4, 0, 0, 0, 0), "the approval section fills itself and does not count"
    with database.read() as session:
        assert len(session.exec(select(SectionText)).all()) == 10
    assert actions(database) == ["report:create"]


def test_a_report_of_one_year_is_called_by_that_year(database: Database) -> None:
    template = small_template(key="vuosiraportti", kind="annual", has_plan_period=False)
    report = make_report(database, template=template, assessed=(2025, 2025), planned=None)
    assert report.slug == "vuosiraportti-2025"
    assert report.planned_from is None


def test_two_reports_of_a_period_are_not_made_but_two_municipalities_each_make_theirs(database: Database) -> None:
    make_report(database)
    with pytest.raises(ReportExists):
        make_report(database)
    make_report(database, make_organisation(database, "kaustinen", "KU236"))


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"assessed": (2025, 2021)}, "assessed_to"),
        ({"assessed": (1890, 1894)}, "assessed_to"),
        ({"assessed": (2000, 2025)}, "assessed_to"),
        ({"planned": None}, "planned_to"),
        ({"planned": (2017, 2021)}, "planned_to"),
        ({"comparison": ("KU999",)}, "comparison"),
        ({"comparison": ("KU272",)}, "comparison"),
        ({"languages": ()}, "languages"),
        ({"languages": ("en",)}, "languages"),
    ],
)
def test_settings_that_make_no_sense_are_refused_by_field(
    database: Database, settings: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        make_report(database, **settings)  # type: ignore[arg-type]
    assert list(refused.value.field_errors) == [field]


STATES_AFTER: list[tuple[str, SectionState, SectionState | type[DomainError]]] = [
    ("ready", S.NOT_STARTED, S.READY),
    ("ready", S.WRITING, S.READY),
    ("ready", S.READY, WrongState),
    ("ready", S.ACCEPTED, WrongState),
    ("ready", S.RETURNED, S.READY),
    ("reopen", S.NOT_STARTED, WrongState),
    ("reopen", S.WRITING, WrongState),
    ("reopen", S.READY, S.WRITING),
    ("reopen", S.ACCEPTED, S.WRITING),
    ("reopen", S.RETURNED, WrongState),
    ("accept", S.NOT_STARTED, WrongState),
    ("accept", S.WRITING, WrongState),
    ("accept", S.READY, S.ACCEPTED),
    ("accept", S.ACCEPTED, WrongState),
    ("accept", S.RETURNED, WrongState),
    ("return", S.NOT_STARTED, WrongState),
    ("return", S.WRITING, WrongState),
    ("return", S.READY, S.RETURNED),
    ("return", S.ACCEPTED, S.RETURNED),
    ("return", S.RETURNED, WrongState),
]


def run_verb(name: str, actor_id: int) -> Callable[[Session, Section], None]:
    verbs: dict[str, Callable[[Session, Section], None]] = {
        "ready": lambda session, section: service.mark_section_ready(session, actor_id, section),
        "reopen": lambda session, section: service.reopen_section(session, actor_id, section),
        "accept": lambda session, section: service.accept_section(session, actor_id, section),
        "return": lambda session, section: service.return_section(session, actor_id, section, " Luvut puuttuvat. "),
    }
    return verbs[name]


@pytest.mark.parametrize(("name", "before", "after"), STATES_AFTER)
def test_every_verb_in_every_state(
    database: Database, coordinator: User, name: str, before: SectionState, after: SectionState | type[DomainError]
) -> None:
    report = make_report(database)
    put_in_state(database, report, "background", before)
    known = counts(database, report)
    run = run_verb(name, coordinator.id or 0)
    if isinstance(after, SectionState):
        verb(database, report, run)
        section = section_of(database, report, "background")
        assert section.state == after
        order = (S.WRITING, S.READY, S.ACCEPTED, S.RETURNED)
        assert counts(database, report) == (4, *(int(state is after) for state in order))
        assert len(actions(database)) == 2, "one entry for the report, one for the verb"
        assert section.return_reason == ("Luvut puuttuvat." if name == "return" else "")
    else:
        with pytest.raises(after):
            verb(database, report, run)
        assert counts(database, report) == known
        assert actions(database) == ["report:create"]


@pytest.mark.parametrize("name", ["ready", "reopen", "accept", "return"])
def test_a_frozen_section_refuses_every_verb(database: Database, coordinator: User, name: str) -> None:
    report = make_report(database)
    put_in_state(database, report, "background", S.READY)
    with database.write() as session:
        freeze_sections(session, service.id_of(report))
    with pytest.raises(SectionFrozen):
        verb(database, report, run_verb(name, coordinator.id or 0))


def test_nobody_marks_or_accepts_the_section_that_fills_itself(database: Database, coordinator: User) -> None:
    report = make_report(database)
    for name in ("ready", "accept"):
        with pytest.raises(SectionFillsItself):
            verb(database, report, run_verb(name, coordinator.id or 0), "approval")


def test_a_section_comes_back_only_with_a_reason(database: Database, coordinator: User) -> None:
    report = make_report(database)
    put_in_state(database, report, "background", S.READY)
    with pytest.raises(ReasonMissing):
        verb(database, report, lambda s, section: service.return_section(s, coordinator.id or 0, section, "  "))
    assert section_of(database, report, "background").state == S.READY


def test_owners_are_people_who_may_write_here(database: Database, coordinator: User) -> None:
    kokkola, kaustinen = make_organisation(database), make_organisation(database, "kaustinen", "KU236")
    report = make_report(database, kokkola)
    author = make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=kokkola, report_id=report.id)
    reader = make_person(database, "Lauri Lukija", Role.READER, organisation=kokkola)
    foreign = make_person(database, "Kaisa Kaustinen", Role.AUTHOR, organisation=kaustinen)
    actor = coordinator.id or 0
    for person in (reader, foreign):
        with pytest.raises(NotAWriter):
            verb(database, report, lambda s, section, p=person: service.assign_section(s, actor, section, p.id))  # type: ignore[misc]
    verb(database, report, lambda s, section: service.assign_section(s, actor, section, author.id))
    assert section_of(database, report, "background").owner_id == author.id
    verb(database, report, lambda s, section: service.assign_section(s, actor, section, None))
    assert section_of(database, report, "background").owner_id is None
    assert actions(database) == ["report:create", "section:assign", "section:assign"]


@pytest.mark.parametrize("days", [-800, 800])
def test_due_dates_stay_near(database: Database, coordinator: User, days: int) -> None:
    report = make_report(database)
    day = today() + timedelta(days=days)
    with pytest.raises(DueDateOutOfBounds):
        verb(database, report, lambda s, section: service.set_section_due(s, coordinator.id or 0, section, day))


def test_a_due_date_is_set_and_taken_away(database: Database, coordinator: User) -> None:
    report, actor = make_report(database), coordinator.id or 0
    for day in (today() + timedelta(days=30), None):
        verb(database, report, lambda s, section, d=day: service.set_section_due(s, actor, section, d))  # type: ignore[misc]
        assert section_of(database, report, "background").due_on == day


def settle(database: Database, report: Report, actor: User, **changes: object) -> Report:
    values = {"assessed": (2021, 2025), "planned": (2025, 2029), "comparison": (), "languages": ("fi",)} | changes
    with database.write() as session:
        held = session.get_one(Report, report.id)
        settings = ReportSettings(**values)  # type: ignore[arg-type]
        service.change_settings(session, actor.id or 0, held, settings, template=small_template(), region_code="KU272")
        return held


def test_a_language_is_added_with_first_texts_and_never_taken_away(database: Database, coordinator: User) -> None:
    report = make_report(database, languages=("sv",))
    report = settle(database, report, coordinator, languages=("fi", "sv"))
    assert report.languages == ["sv", "fi"], "the original stays the original"
    with database.read() as session:
        assert len(session.exec(select(SectionText).where(SectionText.language == "fi")).all()) == 5
    with pytest.raises(LanguageInUse):
        settle(database, report, coordinator, languages=("fi",))


def test_settings_are_locked_while_the_report_is_in_decision(database: Database, coordinator: User) -> None:
    report = make_report(database, languages=("fi",))
    with database.write() as session:
        session.get_one(Report, report.id).state = ReportState.IN_DECISION
    with pytest.raises(SettingsLocked):
        settle(database, report, coordinator)


def test_changing_the_period_keeps_the_address(database: Database, coordinator: User) -> None:
    report = make_report(database, languages=("fi",))
    report = settle(database, report, coordinator, assessed=(2020, 2024))
    assert (report.assessed_from, report.assessed_to, report.slug) == (2020, 2024, "laaja-2021-2025")
    assert actions(database)[-1] == "report:change-settings"
