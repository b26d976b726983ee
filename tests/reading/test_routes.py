"""The public site: what is published is there for everybody, what is not is nowhere."""

import hashlib

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.organisations.models import Organisation
from tests.factories.editions import Road, make_road
from tests.reading.conftest import ADDRESS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("place", ["", "/1/fi.pdf", "/1/fi.docx", "/1/fi.json", "/1/approval.json"])
def test_nothing_shows_before_publication(client: TestClient, road: Road, place: str) -> None:
    assert client.get(ADDRESS + place).status_code == 404
    assert "laaja-2021-2025" not in client.get("/julkaisut/kokkola").text
    assert "kokkola" not in client.get("/julkaisut").text


def test_from_the_front_to_the_report(client: TestClient, published: Road) -> None:
    assert "/julkaisut/kokkola" in client.get("/julkaisut").text
    assert ADDRESS in client.get("/julkaisut/kokkola").text
    page = client.get(ADDRESS).text
    for said in ("Osion background teksti", "Hyväksytty: Kaupunginvaltuusto", "§ 98", published.edition.sha256):
        assert said in page
    for file in ("fi.pdf", "fi.docx", "fi.json", "approval.json"):
        assert f"{ADDRESS}/1/{file}" in page
    assert '<a href="#background">1 Tausta</a>' in page


@pytest.mark.parametrize(("searched", "found"), [("KOKK", True), (" kokkola ", True), ("Turku", False), ("%", False)])
def test_search_by_name(client: TestClient, published: Road, searched: str, *, found: bool) -> None:
    page = client.get("/julkaisut", params={"q": searched}).text
    assert ("/julkaisut/kokkola" in page) is found
    assert searched.strip().replace("%", "%") in page


def test_the_text_follows_the_language_that_is_asked_for(client: TestClient, published: Road) -> None:
    swedish = client.get(f"{ADDRESS}?language=sv").text
    assert '<html lang="sv">' in swedish
    assert "Sammanfattningen berättar" in swedish
    assert "Det här avsnittet finns på finska." in swedish
    assert f"{ADDRESS}/1/sv.pdf" in swedish
    assert f"{ADDRESS}?language=fi" in swedish


def test_an_english_reader_gets_the_original_and_is_told(client: TestClient, published: Road) -> None:
    page = client.get(f"{ADDRESS}?language=en").text
    assert "It is shown in its original language." in page
    assert '<article lang="fi">' in page


def test_an_example_says_so_on_every_page(client: TestClient, database: Database) -> None:
    road = make_road(database)
    with database.write() as session:
        organisation = session.get_one(Organisation, road.organisation.id)
        organisation.is_example = True
        session.add(organisation)
    road.send()
    road.approve()
    road.publish()
    for address in ("/julkaisut/kokkola", ADDRESS):
        assert "Tehty avoimista tilastoista" in client.get(address).text
    assert "esimerkki" in client.get("/julkaisut").text


@pytest.mark.parametrize(("file", "media_type"), [("fi.pdf", "application/pdf"), ("fi.docx", "application/vnd.open")])
def test_a_file_is_named_kept_and_unchanging(client: TestClient, published: Road, file: str, media_type: str) -> None:
    answer = client.get(f"{ADDRESS}/1/{file}")
    kind = file.split(".")[1]
    assert answer.content == f"{kind} of fi".encode()
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert "immutable" in answer.headers["cache-control"]
    assert f"filename*=UTF-8''kokkola-laaja-2021-2025-versio-1-fi.{kind}" in answer.headers["content-disposition"]
    again = client.get(f"{ADDRESS}/1/{file}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_json_has_the_hash_that_the_page_shows(client: TestClient, published: Road) -> None:
    content = client.get(f"{ADDRESS}/1/fi.json").content
    assert hashlib.sha256(content).hexdigest() == published.edition.sha256
    approval = client.get(f"{ADDRESS}/1/approval.json")
    assert hashlib.sha256(approval.content).hexdigest() == published.edition.approval_sha256
    assert (
        "filename*=UTF-8''kokkola-laaja-2021-2025-versio-1-hyv%C3%A4ksynt%C3%A4.json"
        in (approval.headers["content-disposition"])
    )


@pytest.mark.parametrize("address", ["/julkaisut", "/julkaisut/kokkola", ADDRESS])
def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient, published: Road, address: str) -> None:
    page = client.get(address)
    assert page.headers["cache-control"] == "public, no-cache"
    again = client.get(address, headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(address, headers={"if-none-match": page.headers["etag"], "accept-language": "sv"})
    assert other.status_code == 200
    assert page.headers["vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize(
    "address",
    [
        "/julkaisut/turku",
        "/julkaisut/Kokkola",
        "/julkaisut/kokkola/laaja-1999",
        f"{ADDRESS}/2/fi.pdf",
        f"{ADDRESS}/0/fi.pdf",
        f"{ADDRESS}/99999999999/fi.pdf",
        f"{ADDRESS}/1/de.pdf",
        f"{ADDRESS}/1/fi.exe",
        f"{ADDRESS}/1/en.pdf",
    ],
)
def test_nonsense_is_not_found(client: TestClient, published: Road, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_unpublished_newer_version_hides_behind_the_published_one(client: TestClient, published: Road) -> None:
    with published.database.write() as session:
        session.connection().exec_driver_sql(
            "insert into edition (report_id, number, content, sha256, previous_sha256, created_by, created_at)"
            " select report_id, 2, content, sha256, sha256, created_by, created_at from edition"
        )
    assert published.edition.number == 2
    assert f"{ADDRESS}/1/fi.pdf" in client.get(ADDRESS).text
    assert client.get(f"{ADDRESS}/2/fi.json").status_code == 404
