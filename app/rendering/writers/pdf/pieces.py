"""A Document in pieces that are set apart from each other: the cover, each chapter, and last the contents."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import weasyprint
from pydantic import TypeAdapter

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.outline import OutlinedSection, outline
from app.rendering.typefaces import typeface
from app.rendering.writers.html import paper_values, printed
from app.rendering.writers.pdf.contents import ContentsList, contents_lists
from app.rendering.writers.pdf.estimate import page_slots, runs_on
from app.rendering.writers.pdf.fetcher import RefusedAddressError, font_file

COVER, CHAPTER, PART, CONTENTS = "cover", "chapter", "part", "contents"
TEMPLATES = {
    COVER: "document/print/cover.html",
    CHAPTER: "document/print/chapter.html",
    PART: "document/print/part.html",
    CONTENTS: "document/print/contents.html",
}
LINES_OF_A_CONTENTS_PAGE = 40
PLAIN_WORDS = N_("This part could not be set as it should; here it is in plain words.")

_APP = Path(__file__).parents[3]
_PROGRAM = (
    *(f"rendering/**/*.{kind}" for kind in ("py", "css", "dic", "conf")),
    "templates/document/**/*.html",
    "i18n/**/*.p[oy]",
)
_TARGET = re.compile(rb'"target":"([^"]+)"')
_Manuscript = tuple[tree.Document, tuple[OutlinedSection, ...], tuple[ContentsList, ...]]
_ADAPTER: TypeAdapter[_Manuscript] = TypeAdapter(_Manuscript)


@dataclass(frozen=True)
class Piece:
    """What is set by itself. Its HTML is made of these values alone: so their hash is known before it is made.

    `frame` is the Document without its parts; of `page_slots` (room for the page of each anchor) only those count
    that its references lead to.
    """

    key: str
    title: str
    kind: str
    frame: tree.Document
    items: tuple[OutlinedSection, ...] = ()
    lists: tuple[ContentsList, ...] = ()
    page_slots: Mapping[str, str] = field(default_factory=dict, repr=False)
    assets: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def manuscript(self) -> bytes:
        """All that its HTML is made of: two lines of JSON."""
        text = _ADAPTER.dump_json((self.frame, self.items, self.lists))
        targets = sorted({target.decode() for target in _TARGET.findall(text)})
        room = [(target, self.page_slots.get(target)) for target in targets]
        return json.dumps([self.kind, room]).encode() + b"\n" + text

    @cached_property
    def html(self) -> str:
        """Its page, for WeasyPrint."""
        values = paper_values(self.frame, self.page_slots)
        anchor = self.items[0].section.anchor if self.kind == CHAPTER else self.kind
        remark = translate(self.frame.language, PLAIN_WORDS)  # type: ignore[arg-type]
        own = {"key": anchor, "items": self.items, "lists": self.lists, "plain_words": remark}
        return printed(TEMPLATES[self.kind], values | own)

    @cached_property
    def sha256(self) -> str:
        """Of all that decides its bytes: text, images, fonts, and the programs that write and set it."""
        about = (program_sha256(), fonts_sha256(self.frame.font), *sorted(self.assets))
        return sha256(" ".join(about).encode() + b"\n" + self.manuscript).hexdigest()


@cache
def fonts_sha256(font: str) -> str:
    """Of the files of the typeface and of the one that stands in for what it lacks."""
    files = {*typeface(font).files, *typeface("").files}
    return sha256(b"".join(sha256(font_file(name)).digest() for name in sorted(files))).hexdigest()


@cache
def program_sha256() -> str:
    """Of the code, templates, style sheets and texts that rendering reads, and the version of WeasyPrint."""
    files = sorted(path for pattern in _PROGRAM for path in _APP.glob(pattern))
    parts = (weasyprint.__version__.encode(), *(path.read_bytes() for path in files))
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def pieces_of(document: tree.Document, assets: Mapping[str, bytes]) -> list[Piece]:
    """All but the contents, in the order of reading. Raises RefusedAddressError when an image is not there."""
    outlined = tuple(outline(document))
    frame = replace(document, parts=())
    if document.part:
        return [_piece(PART, frame, outlined, {}, assets)]
    cover = Piece(COVER, document.title, COVER, frame, assets=_needed([document.arms], assets))
    slots = page_slots(document)
    return [cover, *(_piece(CHAPTER, frame, items, slots, assets) for items in gathered(chapters_of(outlined)))]


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


def gathered(chapters: Iterable[tuple[OutlinedSection, ...]]) -> Iterator[tuple[OutlinedSection, ...]]:
    """The chapters that are set together: those that begin a page, each with the short ones that run on after it."""
    together: tuple[OutlinedSection, ...] = ()
    for chapter in chapters:
        if together and not (together[-1].section.role == "text" and runs_on(chapter)):
            yield together
            together = ()
        together += chapter
    if together:
        yield together


def _piece(
    kind: str,
    frame: tree.Document,
    items: tuple[OutlinedSection, ...],
    slots: Mapping[str, str],
    assets: Mapping[str, bytes],
) -> Piece:
    first = items[0].section
    images = [name for item in items for name in images_of(item.section.blocks)]
    images += [frame.arms] if kind == PART else []
    key = first.key if kind == CHAPTER else kind
    title = f"{first.number} {first.title}".strip()
    return Piece(key, title, kind, frame, items, page_slots=slots, assets=_needed(images, assets))


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
    title = lists[0].title if lists else ""
    return Piece(CONTENTS, title, CONTENTS, replace(document, parts=()), lists=lists)


def expected_contents_pages(document: tree.Document) -> int:
    """How many pages the contents will probably have: each list begins a page, its lines are of one height."""
    lists = contents_lists(document, {})
    return sum(-(-len(lines.lines) // LINES_OF_A_CONTENTS_PAGE) for lines in lists)
