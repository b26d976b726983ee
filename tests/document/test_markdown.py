"""Markdown for the demo's texts."""

import pytest

from app.document import DocumentInvalid, plain_text, word_count
from app.document.html import to_html
from app.document.markdown import from_markdown

TEXT = """# Väestö

Väkiluku oli **46 363**, *hieman* [enemmän](https://stat.fi) kuin ennen^[Tilastokeskus, 2012.].
Se kasvoi.

::: indicator_table package=population

- yksi
- kaksi

3. kolmas

> Lainattua.

Table: Väestö *iän mukaan*

| Ikä | Osuus |
|-----|-------|
| 0–6 | 9,1   |
"""


def test_every_kind_of_content_becomes_its_node():
    assert [node["type"] for node in from_markdown(TEXT)["content"]] == [
        "heading",
        "paragraph",
        "indicator_table",
        "bullet_list",
        "ordered_list",
        "blockquote",
        "table_figure",
    ]


def test_the_same_text_gives_the_same_document():
    assert from_markdown(TEXT) == from_markdown(TEXT)


def test_marks_footnotes_and_line_ends():
    html = to_html(from_markdown(TEXT))
    assert "<strong>46 363</strong>, <em>hieman</em> " in html
    assert '<a href="https://stat.fi">enemmän</a> kuin ennen<span class="footnote">Tilastokeskus, 2012.</span>' in html
    assert ". Se kasvoi.</p>" in html


def test_a_block_keeps_its_settings_and_a_table_its_caption():
    block = from_markdown(TEXT)["content"][2]
    assert block["attrs"] == {
        "id": "m3",
        "package": "population",
        "indicators": [],
        "comparison": None,
        "title": "",
        "overrides": {},
        "shape": "newest",
        "years": 6,
    }
    html = to_html(from_markdown(TEXT))
    assert '<figcaption class="caption">Väestö <em>iän mukaan</em></figcaption><table>' in html
    assert "<th><p>Ikä</p></th>" in html


def test_neighbouring_texts_are_one_node():
    content = from_markdown("Rivi\ntoinen ja \\* tähti")["content"][0]["content"]
    assert content == [{"type": "text", "text": "Rivi toinen ja * tähti"}]


def test_no_text_is_an_empty_paragraph():
    assert from_markdown("") == {"type": "doc", "content": [{"type": "paragraph", "attrs": {"id": "m1"}}]}


@pytest.mark.parametrize("text", ["#### liian syvä", "[paha](ftp://a.fi)"])
def test_what_cannot_be_stored_is_refused(text: str):
    with pytest.raises(DocumentInvalid):
        from_markdown(text)


def test_plain_text_and_words_leave_footnotes_and_blocks_out():
    document = from_markdown(TEXT)
    assert plain_text(document).splitlines()[:2] == [
        "Väestö",
        "Väkiluku oli 46 363, hieman enemmän kuin ennen. Se kasvoi.",
    ]
    assert word_count(from_markdown("Osuus oli 9,1 prosenttia – Seinä-joella^[ei lasketa].")) == 5


def test_an_image_alone_in_its_paragraph_is_a_figure():
    asset = "0f" * 32
    alone, beside = (
        from_markdown(text)["content"][0] for text in (f'![Ympyrä]({asset} "Vaihe")', f"Näin: ![Ympyrä]({asset}).")
    )
    assert alone["type"] == "figure"
    assert alone["attrs"] == {"id": "m1", "asset": asset, "alt": "Ympyrä", "decorative": False}
    assert plain_text(alone) == "Vaihe"
    assert beside["type"] == "paragraph"
