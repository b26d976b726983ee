"""Assembly: what stands in a Document, what is said of what is missing, and how few questions it takes."""

import pytest
from sqlalchemy import event

from app.assembly.service import assemble, written_languages
from app.db import Database
from app.organisations.models import Organisation
from app.rendering import tree
from app.reports.models import Report
from tests.factories.editions import Road, make_road
from tests.factories.reports import make_report


def notices(section: tree.Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, tree.Notice)]


def sections(document: tree.Document) -> dict[str, tree.Section]:
    return {section.key: section for section in document.sections()}


@pytest.fixture
def road(database: Database) -> Road:
    return make_road(database)


def made(database: Database, report: Report, language: str = "fi", *, draft: bool = True) -> tree.Document:
    with database.read() as session:
        return assemble(session, report, language, draft=draft)  # type: ignore[arg-type]


def test_the_cover_tells_what_the_report_is(road: Road) -> None:
    document = made(road.database, road.report)
    assert (document.organisation, document.title) == ("Kokkola", "Laaja hyvinvointikertomus 2021–2025")
    assert document.subtitle == "ja hyvinvointisuunnitelma 2025–2029"
    assert document.status == "luonnos"
    facts = {fact.label: fact.text for fact in document.facts}
    assert "2021–2025" in facts.values()
    assert facts["Vastuutaho ja laatijat"] == "coordinator kokkola (hyvinvointikoordinaattori)"


def test_parts_and_numbers_come_from_the_template(road: Road) -> None:
    document = made(road.database, road.report)
    assert [part.title for part in document.parts] == ["", "Osa I. Arviointi", "Osa III. Käsittely"]
    assert [section.number for section in document.sections()][:3] == ["", "1", "2"]


def test_a_draft_says_what_nobody_has_written(database: Database) -> None:
    document = made(database, make_report(database))
    assert notices(sections(document)["background"]) == ["Tätä osiota ei ole vielä kirjoitettu."]
    assert notices(sections(document)["approval"]) == []


def test_an_edition_does_not_promise_what_is_missing(database: Database) -> None:
    document = made(database, make_report(database), draft=False)
    assert notices(sections(document)["background"]) == ["Tässä osiossa ei ole tekstiä."]


def test_a_translation_names_what_exists_only_in_the_original(road: Road) -> None:
    swedish = sections(made(road.database, road.report, "sv"))
    assert notices(swedish["background"]) == ["Det här avsnittet finns på finska."]
    assert notices(swedish["summary"]) == []
    assert swedish["summary"].title == "Tiivistelmä"


def test_languages_that_somebody_has_written_in(database: Database, road: Road) -> None:
    with database.read() as session:
        assert written_languages(session, road.report) == ["fi", "sv"]
    fresh = make_report(database, slug="toinen", assessed=(2017, 2020), planned=(2021, 2024))
    with database.read() as session:
        assert written_languages(session, fresh) == []


@pytest.mark.parametrize(("language", "said"), [("fi", "Esimerkki: tehty"), ("sv", "Exempel: gjort")])
def test_an_example_says_so_in_its_own_language(road: Road, language: str, said: str) -> None:
    assert made(road.database, road.report, language).notice == ""
    with road.database.write() as session:
        organisation = session.get_one(Organisation, road.organisation.id)
        organisation.is_example = True
        session.add(organisation)
    assert made(road.database, road.report, language).notice.startswith(said)


def test_decisions_so_far_stand_in_the_approval_section(road: Road) -> None:
    road.send()
    road.decide(outcome="referred-back", decision_text="Resurssit täsmennettävä.")
    tables = [block for block in sections(made(road.database, road.report))["approval"].blocks if block.kind == "table"]
    assert [table.style for table in tables] == ["decisions"]
    text = str(tables[0].rows)
    for said in ("Kaupunginhallitus", "§ 412", "palautettu valmisteluun", "Resurssit täsmennettävä."):
        assert said in text
    assert tables[0].rows[0][0].scope == "row"


def test_the_questions_do_not_grow_with_the_sections(road: Road) -> None:
    asked: list[str] = []
    engine = road.database.reader

    def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        made(road.database, road.report)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len(asked) <= 16, "\n".join(asked)
