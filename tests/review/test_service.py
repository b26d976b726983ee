"""The verbs: what each refuses, what it changes, and that it happens once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from app.audit.models import AuditEntry
from app.clock import today
from app.db import Database
from app.editions.models import Edition
from app.errors import BadInput
from app.exports.models import ExportJob, JobState
from app.proofs.certificate import Fault, to_json
from app.reports.models import Decision, ReportState
from app.review import service
from app.review.errors import (
    AlreadyDecided,
    EditionChanged,
    FilesNotWhole,
    NotPossibleNow,
    OutOfOrder,
    SectionsNotAccepted,
)
from app.sections.errors import SectionFrozen
from app.sections.models import Section
from tests.factories.editions import Road, make_road
from tests.factories.files import certificate_of
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report

COUNCIL = {"body_key": "council", "body_name": "Kaupunginvaltuusto", "paragraph": "98"}


@pytest.fixture
def road(database: Database) -> Road:
    return make_road(database)


def count(road: Road, table: type) -> int:
    with road.database.read() as session:
        return len(session.exec(select(table)).all())


def actions(road: Road) -> list[str]:
    with road.database.read() as session:
        return [entry.action for entry in session.exec(select(AuditEntry).order_by(AuditEntry.id))]


class TestSend:
    def test_every_section_must_be_accepted(self, database: Database) -> None:
        organisation = make_organisation(database)
        person = make_person(database, role="coordinator", organisation=organisation)
        report = make_report(database, organisation, actor=person)
        with pytest.raises(SectionsNotAccepted) as caught, database.write() as session:
            service.send_to_decision(session, person.id or 0, report)
        assert "Tiivistelmä, 1 Tausta" in str(caught.value)
        assert "Käsittely" not in str(caught.value), "the approval section fills itself"

    def test_it_freezes_sections_and_an_edition(self, road: Road) -> None:
        edition = road.send()
        assert (edition.number, edition.previous_sha256) == (1, "")
        assert road.report.state == ReportState.IN_DECISION
        with road.database.read() as session:
            assert all(session.exec(select(Section.frozen_at)))
        assert {"edition:freeze", "report:send-to-decision"} <= set(actions(road))

    def test_a_frozen_section_refuses_writing(self, road: Road) -> None:
        road.send()
        with pytest.raises(SectionFrozen):
            road.write("background", "Lisäys jälkikäteen.")

    def test_sending_twice_makes_one_edition(self, road: Road) -> None:
        road.send()
        with pytest.raises(NotPossibleNow):
            road.send()
        assert count(road, Edition) == 1


class TestRecord:
    def test_bodies_decide_in_order(self, road: Road) -> None:
        road.send()
        with pytest.raises(OutOfOrder):
            road.decide(**COUNCIL)

    def test_the_deciding_body_approves(self, road: Road) -> None:
        road.send()
        road.decide()
        assert road.report.state == ReportState.IN_DECISION
        road.decide(**COUNCIL)
        assert road.report.state == ReportState.APPROVED
        assert road.edition.approval is not None
        assert [made for made in ("Kaupunginhallitus", "412", "98") if made not in road.edition.approval] == []

    def test_a_body_decides_once(self, road: Road) -> None:
        road.send()
        road.decide()
        with pytest.raises(AlreadyDecided):
            road.decide()
        assert count(road, Decision) == 1

    def test_two_at_the_same_moment_record_one(self, road: Road) -> None:
        road.send()
        form = road.form()

        def record(_turn: int) -> str:
            try:
                with road.database.write() as session:
                    service.record_decision(session, road.coordinator_id, road.report, form)
            except AlreadyDecided:
                return "already"
            return "recorded"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(record, range(2))) == ["already", "recorded"]
        assert count(road, Decision) == 1

    def test_the_last_decision_is_recorded_once_too(self, road: Road) -> None:
        road.send()
        road.approve()
        with pytest.raises(AlreadyDecided):
            road.decide(**COUNCIL)
        assert count(road, Decision) == 2

    def test_the_version_seen_must_be_the_version_in_decision(self, road: Road) -> None:
        road.send()
        with pytest.raises(EditionChanged):
            road.decide(edition_sha256="0" * 64)
        assert count(road, Decision) == 0

    def test_a_decision_on_an_older_edition_is_refused(self, road: Road) -> None:
        old = road.send().sha256
        road.decide(outcome="referred-back", decision_text="Täsmennettävä.")
        road.send()
        with pytest.raises(EditionChanged):
            road.decide(edition_sha256=old)

    def test_the_meeting_lies_between_freezing_and_today(self, road: Road) -> None:
        road.send()
        for day in (today() + timedelta(days=1), today() - timedelta(days=1)):
            with pytest.raises(BadInput) as caught:
                road.decide(meeting_on=day.isoformat())
            assert "meeting_on" in caught.value.field_errors

    def test_unknown_body_is_not_its_turn(self, road: Road) -> None:
        road.send()
        with pytest.raises(OutOfOrder):
            road.decide(body_key="parish")

    def test_no_decision_on_a_draft(self, road: Road) -> None:
        road.send()
        with road.database.write() as session:
            service.refer_back(session, road.coordinator_id, road.report, "Virhe luvussa 2.")
        with pytest.raises(NotPossibleNow):
            road.decide()


class TestReferBack:
    def test_a_body_refers_back_and_the_sections_open(self, road: Road) -> None:
        first = road.send()
        road.decide(outcome="referred-back", decision_text="Resurssit täsmennettävä.")
        assert road.report.state == ReportState.REFERRED_BACK
        with road.database.read() as session:
            assert not any(session.exec(select(Section.frozen_at)))
        second = road.send()
        assert (second.number, second.previous_sha256) == (2, first.sha256)
        assert "Resurssit täsmennettävä." in second.content, "earlier handling is printed in the next version"

    def test_the_coordinator_takes_back_with_a_reason(self, road: Road) -> None:
        road.send()
        with pytest.raises(BadInput), road.database.write() as session:
            service.refer_back(session, road.coordinator_id, road.report, "  ")
        with road.database.write() as session:
            service.refer_back(session, road.coordinator_id, road.report, "Virhe luvussa 2.")
        assert road.report.state == ReportState.REFERRED_BACK

    def test_an_approved_report_never_goes_back(self, road: Road) -> None:
        road.send()
        road.approve()
        with pytest.raises(NotPossibleNow), road.database.write() as session:
            service.refer_back(session, road.coordinator_id, road.report, "Liian myöhään.")


class TestPublish:
    def test_only_what_is_approved(self, road: Road) -> None:
        road.send()
        with pytest.raises(NotPossibleNow):
            road.publish()

    def test_it_is_published_once(self, road: Road) -> None:
        road.send()
        road.approve()
        road.publish()
        at = road.edition.published_at
        with pytest.raises(NotPossibleNow):
            road.publish()
        assert road.report.state == ReportState.PUBLISHED
        assert road.edition.published_at == at is not None


def test_every_verb_writes_its_entry(road: Road) -> None:
    road.send()
    road.approve()
    road.publish()
    verbs = [name for name in actions(road) if name.split(":")[0] in ("report", "edition", "decision")]
    assert verbs == [
        "report:create",
        "edition:freeze",
        "report:send-to-decision",
        "decision:record",
        "decision:record",
        "edition:approve",
        "edition:publish",
    ]


class TestGate:
    """What is not proved to be whole is not approved."""

    def refused(self, road: Road) -> str:
        with pytest.raises(FilesNotWhole) as caught, road.database.write() as session:
            service.record_decision(session, road.coordinator_id, road.report, road.form(**COUNCIL))
        assert road.report.state == ReportState.IN_DECISION
        return str(caught.value)

    def change(self, road: Road, **values: object) -> None:
        with road.database.write() as session:
            job = session.exec(select(ExportJob).order_by(ExportJob.id)).first()  # type: ignore[arg-type]
            for name, value in values.items():
                setattr(job, name, value)
            session.add(job)

    def test_a_file_that_lost_something_is_named_with_the_place(self, road: Road) -> None:
        road.send()
        road.decide()
        lost = certificate_of("pdf", Fault(place="4.2 Nuoret, taulukko 4.2.1", fault="puuttuu: “Väestö”"))
        self.change(road, certificate=to_json(lost))
        said = self.refused(road)
        assert "4.2 Nuoret, taulukko 4.2.1 – puuttuu: “Väestö”" in said
        assert "PDF" in said

    def test_files_not_made_failed_or_never_compared_are_named(self, road: Road) -> None:
        road.send()
        road.decide()
        for values in (
            {"state": JobState.RUNNING},
            {"state": JobState.FAILED},
            {"state": JobState.DONE, "certificate": None},
        ):
            self.change(road, **values)
            assert "PDF" in self.refused(road)

    def test_other_decisions_do_not_wait(self, road: Road) -> None:
        road.send()
        with road.database.write() as session:
            service.record_decision(session, road.coordinator_id, road.report, road.form())
        form = road.form(**COUNCIL, outcome="referred-back", decision_text="Täsmennettävä.")
        with road.database.write() as session:
            service.record_decision(session, road.coordinator_id, road.report, form)
        assert road.report.state == ReportState.REFERRED_BACK

    def test_whole_files_let_it_pass(self, road: Road) -> None:
        road.send()
        road.approve()
        assert road.report.state == ReportState.APPROVED
