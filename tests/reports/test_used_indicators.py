"""What a text uses: shown in its blocks, cited in its sentences."""

from sqlmodel import select

from app.blocks.base import PackageContent
from app.clock import now
from app.db import Database
from app.indicators.models import OwnPackage
from app.permissions import Holding, Role
from app.reports.used_indicators import indicators_in, reports_naming, reports_using
from app.sections.models import Section, SectionText
from tests.factories.people import make_organisation
from tests.factories.reports import make_report

PACKAGES = {"small": PackageContent("Pieni", ("sotkanet:1", "sotkanet:2"))}


def cited(key: str) -> dict[str, object]:
    return {"type": "figure_token", "attrs": {"indicator": key}}


def test_blocks_packages_and_sentences_count_wherever_they_stand() -> None:
    document = {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "sotkanet:99"}, cited("sotkanet:3")]},
            {
                "type": "bullet_list",
                "content": [
                    {"type": "list_item", "content": [{"type": "paragraph", "content": [cited("statfin:a/b")]}]}
                ],
            },
            {"type": "indicator_table", "attrs": {"package": "small"}},
            {"type": "indicator_table", "attrs": {"package": "small", "indicators": ["sotkanet:4"]}},
            {"type": "line_chart", "attrs": {"indicator": "sotkanet:5"}},
            {"type": "indicator_table", "attrs": {"indicators": "nonsense"}},
            {"type": "line_chart"},
            {"type": "figure_token"},
        ],
    }
    assert indicators_in(document, PACKAGES) == {f"sotkanet:{n}" for n in (1, 2, 3, 4, 5)} | {"statfin:a/b"}
    assert indicators_in(document, {}) == {f"sotkanet:{n}" for n in (3, 4, 5)} | {"statfin:a/b"}
    assert indicators_in({}, PACKAGES) == frozenset()


def test_reports_that_use_an_indicator_or_name_a_package(database: Database) -> None:
    kokkola, kaustinen = make_organisation(database), make_organisation(database, "kaustinen", "KU236")
    report, other = make_report(database, kokkola), make_report(database, kaustinen)
    assert kokkola.id is not None
    with database.write() as session:
        titles = {f"title_{language}": "Oma" for language in ("fi", "sv", "en")}
        keys = ["statfin:11ra/vaesto_alle15_p"]
        session.add(
            OwnPackage(
                organisation_id=kokkola.id, key="own-1-1", indicators=keys, valid_from=2020, updated_at=now(), **titles
            )
        )
        for found, section, nodes in (
            (report, "background", [{"type": "indicator_table", "attrs": {"package": "own-1-1"}}]),
            (report, "population", [{"type": "paragraph", "content": [cited(keys[0])]}]),
            (other, "population", [{"type": "line_chart", "attrs": {"indicator": keys[0]}}]),
            (other, "background", [{"type": "line_chart", "attrs": {"indicator": "statfin:11ra/vaestoXalle15_p"}}]),
        ):
            text = session.exec(
                select(SectionText)
                .join(Section)
                .where(Section.report_id == found.id, Section.key == section, SectionText.language == "fi")
            ).one()
            text.document = {"type": "doc", "content": nodes}
    everywhere = [Holding(Role.AUTHOR, kokkola.id), Holding(Role.AUTHOR, kaustinen.id)]
    with database.read() as session:
        assert [use.sections for use in reports_using(session, everywhere, keys[0])] == [
            ("background", "population"),
            ("population",),
        ]
        assert len(reports_using(session, everywhere[:1], keys[0])) == 1, "only what the person may read"
        assert reports_using(session, [], keys[0]) == []
        assert [use.report_id for use in reports_naming(session, "own-1-1")] == [report.id]
