"""Search in published reports: every passage with its nearest anchor, kept folded while it is asked for. Bounded."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.editions.documents import stored_documents
from app.editions.models import Edition
from app.reading.folding import folded, pattern, stems
from app.rendering import tree
from app.rendering.prose_inlines import plain_text
from app.rendering.references import figure_name, table_name

MOST_HITS = 40  # shown of one report
_AROUND = 90  # characters of context on either side
_MOST_CHARACTERS = 8_000_000  # kept of all editions together


class Heading(NamedTuple):
    """The title of a section with its number, and where it stands."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's title, or a paragraph, heading, item, caption or table in it. `anchor` is where a reader finds it."""

    section: Heading
    anchor: str
    text: str
    folded: str

    @property
    def is_title(self) -> bool:
        return (self.text, self.anchor) == self.section


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds every word, in pieces round the first of them; the odd pieces are what was found."""

    section: Heading
    anchor: str
    pieces: tuple[str, ...]
    is_title: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The hits in one report, at most MOST_HITS of `total`."""

    hits: tuple[Hit, ...]
    total: int


_kept: dict[tuple[str, str], tuple[Passage, ...]] = {}  # by hash and language of the edition: it never changes
_keeping = threading.Lock()


def search(edition: Edition, language: str, typed: str) -> Found:
    """Where the edition's text in `language`, or in its original, holds all of these words."""
    patterns = [pattern(stem) for stem in stems(typed)]
    if not patterns:
        return Found((), 0)
    found = [
        passage for passage in passages_of(edition, language) if all(each.search(passage.folded) for each in patterns)
    ]
    return Found(tuple(_hit(passage, patterns) for passage in found[:MOST_HITS]), len(found))


def passages_of(edition: Edition, language: str) -> tuple[Passage, ...]:
    """The edition's passages in reading order, worked out once while they fit in memory."""
    key = (edition.sha256 + (edition.approval_sha256 or ""), language)
    if (kept := _kept.get(key)) is not None:
        return kept
    documents = stored_documents(edition.content, edition.approval)
    document = next((found for code, found in documents.items() if code == language), None)
    passages = tuple(_passages(document or next(iter(documents.values()))))
    with _keeping:
        _make_room(passages)
        _kept[key] = passages
    return passages


def _make_room(passages: Sequence[Passage]) -> None:
    size = sum(len(passage.text) for passage in passages)
    while _kept and size + sum(len(each.text) for held in _kept.values() for each in held) > _MOST_CHARACTERS:
        _kept.pop(next(iter(_kept)), None)


def _passages(document: tree.Document) -> Iterator[Passage]:
    for section in document.sections():
        anchor = section.anchor
        title = Heading(" ".join(f"{section.number} {section.title}".split()), anchor)
        yield _passage(title, anchor, title.text)
        for block in section.blocks:
            anchor = getattr(block, "anchor", "") or anchor
            for text in _texts(block, document.language):
                yield _passage(title, anchor, text)
            anchor = anchor if isinstance(block, tree.Heading) else _back(section, block, anchor)
        for note in section.footnotes:
            yield _passage(title, f"{section.anchor}-note-{note.number}", plain_text(note.inlines))


def _back(section: tree.Section, block: tree.Block, anchor: str) -> str:
    """After a table or figure the text belongs to the heading above it again."""
    if not getattr(block, "anchor", ""):
        return anchor
    before = section.blocks[: section.blocks.index(block)]
    return next((found.anchor for found in reversed(before) if isinstance(found, tree.Heading)), section.anchor)


def _passage(section: Heading, anchor: str, text: str) -> Passage:
    text = " ".join(text.split())
    return Passage(section, anchor, text, folded(text))


def _texts(block: tree.Block, language: str) -> Iterator[str]:
    """What a reader reads of a block, in pieces that are worth showing."""
    match block:
        case tree.Paragraph() | tree.Heading():
            yield plain_text(block.inlines)
        case tree.ItemList():
            for item in block.items:
                yield from (text for inner in item.blocks for text in _texts(inner, language))
        case tree.Quotation():
            yield from (text for inner in block.blocks for text in _texts(inner, language))
        case tree.Table():
            yield _captioned(table_name(language, block.number), block)
            yield from _rows(block)
        case tree.Chart():
            yield _captioned(figure_name(language, block.number), block)
            yield block.alt
        case tree.Figure():
            yield f"{plain_text(block.caption)} {block.alt}"
        case tree.KeyFigure():
            yield f"{plain_text(block.label)} {block.value} {block.unit}"
        case tree.Notice():
            yield block.text


def _captioned(name: str, block: tree.Table | tree.Chart) -> str:
    """A caption after its number, without which it would often be the section's title once more."""
    return f"{name}. {plain_text(block.caption)}" if block.number else plain_text(block.caption)


def _rows(table: tree.Table) -> Iterator[str]:
    for row in (*table.head, *table.rows):
        yield " · ".join(" ".join(plain_text(line.inlines) for line in cell.lines) for cell in row)


def _hit(passage: Passage, patterns: Sequence[re.Pattern[str]]) -> Hit:
    places = sorted({match.span() for each in patterns for match in each.finditer(passage.folded)})
    first, last = (0, len(passage.text)) if passage.is_title else _window(passage.text, places[0])
    pieces, at = [], first
    for begin, end in places:
        if begin >= at and end <= last:
            pieces += [passage.text[at:begin], passage.text[begin:end]]
            at = end
    pieces.append(passage.text[at:last])
    pieces[0] = f"… {pieces[0]}" if first else pieces[0]
    pieces[-1] = f"{pieces[-1]} …" if last < len(passage.text) else pieces[-1]
    return Hit(passage.section, passage.anchor, tuple(pieces), passage.is_title)


def _window(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The words round a place, cut between words."""
    begin, end = max(0, place[0] - _AROUND), min(len(text), place[1] + _AROUND)
    if begin:
        begin = text.find(" ", begin, place[0]) + 1 or place[0]
    if end < len(text):
        end = max(text.rfind(" ", place[1], end), place[1])
    return begin, end
