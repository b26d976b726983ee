"""Where cited figures stand in a text: sentences, places as editors count them, marks and footnotes among them."""

from typing import Any

from app.document.checking import parse_document
from app.figures.tokens import cited_figures, citing_sentences

TOKEN: dict[str, Any] = {
    "indicator": "sotkanet:1",
    "region": "KU272",
    "period": "2024",
    "value": 11.9,
    "fetched_on": "2026-08-03",
    "text": "11,9",
}


def token(**changes: Any) -> dict[str, Any]:
    return {"type": "figure_token", "attrs": TOKEN | changes}


def text(words: str, *marks: str) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"marks": [{"type": mark} for mark in marks]} if marks else {})}


def paragraph(*content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(content)}


def note(words: str) -> dict[str, Any]:
    return {"type": "footnote", "content": [text(words)]}


CELL = {"type": "table_cell", "content": [paragraph(text("Vuonna 2024 se oli "), token(text="14,2"))]}
ROWS = [{"type": "table_row", "content": [CELL, CELL]}]
DOCUMENT = {
    "type": "doc",
    "content": [
        paragraph(text("Ei lukuja. 😀")),
        paragraph(
            text("Ensin n. 8 000 henkeä 😀, "),
            text("sitten", "strong"),
            note("Huom."),
            text(" "),
            token(),
            text(" prosenttia. Toinen lause. Kolmas: "),
            token(text="5,0"),
            {"type": "hard_break"},
            text("ja uusi rivi."),
        ),
        {
            "type": "table_figure",
            "content": [{"type": "table_caption", "content": [text("T")]}, {"type": "table", "content": ROWS}],
        },
        {
            "type": "bullet_list",
            "content": [{"type": "list_item", "content": [paragraph(token(text="7,0"), text(" oli paljon."))]}],
        },
    ],
}


def test_every_figure_is_found_with_its_sentence_wherever_it_stands():
    found = [(figure.text, figure.sentence) for figure in cited_figures(DOCUMENT)]
    assert found == [
        ("11,9", "Ensin n. 8 000 henkeä 😀, sitten 11,9 prosenttia."),
        ("5,0", "Kolmas: 5,0"),
        ("14,2", "Vuonna 2024 se oli 14,2"),
        ("14,2", "Vuonna 2024 se oli 14,2"),
        ("7,0", "7,0 oli paljon."),
    ]


def test_places_are_those_of_the_editor():
    document = parse_document(DOCUMENT)
    for sentence in citing_sentences(DOCUMENT):
        for item in sentence.tokens:
            node = document.node_at(item.position)
            assert node is not None
            assert node.attrs["text"] == item.text == sentence.text[item.start : item.end]
            assert sentence.place(item.start, item.end) == (item.position, item.position + 1)
    first, *_, last = citing_sentences(DOCUMENT)
    for words in ("sitten", "😀", "prosenttia"):
        start = first.text.index(words)
        assert document.text_between(*first.place(start, start + len(words))) == words
    assert document.text_between(*last.place(0, len(last.text))) == " oli paljon."


def test_another_wording_or_figure_is_another_sentence():
    def key(*content: dict[str, Any]) -> str:
        return citing_sentences({"type": "doc", "content": [paragraph(*content)]})[0].key

    same = key(text("Osuus oli "), token(), text(" prosenttia."))
    assert key(text("Osuus oli ", "strong"), token(fetched_on=""), text(" prosenttia.")) == same
    assert key(text("Osuus on "), token(), text(" prosenttia.")) != same
    assert key(text("Osuus oli "), token(period="2023"), text(" prosenttia.")) != same
