"""Kokkola with a report whose texts use indicators, its county's coordinator, and Kaustinen next to it."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.db import Database
from app.indicators.models import Indicator
from app.indicators.search import search_words
from app.indicators.service import replace_series
from app.organisations.models import Organisation
from app.organisations.queries import organisation_of_region
from app.organisations.service import create_organisation, load_regions
from app.permissions import Role
from app.reports.models import Report
from app.sections.models import Section, SectionText
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_person
from tests.factories.reports import make_report

USED, LISTED = "sotkanet:181", "sotkanet:9991"


@dataclass(frozen=True)
class Kokkola:
    """The municipality, its report and the people around it."""

    organisation: Organisation
    county: Organisation
    report: Report
    coordinator: User
    author: User
    county_coordinator: User
    path: str = "/kokkola/laaja-2021-2025"


@pytest.fixture
def kokkola(database: Database) -> Kokkola:
    with database.write() as session:
        load_regions(session)
        for code in ("KU272", "KU236", "HVA18"):
            create_organisation(session, None, code)
        kokkola, county = (organisation_of_region(session, code) for code in ("KU272", "HVA18"))
        store(session)
    assert kokkola is not None
    assert county is not None
    report = make_report(database, kokkola, comparison=("HVA18", "SSS", "KU743"))
    write_in(database, report, "population", [table(indicators=[USED]), paragraph_citing("sotkanet:3099")])
    return Kokkola(
        organisation=kokkola,
        county=county,
        report=report,
        coordinator=make_person(database, "Veera Vetäjä", Role.COORDINATOR, organisation=kokkola),
        author=make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=kokkola),
        county_coordinator=make_person(database, "Hilja Alue", Role.COORDINATOR, organisation=county),
    )


def store(session: Session) -> None:
    """One indicator with figures, one without, one that its source only offers; obviously constructed."""
    figures = {("KU272", year): 8.0 + year - 2020 for year in range(2019, 2025)}
    figures |= {("SSS", 2020): 10.0, ("SSS", 2024): 10.1, ("KU743", 2024): 7.5, ("MK16", 2024): 6.5}
    used = make_indicator(
        USED,
        title_fi="Työttömät, % työvoimasta",
        title_sv="Arbetslösa, % av arbetskraften",
        title_en="Unemployed people, as % of labour force",
        unit_fi="%",
        decimals=1,
        producer_fi="Työministeriö",
    )
    replace_series(session, used, make_observations(USED, figures))
    titles = {f"title_{language}": "Ihan uusi mittari" for language in ("fi", "sv", "en")}
    listed = Indicator(key=LISTED, source="sotkanet", source_id="9991", **titles)
    listed.search_words = search_words(listed)
    session.add(listed)


def table(**attrs: Any) -> dict[str, Any]:
    return {"type": "indicator_table", "attrs": {"id": "t1", **attrs}}


def paragraph_citing(key: str) -> dict[str, Any]:
    attrs = {"indicator": key, "region": "KU272", "period": "2024", "value": 1.5, "text": "1,5"}
    return {
        "type": "paragraph",
        "content": [{"type": "text", "text": "Luku "}, {"type": "figure_token", "attrs": attrs}],
    }


def write_in(database: Database, report: Report, section_key: str, content: list[dict[str, Any]]) -> None:
    """Make this the Finnish text of the section."""
    with database.write() as session:
        statement = (
            select(SectionText)
            .join(Section)
            .where(Section.report_id == report.id, Section.key == section_key, SectionText.language == "fi")
        )
        session.exec(statement).one().document = {"type": "doc", "content": content}
