"""Regions: who they are, and who lay in whom in which year."""

import csv
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from app.audit.models import AuditEntry
from app.db import Database
from app.organisations import queries, service
from app.organisations.errors import OrganisationExists, UnknownRegion
from app.organisations.models import Region, RegionMembership
from app.organisations.reference import succession_rows
from tests.recorded import RECORDED, needs_recordings


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        service.load_regions(session)
        yield session


def codes(regions) -> list[str]:
    return [region.code for region in regions]


def test_all_regions_of_2026_are_there(session: Session):
    counts = Counter(session.exec(select(Region.category)))
    assert counts == {"municipality": 308 + len(succession_rows()), "county": 23, "region": 19, "country": 1}
    assert len(queries.municipalities(session, 2026)) == 308
    assert len(queries.counties(session, 2026)) == 23
    assert queries.counties(session, 2012) == []


def test_loading_again_changes_nothing(session: Session):
    before = (set(session.exec(select(Region.code))), len(session.exec(select(RegionMembership)).all()))
    service.load_regions(session)
    assert (set(session.exec(select(Region.code))), len(session.exec(select(RegionMembership)).all())) == before


def test_merged_municipalities_are_regions_of_their_own_years(session: Session):
    for row in succession_rows():
        ended, successor = (session.get_one(Region, row[name]) for name in ("ended_code", "successor_code"))
        assert (ended.valid_to, successor.valid_to) == (row["from_year"] - 1, None)
        assert ended.code not in codes(queries.municipalities(session, row["from_year"]))
        assert ended.code in codes(queries.municipalities(session, row["from_year"] - 1))
        assert codes(queries.containers(session, ended.code, 2012))[-1] == "SSS"
    assert len(queries.municipalities(session, 2025)) == 309


@needs_recordings
def test_every_succession_is_seen_in_the_population(session: Session):
    """What the successors have more in a later recording is what the ended ones had in the recording of 2013."""

    def recorded(name: str) -> dict[tuple[int, int], float]:
        with (RECORDED / "sotkanet" / "rows" / name).open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            return {(int(row["region"]), int(row["year"])): float(row["primary value"]) for row in rows}

    before = recorded("2013-08/indicator-127.total.csv")
    after = recorded("2023-geofi/indicator-127.total.2000-2022.csv")
    became: dict[str, list[str]] = {}
    for row in succession_rows():
        if row["from_year"] < 2023:
            became.setdefault(row["successor_code"], []).append(row["ended_code"])
    assert len(became) == 10
    for code, ended in became.items():
        number, *others = (session.get_one(Region, each).sotkanet_id or 0 for each in (code, *ended))
        for year in range(2000, 2013):
            assert after[number, year] - before[number, year] == sum(before[other, year] for other in others)


def test_kokkola_lies_in_county_region_and_country(session: Session):
    assert codes(queries.containers(session, "KU272", 2026)) == ["HVA18", "MK16", "SSS"]
    assert codes(queries.containers(session, "HVA18", 2026)) == ["MK16", "SSS"]


def test_there_was_no_county_in_2012(session: Session):
    assert codes(queries.containers(session, "KU272", 2012)) == ["MK16", "SSS"]


def test_a_municipality_that_changed_region_lies_in_one_at_a_time(session: Session):
    assert codes(queries.containers(session, "KU785", 2015)) == ["MK18", "SSS"]  # Vaala
    assert codes(queries.containers(session, "KU785", 2016)) == ["MK17", "SSS"]
    for municipality in queries.municipalities(session, 2026):
        for year in (2012, 2020):
            assert len(queries.containers(session, municipality.code, year)) == 2
        assert len(queries.containers(session, municipality.code, 2026)) == 3


def test_names_are_statistics_finlands_trimmed_and_short_where_needed(session: Session):
    county, halsua, country = queries.region_names(session, ["HVA18", "KU074", "SSS"], "sv")
    assert (county.name, county.short_name) == ("Mellersta Österbottens välfärdsområde", "Mellersta Österbotten")
    assert halsua.name == "Halso"
    assert country.short_name == "Hela landet"
    assert queries.region_names(session, ["HVA18"], "fi")[0].short_name == "Keski-Pohjanmaa"
    for region in session.exec(select(Region)):
        for name in (region.name_fi, region.name_sv, region.name_en, region.short_fi, region.short_sv):
            assert name
            assert name == name.strip()


def test_names_keep_the_order_asked_and_leave_out_what_is_unknown(session: Session):
    names = queries.region_names(session, ["SSS", "KU999", "KU272"], "fi")
    assert [name.code for name in names] == ["SSS", "KU272"]


@pytest.mark.parametrize(("year", "expected"), [(2012, ["MK16", "SSS"]), (2025, ["HVA18", "SSS"])])
def test_default_comparison_by_year(session: Session, year: int, expected: list[str]):
    assert queries.default_comparison(session, "KU272", year) == expected


def test_an_organisation_gets_a_readable_slug_and_an_audit_entry(session: Session):
    county = service.create_organisation(session, None, "HVA18", is_example=True)
    assert county.slug == "keski-pohjanmaan-hyvinvointialue"
    assert service.create_organisation(session, None, "KU186").slug == "jarvenpaa"
    assert queries.organisation_by_slug(session, "jarvenpaa") is not None
    entries = session.exec(select(AuditEntry.action)).all()
    assert entries == ["organisation:create", "organisation:create"]


def test_only_municipalities_and_counties_become_organisations_and_only_once(session: Session):
    for code in ("SSS", "MK16", "KU999"):
        with pytest.raises(UnknownRegion):
            service.create_organisation(session, None, code)
    service.create_organisation(session, None, "KU272")
    with pytest.raises(OrganisationExists):
        service.create_organisation(session, None, "KU272")


def test_slugs_are_different(session: Session):
    tenants = [*queries.municipalities(session, 2026), *queries.counties(session, 2026)]
    slugs = Counter(service.slug_of(region.name_fi) for region in tenants)
    assert max(slugs.values()) == 1, [slug for slug, count in slugs.items() if count > 1]


@needs_recordings
def test_reference_data_equals_the_key_of_2026(session: Session):
    with (RECORDED / "municipalities/kunta_2026.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            region = queries.region(session, "KU" + row["kunta"])
            assert region is not None
            assert (region.name_fi, region.name_sv) == (row["name_fi"].strip(), row["name_sv"].strip())
            assert region.sotkanet_id == int(row["sotkanet_region_id"])
            around = codes(queries.containers(session, region.code, 2026))
            assert around == [f"HVA{row['hyvinvointialue_code']}", f"MK{row['maakunta_code']}", "SSS"]
