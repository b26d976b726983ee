"""Fills a database with the demo, through the same verbs that people use. Running it again changes nothing."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlmodel import Session

from app import clock
from app.accounts.queries import user_by_email
from app.accounts.service import create_user, grant
from app.db import Database
from app.demo.arms import dress
from app.demo.errors import OrganisationIsReal
from app.demo.figures.load import load_figures
from app.demo.own_figures import load_own_figures
from app.demo.people import KOKKOLA, ORGANISATIONS, PASSWORD, PEOPLE, DemoPerson
from app.demo.plays import play_report
from app.demo.scripts import ReportScript, morning_of, report_scripts
from app.indicators.beginning import list_catalogue
from app.organisations.models import Organisation
from app.organisations.queries import organisation_of_region
from app.organisations.service import create_organisation, load_regions
from app.reports.queries import report_by_slug
from app.reports.settings import slug_of

FIRST_DAY = date(2013, 2, 1)  # when the example installation was taken into use


def load_demo(database: Database, progress: Callable[[str], None] = lambda _step: None) -> None:
    """Regions, organisations, people, figures and the four reports. `progress` is told what comes next.

    Raises OrganisationIsReal where an organisation of the demo already writes here in earnest.
    """
    progress("regions and organisations")
    with clock.at(morning_of(FIRST_DAY)):
        organisations = _organisations(database)
        progress("people")
        people = {person.key: _person(database, person, organisations) for person in PEOPLE}
    missing = [item for item in report_scripts() if not _is_there(database, organisations, item[1])]
    for folder, script in missing:
        progress(f"report {folder.name}")
        play_report(database, organisations[script.region_code], people, folder, script)
    if missing:
        progress("figures of today")
        with database.write() as session:
            load_figures(session)
            load_own_figures(session, people["coordinator"], organisations[KOKKOLA])


def _organisations(database: Database) -> dict[str, Organisation]:
    """The demo's organisations by region code; regions and organisations are made when there are none."""
    with database.read() as session:
        found = {code: organisation_of_region(session, code) for code in ORGANISATIONS}
    there = {code: organisation for code, organisation in found.items() if organisation is not None}
    for organisation in there.values():
        if not organisation.is_example:
            raise OrganisationIsReal(name=organisation.slug.capitalize())
    if len(there) == len(ORGANISATIONS):
        return there
    with database.write() as session:
        load_regions(session)
        list_catalogue(session)
        made = {
            code: create_organisation(session, None, code, is_example=True)
            for code in ORGANISATIONS
            if code not in there
        }
        for organisation in made.values():
            dress(session, organisation)
        return there | made


def _person(database: Database, person: DemoPerson, organisations: Mapping[str, Organisation]) -> int:
    """The id of a demo person's account, made with their one role when there is none."""
    with database.read() as session:
        found = user_by_email(session, person.email)
    if found is None:
        with database.write() as session:
            found = create_user(session, None, email=person.email, name=person.name, password=PASSWORD)
            _give_role(session, found.id, person, organisations)
    assert found.id is not None
    return found.id


def _give_role(
    session: Session, user_id: int | None, person: DemoPerson, organisations: Mapping[str, Organisation]
) -> None:
    assert user_id is not None
    organisation_id = organisations[person.region_code].id if person.region_code else None
    grant(session, None, user_id, person.role, organisation_id=organisation_id)


def _is_there(database: Database, organisations: Mapping[str, Organisation], script: ReportScript) -> bool:
    organisation_id = organisations[script.region_code].id
    assert organisation_id is not None
    with database.read() as session:
        return report_by_slug(session, organisation_id, slug_of(script.template, script.assessed)) is not None
