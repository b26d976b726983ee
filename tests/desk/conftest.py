"""People around one report of Kokkola: who coordinates, who writes, who reads, who is from elsewhere."""

from dataclasses import dataclass

import pytest

from app.accounts.models import User
from app.db import Database
from app.organisations.models import Organisation
from app.permissions import Role
from app.reports.models import Report
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report


@dataclass(frozen=True)
class Kokkola:
    """The municipality, its report and everybody around it."""

    organisation: Organisation
    report: Report
    coordinator: User
    author: User
    reader: User
    secretary: User
    outsider: User
    path: str = "/kokkola/laaja-2021-2025"

    def people(self) -> dict[str, User]:
        names = ("coordinator", "author", "reader", "secretary", "outsider")
        return {name: getattr(self, name) for name in names}


@pytest.fixture
def kokkola(database: Database) -> Kokkola:
    organisation = make_organisation(database)
    elsewhere = make_organisation(database, "kaustinen", "KU236")
    return Kokkola(
        organisation=organisation,
        report=make_report(database, organisation),
        coordinator=make_person(database, "Veera Vetäjä", Role.COORDINATOR, organisation=organisation),
        author=make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=organisation),
        reader=make_person(database, "Lauri Lukija", Role.READER, organisation=organisation),
        secretary=make_person(database, "Siiri Sihteeri", Role.APPROVER, organisation=organisation),
        outsider=make_person(database, "Kaisa Kaustinen", Role.COORDINATOR, organisation=elsewhere),
    )
