"""What is published is told whole; what is not is not there."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from app.api.contents import Text, figures, indicators, section, sections, tables
from app.editions.documents import documents_of
from app.rendering import tree
from app.rendering.dataset import DataSet
from app.rendering.drawings import Drawing
from app.rendering.prose_inlines import plain_text
from tests.api.conftest import EDITION, REPORT, Read
from tests.factories.editions import Road, make_road
from tests.factories.random_reports import random_report

pytestmark = pytest.mark.slow

NOT_TEXT = (DataSet, *get_args(get_args(Drawing)[0]))  # told as figures, and as the rows beside a drawing


@pytest.mark.parametrize(
    "address", [REPORT, f"{REPORT}/editions", EDITION, f"{EDITION}/fi/sections", f"{EDITION}/fi/sections/background"]
)
def test_nothing_shows_before_publication(client: TestClient, road: Road, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"]
    assert client.get("/api/v1/organisations").json()["items"] == []
    assert client.get("/api/v1/organisations/kokkola").json()["reports"] == 0


def test_from_the_organisations_to_every_word(published: Road, read: Read) -> None:
    """A program follows the links alone, and has the whole Document."""
    organisation = read("/api/v1/organisations")["items"][0]
    report = read(organisation["links"]["reports"])["items"][0]
    assert report["title"]["sv"] == "Omfattande välfärdsberättelse 2021–2025"
    edition = read(read(report["links"]["editions"])["items"][0]["links"]["self"])
    assert edition["sha256"] == published.edition.sha256
    assert [made["outcome"] for made in edition["approval"]["decisions"]] == ["approved", "approved"]
    assert [text["language"] for text in edition["texts"]] == ["fi", "sv"]
    for text, document in zip(edition["texts"], documents_of(published.edition).values(), strict=True):
        told = {item["key"]: read(item["links"]["self"]) for item in read(text["links"]["sections"])["items"]}
        assert list(told) == [section.key for section in document.sections()]
        for whole in document.sections():
            nodes = TypeAdapter(tuple[tree.Block, ...]).validate_python(told[whole.key]["nodes"])
            assert nodes == whole.blocks
            assert not set(words_of(whole)) - set(told[whole.key]["text"].split())


def words_of(value: Any) -> Iterator[str]:
    """Every word of a node, walked without knowing its kinds."""
    if isinstance(value, tree.Text | tree.CrossReference):
        yield from value.text.split()
    elif isinstance(value, tuple):
        for part in value:
            yield from words_of(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from words_of(getattr(value, item.name))


@pytest.mark.parametrize("seed", range(12))
def test_every_kind_of_node_is_told(seed: int) -> None:
    """Random reports with every node and block: all words, tables, figures and indicators."""
    document, _ = random_report(seed)
    text = Text(document, "/api/v1", "/page", "", files="/files")
    assert [item.key for item in sections(text)] == [whole.key for whole in document.sections()]
    for whole in document.sections():
        told = section(text, whole.key)
        assert told is not None
        assert told.nodes == whole.blocks
        said = "".join(told.text.split())
        missing = [said_of for said_of in lines_of(whole) if "".join(said_of.split()) not in said]
        assert missing == []
    blocks = [block for whole in document.sections() for block in whole.blocks]
    assert [item.anchor for item in tables(text)] == [b.anchor for b in blocks if isinstance(b, tree.Table)]
    shown = (tree.Chart, tree.Figure, tree.KeyFigure)
    assert [item.anchor for item in figures(text)] == [b.anchor for b in blocks if isinstance(b, shown)]
    assert all(item.values and item.licence is not None and item.used_in for item in indicators(text))


def lines_of(value: Any) -> Iterator[str]:
    """The texts of a section, each as `plain_text` has it."""
    if isinstance(value, tree.Heading | tree.Paragraph | tree.Line | tree.Footnote):
        yield plain_text(value.inlines)
    elif isinstance(value, tree.Notice):
        yield value.text
    elif isinstance(value, tuple):
        for part in value:
            yield from lines_of(part)
    elif is_dataclass(value) and not isinstance(value, type) and not isinstance(value, NOT_TEXT):
        for name in ("caption", "label", "alt", "source"):
            found = "" if isinstance(value, tree.Cell) else getattr(value, name, "")
            yield found if isinstance(found, str) else plain_text(found)
        for item in fields(value):
            yield from lines_of(getattr(value, item.name))


def test_answers_are_asked_for_again_by_their_hash(client: TestClient, published: Road) -> None:
    for address in ("/api/v1/organisations", EDITION, f"{EDITION}/fi/sections", "/api/v1/openapi.json"):
        first = client.get(address)
        etag = first.headers["etag"]
        assert etag == f'"{hashlib.sha256(first.content).hexdigest()[:32]}"'
        for asked in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            again = client.get(address, headers={"If-None-Match": asked})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert client.get(address, headers={"If-None-Match": f'"{etag[2:]}'}).status_code == 200
        assert first.headers["cache-control"].startswith("public")
        assert first.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in first.headers
        assert client.head(address).headers["etag"] == etag


def test_lists_come_in_parts(published: Road, read: Read) -> None:
    address, keys = f"{EDITION}/fi/sections?limit=2", []
    while address:
        part = read(address)
        assert part["total"] == 5
        assert len(part["items"]) <= 2
        keys += [item["key"] for item in part["items"]]
        address = part["next"]
    assert keys == ["summary", "background", "population", "working-age", "approval"]
    assert read(f"{EDITION}/fi/sections?offset=99")["items"] == []


def test_one_municipality_is_not_another(client: TestClient, published: Road) -> None:
    make_road(published.database, "kaustinen", "KU236")
    for address in (REPORT, EDITION, f"{EDITION}/fi/sections"):
        assert client.get(address.replace("kokkola", "kaustinen")).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v2/organisations", 404),
        ("/api/v1/organisations/nowhere", 404),
        (f"{REPORT}/editions/2", 404),
        (f"{REPORT}/editions/99999999999999999999", 404),
        (f"{EDITION}/en/sections", 404),
        (f"{EDITION}/fi/sections/nothing", 404),
        (f"{EDITION}/fi/tables/nothing", 404),
        ("/api/v1/organisations?limit=0", 422),
        ("/api/v1/organisations?limit=201", 422),
        ("/api/v1/organisations?offset=9223372036854775808", 422),
        ("/api/v1/organisations?limit=ten", 422),
    ],
)
def test_problems_are_told_to_programs(client: TestClient, published: Road, address: str, status: int) -> None:
    answer = client.get(address, headers={"Accept-Language": "sv"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"] == f"/api/v1#problem-{status}"
    assert problem["title"]
    assert problem["detail"]
    assert bool(problem.get("errors")) is (status == 422)


def test_it_only_reads(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/api/v1/organisations")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    preflight = client.options("/api/v1/organisations", headers={"Origin": "https://kokkola.example"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-headers"] == "If-None-Match"
