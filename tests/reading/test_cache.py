"""Pages kept in memory: the right one for each reader, gone when something is published, bounded in bytes."""

import gzip
import math

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.organisations.models import Organisation
from app.reading import middleware
from app.reading.cache import KeptPage, PageCache, PageKey, key_of
from app.reading.changes import published_state
from app.web.middleware import SECURITY_HEADERS
from tests.factories.editions import Road
from tests.factories.people import signed_in
from tests.reading.conftest import ADDRESS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (b"", PageKey("/julkaisut/kokkola", "fi", stays=False)),
        (b"language=fi", PageKey("/julkaisut/kokkola", "fi", stays=True)),
        (b"fbclid=abc&utm_source=x", PageKey("/julkaisut/kokkola", "fi", stays=False)),
        (b"q=ty%C3%B6", None),
        (b"about=/x", None),
        (b"language=de", None),
        (b"language=fi&language=sv", None),
        (b"\xff", None),
        (b"&".join(b"a%d=1" % number for number in range(30)), None),
    ],
)
def test_a_page_depends_on_its_address_and_its_language(query: bytes, expected: PageKey | None) -> None:
    assert key_of("/julkaisut/kokkola", query, "fi") == expected


@pytest.mark.parametrize(
    "path", ["/x/1/fi.pdf", "/x/1/fi/figures.csv", "/x/1/images/" + "a" * 64, "/x/arms/" + "a" * 64]
)
def test_files_are_not_kept_in_memory(path: str) -> None:
    assert key_of(f"/julkaisut{path}", b"", "fi") is None


def test_the_least_lately_read_page_goes_first_when_there_are_too_many_bytes() -> None:
    cache = PageCache(most_bytes=250)
    cache.now_at(1)
    keys = [PageKey(f"/{number}", "fi", stays=False) for number in range(3)]
    for key in keys[:2]:
        cache.keep(key, _page(100), 1)
    assert cache.find(keys[0], 0.0)
    cache.keep(keys[2], _page(100), 1)
    assert [bool(cache.find(key, 0.0)) for key in keys] == [True, False, True]
    assert cache.size == 200
    cache.keep(keys[2], _page(50), 1)
    assert cache.size == 150
    cache.now_at(2)
    assert (cache.size, cache.find(keys[0], 0.0)) == (0, None)


def test_a_page_begun_before_a_publication_is_not_kept_after_it() -> None:
    cache, key = PageCache(), PageKey("/", "fi", stays=False)
    cache.now_at(2)
    cache.keep(key, _page(10), 1)
    assert cache.find(key, 0.0) is None


def test_a_page_kept_for_a_moment_ends() -> None:
    cache, key = PageCache(), PageKey("/", "fi", stays=False)
    cache.keep(key, _page(10, until=5.0), None)
    assert cache.find(key, 4.9)
    assert cache.find(key, 5.1) is None


def test_who_can_unpack_gets_it_packed_and_both_have_tags_of_their_own(client: TestClient, published: Road) -> None:
    plain = client.get(ADDRESS, headers={"accept-encoding": "identity"})
    packed = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) < len(gzip.compress(plain.content, 1)) * 1.1
    for tag in (plain.headers["etag"], f"W/{packed.headers['etag']}", "*"):
        assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 304


def test_a_page_from_memory_is_as_every_answer(client: TestClient, published: Road) -> None:
    client.get(ADDRESS)
    answer, head = client.get(ADDRESS), client.head(ADDRESS)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    assert answer.headers["x-request-id"]
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]
    assert client.get(ADDRESS, headers={"host": "evil.example"}).status_code == 400
    assert client.post(ADDRESS).status_code == 405


def test_nothing_is_rendered_twice_and_nobody_sees_who_is_signed_in(
    client: TestClient, published: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(ADDRESS).text

    def fail(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr("app.reading.routes.report_page", fail)
    signed_in(client, published.coordinator)
    client.cookies.set("language", "sv")
    assert client.get(ADDRESS).text == page
    assert client.get(f"{ADDRESS}?fbclid=1").text == page


def test_what_the_public_sees_is_there_at_once(client: TestClient, published: Road) -> None:
    before = client.get("/julkaisut/kokkola").text
    form = {
        "conformance": "full",
        "shortcomings_fi": "",
        "shortcomings_sv": "",
        "contact_email": "",
        "contact_phone": "",
    }
    assert "täyttävät saavutettavuusvaatimukset osittain" in client.get("/julkaisut/kokkola/accessibility").text
    signed_in(client, published.coordinator)
    assert client.post("/kokkola/accessibility-statement", data=form, follow_redirects=False).status_code == 303
    after = client.get("/julkaisut/kokkola/accessibility").text
    assert "täyttävät saavutettavuusvaatimukset</b>" in after
    assert client.get("/julkaisut/kokkola").text == before


def test_writing_on_the_desk_forgets_no_page(client: TestClient, published: Road, database: Database) -> None:
    before = published_state(database)
    client.post("/julkaisut/kokkola/feedback", data={"message": "Hyvä kertomus"})
    assert published_state(database) == before


def test_another_server_looks_at_most_once_a_second(
    client: TestClient, published: Road, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "LOOK_EVERY", 60)
    client.get("/julkaisut/kokkola")
    looks = []
    monkeypatch.setattr(middleware, "published_state", lambda found: looks.append(found) or (0, 0, 0))
    for _ in range(5):
        client.get("/julkaisut/kokkola")
    assert looks == []


def test_the_colour_and_the_arms_dress_the_page(client: TestClient, published: Road, database: Database) -> None:
    with database.write() as session:
        organisation = session.get_one(Organisation, published.organisation.id)
        organisation.brand_colour = "#004F71"
        organisation.arms_sha256, organisation.arms_media_type = "a" * 64, "image/png"
        session.add(organisation)
    page = client.get("/julkaisut/kokkola").text
    assert "/julkaisut/colour/004f71.css" in page
    assert f'src="/julkaisut/kokkola/arms/{"a" * 64}"' in page
    assert 'property="og:image"' in page
    sheet = client.get("/julkaisut/colour/004f71.css")
    assert sheet.text == ":root { --brand: #004f71; }\n"
    assert sheet.headers["content-type"].startswith("text/css")
    assert client.get("/julkaisut/colour/004f7}.css").status_code == 404
    assert client.get(f"/julkaisut/kokkola/arms/{'b' * 64}").status_code == 404


def _page(size: int, until: float = math.inf) -> KeptPage:
    return KeptPage((), b"x" * size, b"", "tag", until)
