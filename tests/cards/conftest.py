"""Keski-Pohjanmaa with a few figures: Kaustinen has some and no organisation, Perho has none."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi.testclient import TestClient

from app.accounts.models import User
from app.db import Database
from app.organisations.models import Organisation
from app.organisations.queries import organisation_of_region
from app.organisations.service import create_organisation, load_regions
from app.permissions import Role
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_person
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch

KAUSTINEN, PERHO, KOKKOLA, COUNTY = "KU236", "KU584", "KU272", "HVA18"
TITLES = {
    "sotkanet:127": "Väestö 31.12.",
    "sotkanet:181": "Työttömät, % työvoimasta",
    "sotkanet:3219": "Koulutuksen ulkopuolelle jääneet",
    "sotkanet:306": "Toimeentulotukea saaneet",
}
FIGURES = {  # in Kaustinen, by year
    "sotkanet:127": {2019: 4300, 2020: 4280, 2021: 4250, 2022: 4200, 2023: 4150, 2024: 4100},
    "sotkanet:181": {2020: 9.0, 2022: 8.0, 2024: 5.5},
    "sotkanet:3219": {2020: 4.0, 2022: 6.0, 2024: 9.5},
    "sotkanet:306": {2010: 3.0, 2011: 3.1},
}


@dataclass(frozen=True)
class Region:
    """The county, a municipality of it that uses the service, and who works there."""

    county: Organisation
    kokkola: Organisation
    coordinator: User
    county_coordinator: User


@pytest.fixture
def region(database: Database) -> Region:
    with database.write() as session:
        load_regions(session)
        for code in (KOKKOLA, COUNTY):
            create_organisation(session, None, code)
        kokkola, county = (organisation_of_region(session, code) for code in (KOKKOLA, COUNTY))
        session.add_all(
            make_indicator(key, title_fi=title, title_sv=f"{title} (sv)", decimals=1) for key, title in TITLES.items()
        )
        session.flush()
        for key, years in FIGURES.items():
            places = {(code, year): value * size for code, size in SIZES.items() for year, value in years.items()}
            session.add_all(make_observations(key, places))
    assert kokkola is not None
    assert county is not None
    return Region(
        county=county,
        kokkola=kokkola,
        coordinator=make_person(database, "Veera Vetäjä", Role.COORDINATOR, organisation=kokkola),
        county_coordinator=make_person(database, "Hilja Alue", Role.REGIONAL_COORDINATOR, organisation=county),
    )


SIZES = {KAUSTINEN: 1.0, COUNTY: 1.2, "SSS": 1.5}


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """Answers without anything running beside it."""
    client = TestClient(application(database), "http://127.0.0.1", headers=SAME_ORIGIN)
    with start_blocking_portal(**client.async_backend) as client.portal:
        yield watch(client)
