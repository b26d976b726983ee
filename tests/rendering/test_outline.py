"""Heading levels without gaps, and cross references that say what they point to."""

from dataclasses import replace

from app.rendering import tree
from app.rendering.outline import heading_levels, outline
from app.rendering.references import resolved
from tests.factories.documents import synthetic_document


def heading(anchor: str, depth: int) -> tree.Heading:
    return tree.Heading(anchor=anchor, depth=depth, inlines=(tree.Text(text=anchor),))


def test_a_heading_never_skips_a_level() -> None:
    blocks = (heading("a", 3), heading("b", 3), heading("c", 1), heading("d", 2))
    assert heading_levels(blocks, 3) == {"a": 4, "b": 5, "c": 4, "d": 5}
    assert max(heading_levels(tuple(heading(str(n), 3) for n in range(5)), 5).values()) == 6


def test_sections_lie_under_their_part_and_subsections_under_their_section() -> None:
    document, _ = synthetic_document(10)
    found = [(item.section.number, item.level, bool(item.opens_part)) for item in outline(document)]
    assert found[0] == ("", 2, False)
    assert ("1", 3, True) in found
    assert ("1.1", 4, False) in found


def test_references_get_words_follow_what_moved_and_dead_ones_say_so() -> None:
    document, _ = synthetic_document(10)
    table = next(block for block in list(document.sections())[1].blocks if isinstance(block, tree.Table))
    targets = ("osio-1", "osio-1-taulukko", "osio-1-a7", "olematon")
    paragraph = tree.Paragraph(inlines=tuple(tree.CrossReference(target=target, text="") for target in targets))
    section = replace(next(document.sections()), blocks=(paragraph, replace(table, anchor="johdanto-a7")))
    parts = (replace(document.parts[0], sections=(section,)), *document.parts[1:])
    block = next(resolved(replace(document, parts=parts)).sections()).blocks[0]
    assert isinstance(block, tree.Paragraph)
    shown = [
        (type(run).__name__, run.text) for run in block.inlines if isinstance(run, tree.CrossReference | tree.Text)
    ]
    assert shown == [
        ("CrossReference", "luku 1"),
        ("CrossReference", "taulukko 1.1"),
        ("CrossReference", "taulukko 1.1"),
        ("Text", "[viite puuttuu]"),
    ]
