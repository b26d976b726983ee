"""The municipal card: figures of the municipality, beside its county and the country, on one page."""

import hashlib
import io
from typing import Any

import pikepdf
import pytest
from fastapi.testclient import TestClient

from app.cards.choosing import MOST_ROWS, candidates, choose
from app.cards.service import make_card
from app.db import Database
from app.indicators.packages import MINIMUM_CONTENT, package
from app.press.orders import Made, Order
from app.proofs import prove
from app.proofs.certificate import Certificate
from app.rendering import tree
from app.rendering.prose_inlines import plain_text
from app.rendering.writers import docx
from app.rendering.writers.pdf import pdf_bytes
from tests.cards.conftest import KAUSTINEN, PERHO, Region
from tests.factories.indicators import make_data
from tests.factories.people import signed_in

pytestmark = pytest.mark.slow

CARDS = "/keski-pohjanmaan-hyvinvointialue/cards"


def card_of(database: Database, region: Region, code: str = KAUSTINEN, language: Any = "fi") -> tree.Document:
    with database.read() as session:
        return make_card(session, region.county, code, MINIMUM_CONTENT, language).document


def test_the_county_has_a_card_of_each_of_its_municipalities(client: TestClient, region: Region) -> None:
    page = signed_in(client, region.county_coordinator).get(CARDS).text
    for name in ("halsua", "kannus", "kaustinen", "kokkola", "lestijarvi", "perho", "toholampi", "veteli"):
        assert f'href="{CARDS}/{name}"' in page
    assert "4\u202f100 asukasta" in page
    assert "ei vielä lukuja" in page


def test_a_card_tells_figures_changes_and_neighbours(client: TestClient, region: Region) -> None:
    """Of a municipality that does not use the service."""
    page = signed_in(client, region.county_coordinator).get(f"{CARDS}/kaustinen").text
    for said in ("Kaustinen", "Väestö 31.12.", "Työttömät", "Keski-Pohjanmaa", "Koko maa", "parantunut", "heikentynyt"):
        assert said in page
    assert "Toimeentulotukea" not in page  # figures of 2011 tell nothing of today
    swedish = client.get(f"{CARDS}/kaustinen?language=sv").text
    assert '<article class="document card-page__card" lang="sv">' in swedish
    assert "Kaustby" in swedish


def test_without_figures_it_says_what_to_do(client: TestClient, region: Region) -> None:
    page = signed_in(client, region.county_coordinator).get(f"{CARDS}/perho").text
    assert "Tästä kunnasta ei ole vielä lukuja." in page
    assert "/indicators" in page
    assert "file.pdf" not in page


def test_a_municipality_has_its_own_card_alone(client: TestClient, region: Region) -> None:
    signed_in(client, region.coordinator)
    assert client.get("/kokkola/cards/kokkola").status_code == 200
    assert client.get("/kokkola/cards/kaustinen").status_code == 404
    assert client.get("/kokkola/cards/kaustinen/file.pdf").status_code == 404
    assert client.get(f"{CARDS}/kokkola").status_code == 404


@pytest.mark.parametrize("address", ["/turku", "/kaustinen?package=nothing", "/kaustinen/file.exe"])
def test_what_is_not_there_is_not_found(client: TestClient, region: Region, address: str) -> None:
    assert signed_in(client, region.county_coordinator).get(CARDS + address).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_card_is_one_page_with_everything_on_it(database: Database, region: Region, language: str) -> None:
    document = card_of(database, region, language=language)
    content = pdf_bytes(document, {})
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 1
    assert content == pdf_bytes(document, {})
    assert prove(document, "pdf", content).faults == ()
    assert prove(document, "docx", docx.write(document, {})).faults == ()
    blocks = [block for section in document.sections() for block in section.blocks]
    kinds = [type(block) for block in blocks]
    assert kinds == [tree.KeyFigure, tree.KeyFigure, tree.Table, tree.Chart, tree.Table, tree.Table]
    assert all(block.source for block in blocks if isinstance(block, tree.KeyFigure | tree.Table | tree.Chart))


def test_the_card_names_municipality_county_and_itself(database: Database, region: Region) -> None:
    document = card_of(database, region)
    assert (document.part, document.organisation) == ("Kaustinen", "Keski-Pohjanmaan hyvinvointialue")
    assert document.title == "Hyvinvoinnin kuntakortti"
    table = next(block for section in document.sections() for block in section.blocks if isinstance(block, tree.Table))
    assert plain_text(table.caption) == package(MINIMUM_CONTENT).titles.fi


def test_files_are_made_by_the_press_and_asked_for_again_by_their_hash(client: TestClient, region: Region) -> None:
    orders: list[Order] = []

    class Pretending:
        def make(self, order: Order, **_limits: int) -> Made:
            orders.append(order)
            sha256 = hashlib.sha256(b"file").hexdigest()
            return Made(b"file", Certificate(file_sha256=sha256, file_format="pdf", compared={}))

    client.app.state.press = Pretending()  # type: ignore[attr-defined]
    signed_in(client, region.county_coordinator)
    answer = client.get(f"{CARDS}/kaustinen/file.pdf?language=sv")
    assert (answer.content, answer.headers["content-type"]) == (b"file", "application/pdf")
    assert "kaustinen-kuntakortti-sv.pdf" in answer.headers["content-disposition"]
    again = client.get(f"{CARDS}/kaustinen/file.pdf?language=sv", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert len(orders) == 1
    assert client.get(f"{CARDS}/kaustinen/file.docx").status_code == 200
    assert [order.writer for order in orders] == ["pdf", "docx"]


def test_what_stands_on_the_card_fits() -> None:
    keys = [f"sotkanet:{number}" for number in range(1, 12)]
    data = {key: make_data({PERHO: {2019: 1.0, 2021: 2.0, 2023: 3.0}}, key) for key in keys}
    data["sotkanet:1"] = make_data({PERHO: {2005: 1.0}}, "sotkanet:1")  # too old to stand beside the others
    chosen = choose(data, PERHO, keys, 2026)
    assert chosen.since == 2019
    assert chosen.rows == tuple(keys[1 : 1 + MOST_ROWS])
    assert chosen.left_over == 10 - MOST_ROWS
    assert chosen.chart == "sotkanet:2"
    assert not chosen.is_empty
    nothing = choose({key: make_data({PERHO: {}}, key) for key in keys}, PERHO, keys, 2026)
    assert nothing.is_empty
    assert set(keys) <= set(candidates(keys))
