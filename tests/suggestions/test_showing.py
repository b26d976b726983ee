"""Drafts show open suggestions when they are asked to; nothing else ever does."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx as python_docx
from sqlmodel import Session

from app.assembly.service import assemble
from app.clock import now
from app.document.checking import parse_document
from app.rendering import tree
from app.rendering.prose_inlines import plain_text
from app.rendering.writers import docx, html
from app.suggestions.choosing import Wish
from app.suggestions.models import Suggestion, SuggestionKind
from app.suggestions.showing import with_proposals
from tests.factories.suggestions import WORDS, Desk, footnote, paragraph, strong


def background(session: Session, desk: Desk, *, draft: bool = True, suggestions: bool) -> tree.Section:
    document = assemble(session, desk.text.report, "fi", draft=draft, suggestions=suggestions)
    return next(section for section in document.sections() if section.key == "background")


def said(section: tree.Section) -> list[list[tuple[str, str]]]:
    """Paragraph by paragraph: whether each run stays, comes or goes, and its words."""
    return [[_said(run) for run in block.inlines] for block in section.blocks if isinstance(block, tree.Paragraph)]


def _said(run: tree.Inline) -> tuple[str, str]:
    if isinstance(run, tree.Proposed):
        return run.change, plain_text(run.inlines)
    return "stays", plain_text((run,))


def suggest_everything(desk: Desk) -> None:
    desk.write(
        paragraph("Kunnan ", strong("nuoret"), footnote("THL"), " voivat hyvin.", id_="a"),
        paragraph("Tämä poistuu.", id_="b"),
        paragraph("Tämä jää.", id_="c"),
    )
    desk.suggest(8, 14, "lapset")
    desk.suggest(8, 14, "aikuiset", by=desk.other)  # overlaps: shown is the one made first
    desk.suggest_block("b", Wish.REMOVE_BLOCK, by=desk.other)
    desk.suggest_block("c", Wish.ADD_BLOCK, "Uusi kappale.")


def test_a_draft_shows_what_comes_and_what_goes_and_whose_it_is(desk: Desk):
    suggest_everything(desk)
    with desk.database.read() as session:
        section = background(session, desk, suggestions=True)
    assert said(section) == [
        [
            ("stays", "Kunnan "),
            ("removed", "nuoret"),
            ("added", "lapset"),
            ("stays", "[1]"),
            ("stays", " voivat hyvin."),
        ],
        [("removed", "Tämä poistuu.")],
        [("stays", "Tämä jää.")],
        [("added", "Uusi kappale.")],
    ]
    assert [run.author for run in _proposed(section)] == ["Eeva Asiantuntija"] * 2 + [
        "Olli Osaaja",
        "Eeva Asiantuntija",
    ]


def _proposed(section: tree.Section) -> list[tree.Proposed]:
    paragraphs = [block for block in section.blocks if isinstance(block, tree.Paragraph)]
    return [run for block in paragraphs for run in block.inlines if isinstance(run, tree.Proposed)]


def test_without_asking_no_output_has_a_trace_of_them(desk: Desk):
    def outputs() -> list[Any]:
        with desk.database.read() as session:
            asked = [(True, False), (False, False), (False, True)]
            return [
                tree.to_json(assemble(session, desk.text.report, "fi", draft=draft, suggestions=wanted))
                for draft, wanted in asked
            ]

    before = outputs()
    desk.suggest(8, 14, "lapset")
    desk.suggest_block("p1", Wish.REMOVE_BLOCK)
    assert outputs() == before


def test_what_no_longer_fits_is_not_shown(desk: Desk):
    desk.suggest(8, 14, "lapset")
    desk.accept(desk.suggest(8, 14, "pojat", by=desk.other))
    with desk.database.read() as session:
        assert said(background(session, desk, suggestions=True)) == [[("stays", "Kunnan pojat voivat hyvin.")]]


def test_a_space_that_goes_is_not_lost_from_what_stands_there(desk: Desk):
    desk.suggest(7, 8)
    with desk.database.read() as session:
        (runs,) = said(background(session, desk, suggestions=True))
    assert "".join(words for change, words in runs if change != "added") == WORDS


def test_web_and_word_files_tell_them(desk: Desk):
    suggest_everything(desk)
    with desk.database.read() as session:
        document = assemble(session, desk.text.report, "fi", draft=True, suggestions=True)
    page = html.write(document, {}).decode()
    assert '<ins class="proposed"><strong>lapset</strong></ins>' in page
    assert '<del class="proposed">Tämä poistuu.</del>' in page
    assert "ehdotettu poisto: Olli Osaaja" in page
    file = docx.write(document, {})
    body = ZipFile(BytesIO(file)).read("word/document.xml").decode()
    assert 'w:author="Olli Osaaja"' in body
    assert "<w:delText" in body
    assert "Uusi kappale." not in "".join(
        item.text for item in python_docx.Document(BytesIO(file)).paragraphs
    )  # a tracked change


def test_tables_lists_and_data_blocks_go_whole():
    items = {"type": "list_item", "content": [paragraph("Kohta", id_="")]}
    cell = {"type": "table_cell", "content": [paragraph("Solu", id_="")]}
    rows = {"type": "table", "content": [{"type": "table_row", "content": [cell]}]}
    blocks = [
        {"type": "bullet_list", "attrs": {"id": "l"}, "content": [items]},
        {"type": "table_figure", "attrs": {"id": "t"}, "content": [{"type": "table_caption"}, rows]},
        {"type": "indicator_table", "attrs": {"id": "i", "package": "youth"}},
    ]
    document = dict(parse_document({"type": "doc", "content": blocks}).to_json())
    waiting = [
        (
            Suggestion(
                key=block["attrs"]["id"], report_id=1, section_id=1, text_id=1, author_id=1, created_at=now(),
                kind=SuggestionKind.REMOVAL, block_id=block["attrs"]["id"], base=[block],
            ),
            "Eeva",
        )
        for block in document["content"]
    ]  # fmt: skip
    shown = with_proposals(document, waiting, "fi")
    assert [block["type"] for block in shown["content"]] == [
        "bullet_list",
        "table_figure",
        "indicator_table",
        "paragraph",
    ]
    assert str(shown).count("'removed'") == 3  # the item, the cell, and the name of the data block
