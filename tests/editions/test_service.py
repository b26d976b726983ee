"""Editions: chained, approved once, never changed by what happens later."""

import json
from dataclasses import replace

import pytest
from sqlmodel import col, select

from app.assembly.service import assemble
from app.db import Database
from app.editions import service
from app.editions.documents import documents_of
from app.editions.errors import AlreadyApproved, NotApproved, NothingWritten
from app.editions.last_term import last_term
from app.editions.models import Edition
from app.editions.queries import editions_of, files_of, published_edition
from app.exports.models import ExportJob, JobState
from app.i18n.formats import THIN_SPACE
from app.indicators.models import Observation
from app.proofs.certificate import Fault, to_json
from app.rendering import tree
from app.reports.models import Decision
from app.review.service import record_decision
from app.sections.models import Section, SectionText
from tests.factories.editions import Road, make_road
from tests.factories.files import certificate_of, stand_in_files
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report


@pytest.fixture
def road(database: Database) -> Road:
    return make_road(database)


def test_an_edition_holds_every_language_that_is_written(road: Road) -> None:
    documents = documents_of(road.send())
    assert list(documents) == ["fi", "sv"]
    assert documents["fi"].status == "päätösehdotus, versio 1"
    assert documents["sv"].status == "beslutsförslag, version 1"
    assert {document.edition_number for document in documents.values()} == {1}
    assert {document.edition_sha256 for document in documents.values()} == {road.edition.sha256}


def test_a_report_without_a_word_is_not_frozen(database: Database) -> None:
    person = make_person(database, role="coordinator", organisation=make_organisation(database))
    report = make_report(database)
    with pytest.raises(NothingWritten), database.write() as session:
        service.freeze(session, person.id or 0, report)


def test_what_happens_later_changes_no_edition(road: Road) -> None:
    """Texts are rewritten behind the back of every rule: the edition stays as it was approved."""
    road.send()
    road.approve()
    road.publish()
    before = (road.edition.content, road.edition.approval, documents_of(road.edition))
    with road.database.write() as session:
        for text in session.exec(select(SectionText)):
            text.document = {"type": "doc", "content": [{"type": "paragraph"}]}
            session.add(text)
    assert (road.edition.content, road.edition.approval, documents_of(road.edition)) == before


def test_a_refresh_of_statistics_changes_the_draft_and_no_edition(road: Road) -> None:
    key = "sotkanet:127"
    table = {"id": "t1", "package": "", "indicators": [key], "comparison": None, "title": "Väestö", "overrides": {}}
    with road.database.write() as session:
        session.add(make_indicator(key))
        session.flush()
        session.add_all(make_observations(key, {("KU272", 2024): 47681}))
        section = select(Section.id).where(Section.report_id == road.report_id, Section.key == "background")
        for text in session.exec(select(SectionText).where(col(SectionText.section_id).in_(section))):
            text.document = {"type": "doc", "content": [{"type": "indicator_table", "attrs": table}]}
            session.add(text)
    road.send()
    road.approve()
    with road.database.write() as session:
        observation = session.exec(select(Observation)).one()
        observation.value = 50000
        session.add(observation)
    with road.database.read() as session:
        draft = assemble(session, road.report, "fi", draft=True)
    assert figures_in(draft) == {"50 000"}
    assert figures_in(documents_of(road.edition)["fi"]) == {"47 681"}


def figures_in(document: tree.Document) -> set[str]:
    """The population figures printed in the Document."""
    text = json.dumps(tree.to_json(document), ensure_ascii=False).replace(THIN_SPACE, " ")
    return {figure for figure in ("47 681", "50 000") if figure in text}


def test_approval_is_bound_once(road: Road) -> None:
    road.send()
    road.approve()
    edition = road.edition
    with road.database.read() as session:
        decisions = session.exec(select(Decision)).all()
    with pytest.raises(AlreadyApproved), road.database.write() as session:
        service.bind_approval(session, road.coordinator_id, edition, decisions)


def test_the_approval_names_the_edition_and_the_bodies_in_every_language(road: Road) -> None:
    road.send()
    road.approve()
    approval = json.loads(road.edition.approval or "")
    assert approval["edition"] == road.edition.sha256
    assert [made["body_names"]["sv"] for made in approval["decisions"]] == ["Stadsstyrelsen", "Stadsfullmäktige"]
    documents = documents_of(road.edition)
    assert documents["fi"].status.startswith("hyväksytty: Kaupunginvaltuusto ")
    assert documents["sv"].status.startswith("godkänd: Stadsfullmäktige ")
    approvals = [section for section in documents["fi"].sections() if section.role == "approval"]
    assert "§ 98" in str(approvals)


def test_the_content_is_the_same_before_and_after_approval(road: Road) -> None:
    before = road.send().content
    road.approve()
    assert road.edition.content == before


def test_only_an_approved_edition_is_published(road: Road) -> None:
    edition = road.send()
    with pytest.raises(NotApproved), road.database.write() as session:
        service.publish(session, road.coordinator_id, edition)
    with road.database.read() as session:
        assert published_edition(session, road.report_id) is None


def test_files_are_asked_for_at_freezing_and_again_at_approval(road: Road) -> None:
    edition_id = road.send().id or 0
    with road.database.read() as session:
        proposed = {file.job_id for file in files_of(session, [edition_id])}
    road.approve()
    with road.database.read() as session:
        approved = files_of(session, [edition_id])
        kept = len(session.exec(select(ExportJob)).all())
    assert kept == 8, "the files that the bodies had before them stay"
    assert {(file.language, file.format) for file in approved} == {
        (language, form) for language in ("fi", "sv") for form in ("pdf", "docx")
    }
    assert not proposed & {file.job_id for file in approved}


def test_files_that_only_waited_are_withdrawn_when_nobody_awaits_them(road: Road) -> None:
    edition_id = road.send().id or 0
    for form in (road.form(), road.form(body_key="council", paragraph="98")):
        with road.database.write() as session:
            record_decision(session, road.coordinator_id, road.report, form, files_awaited=False)
    with road.database.read() as session:
        assert len(files_of(session, [edition_id])) == len(session.exec(select(ExportJob)).all()) == 4


def test_a_failed_file_is_asked_for_again(road: Road) -> None:
    road.send()
    with road.database.write() as session:
        job = session.exec(select(ExportJob).where(ExportJob.format == "pdf", ExportJob.language == "fi")).one()
        job.state, job.source = JobState.FAILED, None
        session.add(job)
    with road.database.write() as session:
        service.request_failed_files(session, road.coordinator_id, session.exec(select(Edition)).one())
    with road.database.read() as session:
        assert {job.state for job in session.exec(select(ExportJob))} == {JobState.QUEUED}


def test_files_that_are_not_whole_are_asked_for_again_and_the_others_stay(road: Road) -> None:
    edition_id = road.send().id or 0
    stand_in_files(road.database, edition_id)
    with road.database.write() as session:
        jobs = session.exec(select(ExportJob).order_by(col(ExportJob.id))).all()
        jobs[0].certificate = None
        jobs[1].certificate = to_json(certificate_of("docx", Fault(place="4.2 Nuoret", fault="puuttuu")))
        session.add_all(jobs)
    with road.database.write() as session:
        service.request_failed_files(session, road.coordinator_id, session.exec(select(Edition)).one())
    with road.database.read() as session:
        states = [job.state for job in session.exec(select(ExportJob).order_by(col(ExportJob.id)))]
    assert states == [JobState.QUEUED, JobState.QUEUED, JobState.DONE, JobState.DONE]


def test_lists_leave_the_content_behind(road: Road) -> None:
    road.send()
    with road.database.read() as session:
        (row,) = editions_of(session, road.report_id)
    assert (row.number, row.sha256) == (1, road.edition.sha256)
    assert not hasattr(row, "content")


def test_last_term_shows_what_the_previous_report_said(database: Database) -> None:
    earlier = make_road(database, assessed=(2013, 2016), planned=(2017, 2020))
    report = make_report(database, earlier.organisation)
    with database.read() as session:
        assert last_term(session, report, "kokkola", "background", "fi") is None, "not approved yet"
    earlier.send()
    earlier.approve()
    with database.read() as session:
        found = last_term(session, report, "kokkola", "background", "fi")
        assert last_term(session, report, "kokkola", "no-such-section", "fi") is None
        assert last_term(session, earlier.report, "kokkola", "background", "fi") is None, "nothing is its own past"
    assert found is not None
    assert found.report_title == "Laaja hyvinvointikertomus 2013–2016"
    assert "Osion background teksti" in found.text
    assert found.address == f"{earlier.path}/editions/1?language=fi#background"


def test_a_draft_differs_from_an_edition_in_status_alone(road: Road) -> None:
    edition = documents_of(road.send())["fi"]
    with road.database.read() as session:
        draft = assemble(session, road.report, "fi", draft=True)
    same = replace(edition, draft=True, status="luonnos", edition_number=None, edition_sha256="")
    assert draft == same
