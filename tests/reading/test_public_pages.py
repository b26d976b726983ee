"""What stands round the reports: older editions, other terms, languages, feeds, the map, lost addresses."""

import json
from datetime import datetime
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient

from app.editions.models import Edition
from app.reports.models import Report
from tests.factories.editions import Road, make_road
from tests.reading.conftest import ADDRESS
from tests.support.browse import Browser
from tests.support.pages import parsed

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def two_terms(published: Road) -> Road:
    """The published report, and one of the term before."""
    with published.database.write() as session:
        earlier = Report(
            **published.report.model_dump(exclude={"id", "slug", "assessed_from", "assessed_to"}),
            slug="laaja-2017-2021",
            assessed_from=2017,
            assessed_to=2021,
        )
        session.add(earlier)
        session.flush()
        session.add(Edition(**published.edition.model_dump(exclude={"id", "report_id"}), report_id=earlier.id))
    return published


def test_an_older_edition_says_that_there_is_a_newer(client: TestClient, published: Road) -> None:
    with published.database.write() as session:
        session.connection().exec_driver_sql(
            "insert into edition (report_id, number, content, sha256, previous_sha256, created_by, created_at,"
            " approval, approval_sha256, published_at) select report_id, 2, content, sha256, sha256, created_by,"
            " created_at, approval, approval_sha256, published_at from edition"
        )
    older = client.get(f"{ADDRESS}/1").text
    assert "Kertomuksesta on julkaistu uudempi versio." in older
    assert f'<a href="{ADDRESS}">Lue uusin versio</a>' in older
    for newest in (f"{ADDRESS}/2", ADDRESS):
        page = client.get(newest).text
        assert "uudempi versio" not in page
        assert f'<a href="{ADDRESS}/1">versio 1, julkaistu' in page


def test_the_reports_of_other_terms_are_beside(client: TestClient, two_terms: Road) -> None:
    later = client.get(ADDRESS).text
    assert 'Edellinen kausi: <a href="/julkaisut/kokkola/laaja-2017-2021">' in later
    earlier = client.get("/julkaisut/kokkola/laaja-2017-2021").text
    assert "Edellinen kausi:" not in earlier
    assert f'uudempi kertomus on julkaistu:</b> <a href="{ADDRESS}">Laaja hyvinvointikertomus 2021–2025' in earlier
    assert "uudempi kertomus" not in later
    assert "muut versiot" not in later


def test_reports_stand_under_their_council_terms(browse: Browser, two_terms: Road) -> None:
    page = browse("/julkaisut/kokkola?language=sv")
    names = {item.get("id"): item.text for item in page.root.iter("h3")}
    lists = [(names[item.get("aria-labelledby")], item) for item in page.root.iter("ul") if item.get("aria-labelledby")]
    found = [(name, [link.text for link in item.iter("a") if not link.get("hreflang")]) for name, item in lists]
    assert found == [
        ("Fullmäktigeperioden 2021–2025", ["Omfattande välfärdsberättelse 2021–2025 och välfärdsplan 2025–2029"]),
        ("Fullmäktigeperioden 2017–2021", ["Omfattande välfärdsberättelse 2017–2021 och välfärdsplan 2025–2029"]),
    ]


def test_who_decided_leads_to_the_decisions(browse: Browser, published: Road) -> None:
    page = browse(ADDRESS)
    assert "#approval" in page.links
    assert page.root.find(".//*[@id='approval']") is not None


def test_every_heading_and_table_has_an_address_and_a_line(client: TestClient, published: Road) -> None:
    root = parsed(client.get(ADDRESS).text)[0]
    ids = {item.get("id") for item in root.iter() if item.get("id")}
    links = [item for item in root.iter("a") if item.get("class") == "anchor"]
    headings = [
        item for item in root.iter() if item.tag in ("h2", "h3", "h4") and "section__title" in item.get("class", "")
    ]
    assert len(links) >= len(headings) > 3
    assert {link.get("href", "")[1:] for link in links} <= ids
    assert all((link.get("aria-label") or "").startswith("Linkki tähän kohtaan: ") for link in links)


def test_a_language_that_the_address_says_stays(browse: Browser, published: Road) -> None:
    page = browse("/julkaisut/kokkola?language=sv")
    assert f"{ADDRESS}?language=sv" in page.links
    assert page.root.get("lang") == "sv"
    plain = browse("/julkaisut/kokkola")
    assert ADDRESS in plain.links
    assert {"/julkaisut/kokkola?language=sv", "/julkaisut/kokkola?language=en"} <= set(plain.links)


def test_those_who_share_a_link_are_told_what_it_is(client: TestClient, published: Road) -> None:
    root = parsed(client.get(f"{ADDRESS}?language=sv").text)[0]
    said = {item.get("property") or item.get("name"): item.get("content") for item in root.iter("meta")}
    assert said["og:title"] == "Omfattande välfärdsberättelse 2021–2025"
    assert said["og:locale"] == "sv_FI"
    assert said["og:description"] == said["description"] == "Sammanfattningen berättar vad som har hänt."
    links = {(item.get("rel"), item.get("hreflang")): item.get("href") or "" for item in root.iter("link")}
    assert links["canonical", None].endswith(f"{ADDRESS}?language=sv")
    assert links["alternate", "fi"].endswith(f"{ADDRESS}?language=fi")
    [facts] = [item.text or "" for item in root.iter("script") if item.get("type") == "application/ld+json"]
    graph = json.loads(facts)["@graph"]
    assert (graph[0]["@type"], graph[0]["inLanguage"]) == ("Report", "sv")


@pytest.mark.parametrize("address", ["/julkaisut/feed.xml", "/julkaisut/kokkola/feed.xml"])
def test_a_feed_tells_what_was_published(client: TestClient, published: Road, address: str) -> None:
    answer = client.get(address, params={"language": "sv"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.text)
    [entry] = feed.findall(f"{ATOM}entry")
    assert "Omfattande välfärdsberättelse 2021–2025" in (entry.findtext(f"{ATOM}title") or "")
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
    [link] = entry.findall(f"{ATOM}link")
    assert link.get("href", "").endswith(f"{ADDRESS}?language=sv")
    ids = [item.text for item in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_an_empty_feed_is_a_feed(client: TestClient) -> None:
    assert Xml.fromstring(client.get("/julkaisut/feed.xml").text).findall(f"{ATOM}entry") == []


def test_the_map_names_every_page_in_every_language_and_nothing_unpublished(
    client: TestClient, two_terms: Road
) -> None:
    make_road(two_terms.database, "kaustinen", "KU236")
    places = Xml.fromstring(client.get("/julkaisut/sitemap.xml").text).findall(f"{SITEMAP}url")
    found = [place.findtext(f"{SITEMAP}loc") or "" for place in places]
    assert len(found) == 3 * (1 + 2 + 2)
    assert not [address for address in found if "kaustinen" in address]
    for address in found:
        assert client.get(address.split("127.0.0.1:8000")[-1]).status_code == 200
    assert "/julkaisut/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("address", ["/julkaisut/nobody", "/julkaisut/kokkola/laaja-1999", "/julkaisut/kokkola/x/y/z"])
def test_a_lost_reader_is_helped_on(client: TestClient, published: Road, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Mistä pääset eteenpäin" in answer.text or ADDRESS in answer.text
    assert 'href="/julkaisut"' in answer.text
