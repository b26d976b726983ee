"""A part of a report stands by itself: its own sections, its own links, no others."""

from dataclasses import replace

import pytest

from app.rendering import tree
from app.rendering.parts import NoSuchPartError, part_names, part_of, section_part


def section(key: str, number: str, *blocks: tree.Block, role: str = "text") -> tree.Section:
    return tree.Section(key=key, number=number, title=key.title(), blocks=blocks, role=role)  # type: ignore[arg-type]


def reference(target: str) -> tree.Paragraph:
    return tree.Paragraph(inlines=(tree.CrossReference(target=target, text=f"luku {target}"),))


DOCUMENT = tree.Document(
    language="fi",
    organisation="Kokkola",
    title="Kertomus",
    subtitle="",
    facts=(),
    parts=(
        tree.Part(title="", sections=(section("summary", "", reference("young"), role="summary"),)),
        tree.Part(
            title="Osa I",
            sections=(
                section("people", "4", tree.ItemList(items=(tree.ListItem(blocks=(reference("old"),)),))),
                section("young", "4.1", reference("people")),
                section("old", "40", reference("old")),
            ),
        ),
    ),
    draft=True,
    status="luonnos",
)


def test_a_section_comes_with_its_subsections_and_keeps_links_inside() -> None:
    part = part_of(DOCUMENT, section_part("people"))
    assert [found.key for found in part.sections()] == ["people", "young"]
    assert part.part == "4 People"
    people, young = part.sections()
    (item,) = people.blocks[0].items  # type: ignore[union-attr]
    assert item.blocks == (tree.Paragraph(inlines=(tree.Text(text="luku old"),)),)
    assert young.blocks == (reference("people"),)


def test_the_summary_is_a_part() -> None:
    part = part_of(DOCUMENT, "summary")
    assert [found.key for found in part.sections()] == ["summary"]
    assert next(part.sections()).blocks == (tree.Paragraph(inlines=(tree.Text(text="luku young"),)),)
    assert replace(part, parts=DOCUMENT.parts, part="") == DOCUMENT


def test_the_empty_name_is_the_whole_and_unknown_names_are_told() -> None:
    assert part_of(DOCUMENT, "") is DOCUMENT
    for name in ("section:none", "none", "section:"):
        with pytest.raises(NoSuchPartError):
            part_of(DOCUMENT, name)


def test_every_part_has_a_name() -> None:
    assert part_names(DOCUMENT) == {
        "summary": "Summary",
        "section:summary": "Summary",
        "section:people": "4 People",
        "section:young": "4.1 Young",
        "section:old": "40 Old",
    }
