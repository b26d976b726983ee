"""A change touches the pieces that it is in, and no others."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.rendering import tree
from app.rendering.writers import pdf
from app.rendering.writers.pdf.pieces import contents_piece, pieces_of
from tests.factories.documents import synthetic_document
from tests.rendering.pdf.conftest import long_table
from tests.support.pdf_tags import destinations, page_texts


def changed(document: tree.Document, block: tree.Block) -> tree.Document:
    """With one more block in the first chapter."""
    first, *others = document.parts[1].sections
    first = replace(first, blocks=(*first.blocks, block))
    parts = (document.parts[0], replace(document.parts[1], sections=(first, *others)), *document.parts[2:])
    return replace(document, parts=parts)


WORDS = tree.Paragraph(inlines=(tree.Text(text="Kymmenen sanaa lisää."),))


def test_pieces_are_the_cover_and_the_chapters() -> None:
    document, assets = synthetic_document(8)
    pieces = pieces_of(document, assets)
    assert [piece.key for piece in pieces] == ["cover", "tiivistelma", "osio_1", "osio_2", "kasittely"]
    assert pieces[2].title.startswith("1 ")
    assert all(f"asset:{name}" in piece.html for piece in pieces for name in piece.assets)


def test_a_short_chapter_runs_on_unless_it_opens_a_part() -> None:
    document, assets = synthetic_document(8)
    part = document.parts[1]
    short = [
        replace(section, key=f"lyhyt_{index}", number=str(8 + index), blocks=(WORDS,))
        for index, section in enumerate((part.sections[0], part.sections[0]))
    ]
    longer = replace(part, sections=(*part.sections, short[0]))
    opened = tree.Part(title="Osa II. Toinen", sections=(short[1],))
    pieces = pieces_of(replace(document, parts=(longer, opened)), assets)
    assert [[item.section.key for item in piece.items][-1] for piece in pieces[-2:]] == ["lyhyt_0", "lyhyt_1"]
    assert pieces[-2].html.count("section--run-on") == 2  # the style, and the one
    assert pieces[-1].html.count("section--run-on") == 1


def test_changed_words_change_one_piece() -> None:
    document, assets = synthetic_document(8)
    before = [piece.sha256 for piece in pieces_of(document, assets)]
    after = [piece.sha256 for piece in pieces_of(changed(document, WORDS), assets)]
    assert [index for index, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [2]
    assert before == [piece.sha256 for piece in pieces_of(document, assets)]


def test_what_decides_a_pieces_bytes_decides_its_hash() -> None:
    document, assets = synthetic_document(8)
    before = pieces_of(document, assets)[1].sha256
    for other in (replace(document, font="literata"), replace(document, brand_colour="#003366")):
        assert pieces_of(other, assets)[1].sha256 != before


def test_only_the_room_for_its_own_references_belongs_to_a_piece() -> None:
    document, assets = synthetic_document(8)
    piece = next(piece for piece in pieces_of(document, assets) if b'"cross-reference"' in piece.manuscript)
    target = next(anchor for anchor in piece.page_slots if f'data-target="{anchor}"' in piece.html)
    wider = replace(piece, page_slots=piece.page_slots | {target: "0000"})
    assert wider.sha256 != piece.sha256
    assert wider.html != piece.html
    assert replace(piece, page_slots=piece.page_slots | {"elsewhere": "0000"}).sha256 == piece.sha256


@pytest.mark.slow
def test_pages_that_move_change_the_contents_only() -> None:
    """The chapter itself and the contents are set again; all others come from the shelf."""
    document, assets = synthetic_document(4)
    shelf: dict[str, bytes] = {}
    made: list[str] = []

    def run(pieces: Sequence[pdf.Piece]) -> list[bytes]:
        for piece in pieces:
            if piece.sha256 not in shelf:
                made.append(piece.key)
                shelf[piece.sha256] = pdf.render_piece(piece)
        return [shelf[piece.sha256] for piece in pieces]

    before = pdf.pdf_bytes(document, assets, run=run)
    made.clear()
    longer = pdf.pdf_bytes(changed(document, long_table("uusi")), assets, run=run)
    assert set(made) == {"osio_1", "contents"}
    with pikepdf.open(BytesIO(before)) as file, pikepdf.open(BytesIO(longer)) as moved:
        assert destinations(moved)["osio-2"] > destinations(file)["osio-2"]
        places, pages = destinations(moved), page_texts(longer)
    assert f"ja luku 1, s. {places['osio-1']}." in " ".join(pages)
    assert all(section.title in pages[places[section.anchor] - 1] for section in document.sections())


@pytest.mark.slow
def test_contents_longer_than_expected_are_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document, assets = synthetic_document(4)
    document = replace(document, parts=document.parts[-1:])
    expected = pdf.pdf_bytes(document, assets)
    monkeypatch.setattr("app.rendering.writers.pdf.book.expected_contents_pages", lambda _document: 7)
    assert pdf.pdf_bytes(document, assets) == expected


def test_the_contents_piece_names_pages() -> None:
    document, _assets = synthetic_document(4)
    html = contents_piece(document, {"osio-1": 41}).html
    assert '<span class="contents__page">41</span>' in html
    assert 'href="xref:osio-1"' in html
