"""Paragraphs and tables of a Word text as boxes: how high their lines are, set as Word would set them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from docx.oxml.ns import qn

from app.rendering.charts.advances import BOLD, REGULAR
from app.rendering.writers.word.looks import LIST_STEP
from app.rendering.writers.word.shapes import TWIPS_PER_HALF_POINT, Shape, Shapes

UNKNOWN = 560  # of a character that the table lacks, in thousandths of the type's size
CELL_EDGES = 90  # twips beside the text of a cell
ROW_EDGE = 10
BELOW_TYPE = 0.4  # how far type, and so a drawing's line, reaches below its foot, in type sizes
EMU_PER_TWIP = 635

_REGULAR = {character: width for width, characters in REGULAR.items() for character in characters}
_BOLD = {character: width for width, characters in BOLD.items() for character in characters}
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_T, _TAB, _BR, _R, _EXTENT = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:r"), qn("wp:extent")
_NOTE, _MARK, _DELETED = qn("w:footnoteReference"), qn("w:bookmarkStart"), qn("w:del")
_VAL = qn("w:val")


@dataclass(slots=True)
class Box:
    """A paragraph or a table's row. `marks` and `notes` are by the number of the line they stand in."""

    lines: list[float]
    before: float = 0
    after: float = 0
    keeps_next: bool = False
    keeps_lines: bool = False
    breaks_page: bool = False
    marks: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    head: float = 0  # of the table that a row belongs to: it is repeated on a new page


class Setter:
    """Sets paragraphs and tables on lines of a given width."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes

    def boxes(self, elements: Iterable[Any], width: float) -> Iterator[Box]:
        for element in elements:
            if element.tag == _P:
                yield self.paragraph(element, width)
            elif element.tag == _TBL:
                yield from self.table(element)
            else:  # what frames others: a content control
                yield from self.boxes(element, width)

    def paragraph(self, element: Any, width: float) -> Box:
        properties = element.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        shape = self.shapes.paragraph(style.get(_VAL) if style is not None else "")
        if properties is not None and properties.find(qn("w:keepNext")) is not None:
            shape = replace(shape, keeps_next=True)
        if shape.list_step:
            shape = replace(shape, left=shape.list_step * LIST_STEP, first=-LIST_STEP)
        setting = _Setting(shape, width)
        for node in element.iter(_T, _TAB, _BR, _NOTE, _MARK, _EXTENT):
            self._node(node, shape, setting)
        return setting.box()

    def _node(self, node: Any, shape: Shape, setting: "_Setting") -> None:
        if node.tag == _T:
            style = next((one.get(_VAL) for one in node.getparent().iterchildren(qn("w:rPr")) for one in one[:1]), "")
            size, is_bold = self.shapes.letters(style or "", shape)
            setting.text(node.text or "", size, is_bold=is_bold)
        elif node.tag == _TAB and node.getparent().tag == _R:
            setting.tab()
        elif node.tag == _BR:
            setting.breaks_page = setting.breaks_page or node.get(qn("w:type")) == "page"
            setting.end_line()
        elif node.tag == _NOTE:
            setting.notes.append((len(setting.lines), node.get(qn("w:id"))))
        elif node.tag == _MARK:
            setting.marks.append((len(setting.lines), node.get(qn("w:name"))))
        elif node.tag == _EXTENT:
            setting.drawing(int(node.get("cy")) / EMU_PER_TWIP)

    def table(self, element: Any) -> Iterator[Box]:
        widths = [int(column.get(qn("w:w"))) for column in element.find(qn("w:tblGrid"))]
        head = 0.0
        for row in element.iterchildren(_TR):
            box = self._row(row, widths)
            is_head = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            if is_head:
                head += box.lines[0]
            box.head = head
            yield box

    def _row(self, row: Any, widths: list[int]) -> Box:
        row_box = Box([0.0], keeps_lines=True)
        place = 0
        for cell in row.iterchildren(_TC):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            columns = int(span.get(_VAL)) if span is not None else 1
            boxes = list(self.boxes(cell.iterchildren(_P), sum(widths[place : place + columns]) - CELL_EDGES))
            place += columns
            height = sum(box.before + sum(box.lines) + box.after for box in boxes)
            row_box.lines[0] = max(row_box.lines[0], height + ROW_EDGE)
            row_box.keeps_next = row_box.keeps_next or any(box.keeps_next for box in boxes)
            row_box.marks += [(0, name) for box in boxes for _, name in box.marks]
            row_box.notes += [(0, name) for box in boxes for _, name in box.notes]
        return row_box


class _Setting:
    """The lines of one paragraph, as its text comes."""

    def __init__(self, shape: Shape, width: float) -> None:
        self.shape = shape
        self.width = width - shape.right
        self.lines: list[float] = []
        self.marks: list[tuple[int, str]] = []
        self.notes: list[tuple[int, str]] = []
        self.breaks_page = False
        self._x = float(shape.left + shape.first)
        self._height = 0.0
        self._at_end = False

    def text(self, words: str, size: float, *, is_bold: bool) -> None:
        if self._at_end:  # what stands at the right edge, always fits
            return
        scale = size * 10 / 1000 * self.shape.width
        height = self.shape.height_of(size)
        for word in _words(words):
            length, seen = _lengths(word, is_bold=is_bold)
            if self._x + seen * scale > self.width and self._x > self.shape.left:
                self.end_line()
            self._x += length * scale
            self._height = max(self._height, height)

    def tab(self) -> None:
        """On to the next stop; a hanging indent is one too."""
        stops = [*self.shape.stops, *([("left", self.shape.left)] if self.shape.first < 0 else [])]
        side, place = next((stop for stop in sorted(stops, key=lambda one: one[1]) if stop[1] > self._x), ("left", 0))
        if side == "left":
            self._x = max(self._x, place)
        else:
            self._at_end = True

    def drawing(self, height: float) -> None:
        self._height = max(self._height, height + self.shape.size * TWIPS_PER_HALF_POINT * BELOW_TYPE)

    def end_line(self) -> None:
        self.lines.append(self._height or self.shape.height_of(self.shape.size))
        self._x, self._height = float(self.shape.left), 0.0

    def box(self) -> Box:
        self.end_line()
        return Box(
            self.lines,
            self.shape.before,
            self.shape.after,
            self.shape.keeps_next,
            self.shape.keeps_lines,
            self.breaks_page,
            self.marks,
            self.notes,
        )


@lru_cache(maxsize=8192)
def _lengths(word: str, *, is_bold: bool) -> tuple[int, int]:
    """A word's length with the space after it, and without; in thousandths of the type's size."""
    advances = _BOLD if is_bold else _REGULAR
    length = sum(advances.get(letter, UNKNOWN) for letter in word)
    return length, length - (advances[" "] if word.endswith(" ") else 0)


def _words(text: str) -> list[str]:
    """Where lines may break: after spaces and hyphens."""
    return text.replace(" ", " \n").replace("-", "-\n").replace("–", "–\n").rstrip("\n").split("\n")


def note_heights(notes: Any, setter: Setter, width: float) -> Mapping[str, float]:
    """How high each footnote is, by its identity."""
    heights = {}
    for note in notes:
        boxes = setter.boxes(note, width)
        heights[note.get(qn("w:id"))] = sum(box.before + sum(box.lines) + box.after for box in boxes)
    return heights
