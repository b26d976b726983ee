"""The regional coordinator reads the reports of the county's municipalities, and changes nothing."""

from fastapi.testclient import TestClient

from app.db import Database
from app.organisations.queries import organisation_by_slug
from app.organisations.service import create_organisation, load_regions
from app.permissions import Role
from tests.factories.people import make_person, signed_in
from tests.factories.reports import make_report
from tests.support.browse import Browser


def test_the_regional_coordinator_sees_the_countys_municipalities_alone(
    client: TestClient, browse: Browser, database: Database
) -> None:
    with database.write() as session:
        load_regions(session)
        county = create_organisation(session, None, "HVA18")
        for code in ("KU272", "KU743"):
            create_organisation(session, None, code)
    for slug in ("kokkola", "seinajoki"):
        with database.read() as session:
            organisation = organisation_by_slug(session, slug)
        make_report(database, organisation)
    person = make_person(database, "Reijo Alue", Role.REGIONAL_COORDINATOR, organisation=county)
    signed_in(client, person)
    kokkola, seinajoki = "/kokkola/laaja-2021-2025", "/seinajoki/laaja-2021-2025"
    links = browse("/reports").links
    assert kokkola in links
    assert seinajoki not in links
    assert client.get(kokkola).status_code == 200
    assert client.get("/kokkola").status_code == 200
    assert client.get(seinajoki).status_code == 404
    assert client.post(f"{kokkola}/sections/background/readiness").status_code == 403
