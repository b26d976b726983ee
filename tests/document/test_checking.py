"""What may not be stored, one case a rule."""

from typing import Any

import pytest

from app.document import Document, DocumentInvalid, check_document
from app.document.html import to_html


def text(words: str, *marks: dict[str, Any]) -> Document:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def paragraph(*content: Document) -> Document:
    return {"type": "paragraph", "content": list(content)}


def doc(*content: Document) -> Document:
    return {"type": "doc", "content": list(content)}


def link(href: str) -> dict[str, Any]:
    return {"type": "link", "attrs": {"href": href}}


def cell(**attrs: Any) -> Document:
    return {"type": "table_cell", "attrs": attrs, "content": [paragraph()]}


def table(*rows: list[Document]) -> Document:
    content = [{"type": "table_row", "content": row} for row in rows]
    return doc(
        {
            "type": "table_figure",
            "attrs": {"id": "t"},
            "content": [{"type": "table_caption"}, {"type": "table", "content": content}],
        }
    )


def heading(**attrs: Any) -> Document:
    return {"type": "heading", "attrs": attrs, "content": [text("Otsikko")]}


def nested(depth: int) -> Document:
    inner: Document = paragraph(text("syvällä"))
    for _ in range(depth):
        inner = {"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph(), inner]}]}
    return doc(inner)


def block(**attrs: Any) -> Document:
    return doc({"type": "indicator_table", "attrs": {"id": "b", "package": "working_age", **attrs}})


VALID = {
    "links": doc(paragraph(text("a", link("https://a.fi")), text("b", link("mailto:a@b.fi")))),
    "headings of every level": doc(heading(level=1, id="a"), heading(level=2, id="b"), heading(level=3, id="c")),
    "several nodes without an id": doc(heading(level=1), heading(level=1)),
    "spans": table([cell(colspan=2), cell(rowspan=2)], [cell(), cell()]),
    "a block": block(indicators=["sotkanet:127"], comparison=["MK16"], overrides={"sotkanet:127": "oma"}),
    "two comments on one word": doc(
        paragraph(
            text("a", {"type": "comment", "attrs": {"thread": "x"}}, {"type": "comment", "attrs": {"thread": "y"}})
        )
    ),
}

INVALID = {
    "not a document": paragraph(),
    "an unknown node": doc({"type": "script"}),
    "an unknown mark": doc(paragraph(text("a", {"type": "blink"}))),
    "an unknown attribute": doc({"type": "paragraph", "attrs": {"onclick": "x"}}),
    "an unknown key": doc({"type": "paragraph", "style": "x"}),
    "nothing inside": doc(),
    "text outside a paragraph": doc(text("a")),
    "a heading of level 4": doc(heading(level=4)),
    "a heading of level 1.0": doc(heading(level=1.0)),
    "an id twice": doc(heading(level=1, id="a"), heading(level=1, id="a")),
    "a script link": doc(paragraph(text("a", link("javascript:alert(1)")))),
    "a hidden script link": doc(paragraph(text("a", link("https://a.fi\njavascript:alert(1)")))),
    "a relative link": doc(paragraph(text("a", link("/admin")))),
    "rows of different width": table([cell(), cell()], [cell()]),
    "a span out of the table": table([cell(rowspan=2)]),
    "overlapping cells": table([cell(), cell(rowspan=2)], [cell(colspan=2)]),
    "a span of nothing": table([cell(colspan=0)]),
    "a huge span": table([cell(colspan=10_000)]),
    "widths of another number": table([cell(colwidth=[10, 20])]),
    "a table without caption": doc({"type": "table_figure", "content": [{"type": "table", "content": []}]}),
    "too deep": nested(15),
    "far too deep": nested(400),
    "too long": doc(paragraph(text("a" * 1_100_000))),
    "indicators that are not texts": block(indicators=[1]),
    "settings too large": block(title="a" * 25_000),
    "half an emoji": doc(paragraph(text("\ud83d"))),
    "a value that is no number": doc(
        paragraph({"type": "figure_token", "attrs": {"value": float("nan"), "indicator": "a"}})
    ),
}


@pytest.mark.parametrize("name", VALID)
def test_valid_documents_are_taken_and_written_as_html(name: str):
    check_document(VALID[name])
    assert to_html(VALID[name])


@pytest.mark.parametrize("name", INVALID)
def test_invalid_documents_are_refused(name: str):
    with pytest.raises(DocumentInvalid):
        check_document(INVALID[name])


def test_html_is_escaped():
    document = doc(paragraph(text("<script>&", link('https://a.fi/?a="b"'))))
    assert to_html(document) == '<p><a href="https://a.fi/?a=&quot;b&quot;">&lt;script&gt;&amp;</a></p>'
