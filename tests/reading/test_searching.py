"""Words are found however they are inflected, cased or accented; hits lead to the place."""

import pytest
from fastapi.testclient import TestClient

from app.reading.folding import folded, pattern, stems
from tests.factories.editions import Road
from tests.reading.conftest import ADDRESS


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("työttömyys", "Nuorisotyöttömyyden kasvu"),
        ("TYOTTOMYYS", "työttömyyttä"),
        ("nuori", "nuorten"),
        ("asuminen", "asumisen"),
        ("yksinäisyys", "yksinäisyyden"),
        ("lapsi", "lapsille"),
        ("arbetslöshet", "arbetslösheten bland unga"),
        ("ålderdom", "Ålderdomen"),
        ("4.3", "luku 43,5"),
        ("perhe", "perheiden"),
    ],
)
def test_inflected_words_are_found(typed: str, text: str) -> None:
    assert all(pattern(stem).search(folded(text)) for stem in stems(typed)), stems(typed)


@pytest.mark.parametrize(("typed", "text"), [("yö", "työ"), ("työttömyys", "työ"), ("nuori", "juuri")])
def test_other_words_are_not(typed: str, text: str) -> None:
    assert not all(pattern(stem).search(folded(text)) for stem in stems(typed))


def test_folding_keeps_every_place() -> None:
    text = "ÄÖÅäöå éüßøđ İstanbul – “lainaus” 2021"
    assert len(folded(text)) == len(text)
    assert folded(text).startswith("aoaaoa eu")


@pytest.mark.parametrize("typed", ["", " ", "a", "%", "()", "." * 100])
def test_nothing_is_nothing(typed: str) -> None:
    assert stems(typed) == ()


def test_a_hit_leads_to_its_section(client: TestClient, published: Road) -> None:
    page = client.get("/julkaisut/kokkola/search", params={"q": "TEKSTI tapahtunut"})
    assert page.headers["cache-control"] == "no-cache, private"
    assert f'href="{ADDRESS}#background"' in page.text
    assert "<mark>teksti</mark>" in page.text
    assert "Löytyi" in page.text


def test_a_title_that_is_found_leads_to_its_section_and_is_not_told_twice(client: TestClient, published: Road) -> None:
    page = client.get("/julkaisut/kokkola/search", params={"q": "Tausta"}).text
    assert f'<h4 lang="fi"><a href="{ADDRESS}#background">1 <mark>Tausta</mark></a></h4>' in page
    assert page.count("<mark>Tausta</mark>") == 1
    assert "1 kohta" in page


def test_the_text_is_searched_in_the_readers_language(client: TestClient, published: Road) -> None:
    swedish = client.get("/julkaisut/kokkola/search", params={"q": "Sammanfattningen", "language": "sv"}).text
    assert f"{ADDRESS}?language=sv#summary" in swedish
    assert "Mitään ei löytynyt" in client.get("/julkaisut/kokkola/search", params={"q": "Sammanfattningen"}).text


@pytest.mark.parametrize("typed", ["", "<script>alert(1)</script>", "a" * 120, "☃"])
def test_any_words_give_a_page(client: TestClient, published: Road, typed: str) -> None:
    page = client.get("/julkaisut/kokkola/search", params={"q": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert client.get("/julkaisut/kokkola/search", params={"q": "a" * 121}).status_code == 422


def test_nothing_unpublished_is_found(client: TestClient, road: Road) -> None:
    assert "Mitään ei löytynyt" in client.get("/julkaisut/kokkola/search", params={"q": "teksti"}).text
