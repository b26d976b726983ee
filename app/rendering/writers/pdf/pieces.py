"""A Document in pieces that are set apart from each other: the cover, each chapter, and last the contents."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import weasyprint

from app.rendering import tree
from app.rendering.hyphenation import DICTIONARY_FILE
from app.rendering.outline import OutlinedSection, outline
from app.rendering.typefaces import typeface
from app.rendering.writers.pdf import paper
from app.rendering.writers.pdf.contents import contents_lists
from app.rendering.writers.pdf.fetcher import RefusedAddressError, font_file

COVER, CONTENTS, PART = "cover", "contents", "part"
LINES_OF_A_CONTENTS_PAGE = 40


@dataclass(frozen=True)
class Piece:
    """What is rendered by itself. `font` is the key of its typeface."""

    key: str
    title: str
    html: str
    assets: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    font: str = ""

    @cached_property
    def sha256(self) -> str:
        """Of all that decides its bytes: text and style, images, fonts, and the programs that set it."""
        parts = [self.html, *sorted(self.assets), fonts_sha256(self.font), engine_sha256()]
        return sha256(json.dumps(parts).encode()).hexdigest()


@cache
def fonts_sha256(font: str) -> str:
    """Of the files of the typeface and of the one that stands in for what it lacks."""
    files = {*typeface(font).files, *typeface("").files}
    return sha256(b"".join(sha256(font_file(name)).digest() for name in sorted(files))).hexdigest()


@cache
def engine_sha256() -> str:
    """Of this package, the hyphenation and the version of WeasyPrint."""
    sources = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return sha256(b"\0".join((weasyprint.__version__.encode(), DICTIONARY_FILE.read_bytes(), *sources))).hexdigest()


def pieces_of(document: tree.Document, assets: Mapping[str, bytes]) -> list[Piece]:
    """All but the contents, in the order of reading. Raises RefusedAddressError when an image is not there."""
    outlined = tuple(outline(document))
    press = paper.Paper(document)
    if document.part:
        return [_piece(document, PART, press.part(outlined), outlined, assets)]
    cover = Piece(COVER, document.title, press.cover(), _needed([document.arms], assets), document.font)
    chapters = (
        _piece(document, items[0].section.key, press.chapter(items), items, assets) for items in chapters_of(outlined)
    )
    return [cover, *chapters]


def chapters_of(outlined: Iterable[OutlinedSection]) -> Iterator[tuple[OutlinedSection, ...]]:
    """Sections with their subsections; a part's title opens with the first of them."""
    chapter: list[OutlinedSection] = []
    for item in outlined:
        if chapter and (item.opens_part or not item.is_subsection):
            yield tuple(chapter)
            chapter = []
        chapter.append(item)
    if chapter:
        yield tuple(chapter)


def _piece(
    document: tree.Document,
    key: str,
    html: str,
    items: Iterable[OutlinedSection],
    assets: Mapping[str, bytes],
) -> Piece:
    sections = [item.section for item in items]
    title = f"{sections[0].number} {sections[0].title}".strip()
    images = [name for section in sections for name in images_of(section.blocks)]
    images += [document.arms] if key == PART else []
    return Piece(key, title, html, _needed(images, assets), document.font)


def images_of(blocks: Iterable[tree.Block]) -> Iterator[str]:
    """The images of all figures in the blocks, by hash."""
    for block in blocks:
        if isinstance(block, tree.Figure):
            yield block.asset
        elif isinstance(block, tree.Quotation):
            yield from images_of(block.blocks)
        elif isinstance(block, tree.ItemList):
            for item in block.items:
                yield from images_of(item.blocks)


def _needed(names: Iterable[str], assets: Mapping[str, bytes]) -> dict[str, bytes]:
    needed = sorted({name for name in names if name})
    if missing := [name for name in needed if name not in assets]:
        raise RefusedAddressError(f"Not among the images: {missing[0][:80]}")
    return {name: assets[name] for name in needed}


def contents_piece(document: tree.Document, pages: Mapping[str, int]) -> Piece:
    """The contents and the lists of tables and figures. `pages` has the page of each anchor."""
    lists = contents_lists(document, pages)
    return Piece(CONTENTS, lists[0].title if lists else "", paper.Paper(document).contents(lists), {}, document.font)


def expected_contents_pages(document: tree.Document) -> int:
    """How many pages the contents will probably have: each list begins a page, its lines are of one height."""
    lists = contents_lists(document, {})
    return sum(-(-len(lines.lines) // LINES_OF_A_CONTENTS_PAGE) for lines in lists)
