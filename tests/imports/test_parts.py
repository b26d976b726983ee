"""A file is divided at its headings, and each part finds its section by its name, however it is written."""

from typing import Any

import pytest

from app.imports.parts import Part, Target, likely_target, parts_from_json, split

TARGETS = (
    Target("background", "1", "Tausta, tarkoitus ja tavoitteet"),
    Target("children", "4.1", "Lapset, varhaisnuoret ja lapsiperheet"),
    Target("working-age", "4.3", "Työikäiset"),
    Target("older", "4.4", "Ikäihmiset"),
    Target("plan", "7", "Hyvinvointisuunnitelma"),
)
SWEDISH = (Target("working-age", "4.3", "Personer i arbetsför ålder"), Target("older", "4.4", "Äldre personer"))


def heading(text: str, level: int = 1) -> dict[str, Any]:
    return {"type": "heading", "attrs": {"level": level}, "content": [{"type": "text", "text": text}]}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Työikäiset", "working-age"),
        ("4.3 Työikäiset", "working-age"),
        ("3.2. TYÖIKÄISET", "working-age"),
        ("Työikäisten hyvinvointi", "working-age"),
        ("Ikäihmisten hyvinvointi ja terveys", "older"),
        ("Lapset, nuoret ja lapsiperheet", "children"),
        ("1 Taustaa", "background"),
        ("Tausta ja tavoitteet", "background"),
        ("Kertomuksen tausta, tarkoitus, tavoitteet", "background"),
        ("Liitteet", ""),
        ("Sisällys", ""),
        ("Hyvinvointikertomuksen arviointi", ""),
        ("", ""),
    ],
)
def test_a_heading_finds_its_section(written: str, key: str) -> None:
    assert likely_target(written, TARGETS) == key


@pytest.mark.parametrize(
    ("written", "key"), [("5 Äldre", "older"), ("Äldre personer", "older"), ("Arbetsför ålder", "working-age")]
)
def test_swedish_headings_find_theirs(written: str, key: str) -> None:
    assert likely_target(written, SWEDISH) == key


def test_parts_begin_at_the_highest_headings_and_at_sections_names() -> None:
    blocks = [
        paragraph("Kansi"),
        heading("Hyvinvointi elämänkaaressa"),
        paragraph("Johdanto"),
        heading("Alaluku", 2),
        paragraph("Lisää"),
        heading("Työikäiset", 2),
        heading("Tulokset", 3),
        paragraph("Työttömyys kasvoi"),
        heading("Syvemmällä", 6),
        heading("Liitteet"),
        heading("Tyhjä"),
    ]
    parts = split(blocks, TARGETS)
    assert [(part.heading, part.target, part.words) for part in parts] == [
        ("", "", 1),
        ("Hyvinvointi elämänkaaressa", "", 3),
        ("Työikäiset", "working-age", 4),
    ]
    levels = [block["attrs"]["level"] for block in parts[2].content() if block["type"] == "heading"]
    assert levels == [1, 3]
    assert list(parts_from_json([part.to_json() for part in parts])) == parts


def test_a_file_without_headings_is_one_part() -> None:
    assert split([paragraph("Teksti")], TARGETS) == [Part("", 0, [paragraph("Teksti")])]
