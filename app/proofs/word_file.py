"""A Word file read back from its own markup: styles by their names, lists as Word counts them, cells with spans."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.proofs.expected import Expected
from app.proofs.found import Words, spoken, width
from app.proofs.items import PAGE, TAB, Item, Kind, item, normal
from app.proofs.word_lists import WordLists
from app.proofs.word_parts import TEXT, WordParts
from app.proofs.word_roles import heading_depth, list_depth
from app.proofs.word_text import WordText, note_numbers
from app.proofs.word_xml import Element, r, value, w

_KINDS = {
    "caption": Kind.CAPTION,
    "source": Kind.SOURCE,
    "report notice": Kind.NOTICE,
    "key figure label": Kind.KEY_FIGURE,
    "key figure value": Kind.KEY_FIGURE,
    "key figure line": Kind.KEY_FIGURE,
    "minor heading": Kind.SEAL,
    "cover heading": Kind.SEAL,
    "cover fact": Kind.SEAL,
}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def read(parts: WordParts, assets: frozenset[str]) -> Expected:
    """The file's items. Pictures are known by their hashes if these are among `assets`."""
    root = parts.root(TEXT)
    return _Reader(parts, root.find(w("body")), assets).read()


@dataclass
class _Reader:
    parts: WordParts
    body: Element
    assets: frozenset[str]
    cover: list[Item] = field(default_factory=list)
    contents: list[Item] = field(default_factory=list)
    text: list[Item] = field(default_factory=list)
    has_begun: bool = False  # the text, after cover and contents

    def __post_init__(self) -> None:
        bookmarks = {start.get(w("name")): start for start in self.body.iter(w("bookmarkStart"))}
        self.words = WordText(self.parts, note_numbers(self.body), bookmarks)
        self.lists = WordLists(self.parts)

    def read(self) -> Expected:
        for child in self._blocks(self.body):
            if child.tag == w("tbl"):
                self.text.extend(self.table(child))
            else:
                self._paragraph(child)
        return Expected(tuple(self.cover), tuple(self.contents), tuple(self.text))

    def _blocks(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag in (w("p"), w("tbl")):
                yield child
            elif child.tag == w("sdt"):
                yield from self._blocks(child.find(w("sdtContent")))

    def _paragraph(self, paragraph: Element) -> None:
        shape = paragraph.find(w("pPr"))
        style = value(shape.find(w("pStyle"))) if shape is not None else ""
        name = self.parts.roles.get(style, "")
        words = self.words.words(paragraph)
        drawings, self.words.drawings = self.words.drawings, []
        level = heading_depth(name) + 1 if heading_depth(name) else self._level(style, shape)
        if name == "toc heading":
            self.has_begun = False
        elif name.startswith(("toc ", "table of figures")):
            self._line_of_contents(words)
        elif name == "title":
            self.cover.extend(spoken(Kind.HEADING, words, level=1))
        elif level:
            self.has_begun = True
            self.text.extend(spoken(Kind.HEADING, words, level=level))
        elif not self.has_begun:
            self.cover.extend(item(Kind.COVER, piece) for piece in words.text.split(TAB) if normal(piece))
        else:
            self.text.extend(self._of_text(paragraph, name, self.lists.place(shape, style), words))
            self.text.extend(one for drawing in drawings for one in self._drawing(drawing))

    def _level(self, style: str, shape: Element | None) -> int:
        """The level of what is a heading by its place in the outline, the report's title being the first; else 0."""
        own = shape.find(w("outlineLvl")) if shape is not None else None
        found = own if own is not None else self.parts.inherited(style, f"{w('pPr')}/{w('outlineLvl')}")
        depth = int(value(found) or 9)
        return depth + 2 if depth < 9 else 0

    def _line_of_contents(self, words: Words) -> None:
        """A line that leads to what it names; the number of the page is not looked at."""
        for one in words.inner:
            if one.kind is Kind.REFERENCE:
                self.contents.append(
                    item(Kind.CONTENTS, words.text.replace(PAGE, ""), target=dict(one.facts).get("target"))
                )

    def _of_text(self, paragraph: Element, name: str, place: tuple[str, int] | None, words: Words) -> Iterator[Item]:
        kind = _KINDS.get(name, Kind.PARAGRAPH)
        if place is not None:
            yield item(Kind.ITEM, "", label=self.lists.label(place), depth=list_depth(name) or place[1] + 1)
        if kind is Kind.SEAL:
            yield from (item(kind, piece) for piece in words.text.split(TAB))
        elif kind is Kind.PARAGRAPH:
            yield from spoken(kind, words, language=self._language(paragraph), quoted=name == "quote")
        else:
            yield from spoken(kind, words)

    def _language(self, paragraph: Element) -> str:
        """The language that all words of a paragraph are marked as, if they are."""
        runs = [run for run in paragraph.iter(w("r")) if run.find(w("t")) is not None]
        marked = {value(run.find(f"{w('rPr')}/{w('lang')}")) for run in runs}
        return marked.pop().partition("-")[0] if len(marked) == 1 else ""

    def _drawing(self, drawing: Element) -> Iterator[Item]:
        named = next(drawing.iter(_NAME), None)
        alt = named.get("descr") or "" if named is not None else ""
        chart = next(drawing.iter(_CHART), None)
        if chart is not None:
            yield item(Kind.PICTURE, alt)
            part = self.words.links.get(chart.get(r("id")), "")
            for name, figures in self.parts.series(part):
                yield item(Kind.SERIES, f"{name}: " + " ".join(f"{label} {figure!r}" for label, figure in figures))
            return
        picture = next(drawing.iter(_PICTURE), None)
        seal = self.parts.sha256(self.words.links.get(picture.get(r("embed")), "")) if picture is not None else ""
        yield item(Kind.PICTURE, alt, sha256=seal if seal in self.assets else "")

    def table(self, table: Element) -> Iterator[Item]:
        rows = table.findall(w("tr"))
        grid = [[_Cell(cell) for cell in row.findall(w("tc"))] for row in rows]
        downs = _downs(grid)
        spans = [[(cell.across, downs[id(cell)]) for cell in row if not cell.is_covered] for row in grid]
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        row_heads = value(look, "firstColumn") == "1"
        yield item(Kind.TABLE, "", rows=len(rows), columns=width(spans), **{"row-heads": row_heads})
        for row, cells in zip(rows, grid, strict=True):
            is_head = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
            for cell in cells:
                if not cell.is_covered:
                    yield from self._cell(cell, downs[id(cell)], is_head=is_head)

    def _cell(self, cell: "_Cell", down: int, *, is_head: bool) -> Iterator[Item]:
        said = Words()
        for index, paragraph in enumerate(cell.element.findall(w("p"))):
            words = self.words.words(paragraph)
            said.say((" " if index else "") + words.text)
            said.inner.extend(words.inner)
        across = cell.across if cell.across > 1 else None
        yield item(Kind.CELL, said.text, head=is_head, across=across, down=down if down > 1 else None)
        yield from said.inner


class _Cell:
    """A cell as Word has it: those that are covered from above are cells of their own."""

    def __init__(self, element: Element) -> None:
        shape = element.find(w("tcPr"))
        merged = shape.find(w("vMerge")) if shape is not None else None
        self.element = element
        self.across = int(value(shape.find(w("gridSpan")) if shape is not None else None) or 1)
        self.is_covered = merged is not None and value(merged) != "restart"


def _downs(grid: list[list[_Cell]]) -> dict[int, int]:
    """How many rows each cell reaches over, by its identity."""
    downs: dict[int, int] = {}
    above: dict[int, _Cell] = {}  # by column
    for row in grid:
        column, now = 0, {}
        for cell in row:
            owner = above.get(column, cell) if cell.is_covered else cell
            downs[id(owner)] = downs.get(id(owner), 0) + 1
            now[column] = owner
            column += cell.across
        above = now
    return downs
