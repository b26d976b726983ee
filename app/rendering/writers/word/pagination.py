"""On which page each bookmark of a Word text will stand, so that contents lists name pages before Word has counted.

Word counts them itself only when it is asked to: a field marked as out of date, and the setting that updates all
fields, both make it ask every reader whether "fields that may refer to other files" are to be updated. So the text is
set here, by the widths of the letters and the rules that Word follows: lines, spaces, rows that stay whole, heads that
are repeated, notes at the foot, what keeps with the next. Printing, or F9 in the lists, lets Word count anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from app.rendering.writers.word.boxes import Box, Setter, note_heights
from app.rendering.writers.word.shapes import Shapes

_CODE, _TEXT, _SECTION = qn("w:instrText"), qn("w:t"), qn("w:sectPr")
NOTE_RULE = 200  # above the first footnote of a page
FEWEST_LINES = 2  # of a paragraph, on either side of a page's end


@dataclass
class Flow:
    """Boxes as they fill page after page."""

    note_heights: Mapping[str, float]
    depth: float = 0
    page: int = 1
    used: float = 0
    noted: float = 0
    below: float = 0  # space that the last box asks for under itself
    in_flow: bool = False  # nothing stands yet on a page that was reached so
    pages: dict[str, int] = field(default_factory=dict)

    def new_page(self, *, in_flow: bool = False) -> None:
        """A page that is reached because the one before is full keeps no space above its first paragraph."""
        self.page += 1
        self.used = self.noted = self.below = 0
        self.in_flow = in_flow

    def place(self, boxes: Sequence[Box]) -> None:
        """Boxes of one section of the file, in order."""
        for index, box in enumerate(boxes):
            if self.used and not self._fits(_together(boxes, index)):
                self.new_page(in_flow=True)
                self.used += box.head if box.keeps_lines else 0
            self._place(box)
            if box.breaks_page:
                self.new_page()

    def _fits(self, chain: Sequence[Box]) -> bool:
        """Can what keeps together begin here, with as much of the last box as may stand alone?"""
        *kept, last = chain
        needed = sum(
            max(one.before, below) + sum(one.lines) for one, below in zip(kept, self._spaces(kept), strict=True)
        )
        notes = [name for one in kept for _, name in one.notes]
        lines = last.lines if last.keeps_lines or len(last.lines) <= FEWEST_LINES + 1 else last.lines[:FEWEST_LINES]
        notes += [name for line, name in last.notes if line < len(lines)]
        needed += max(last.before, kept[-1].after if kept else self.below) + sum(lines) + self._noted(notes)
        if needed > self.depth and len(chain) > 1:  # no page could hold it all
            return self._fits(chain[:1])
        return self.used + needed <= self.depth - self.noted

    def _noted(self, names: Sequence[str]) -> float:
        if not names:
            return 0
        return sum(self.note_heights.get(name, 0) for name in names) + (0 if self.noted else NOTE_RULE)

    def _place(self, box: Box) -> None:
        self.used += 0 if self.in_flow else max(box.before, self.below)
        self.in_flow = False
        total = len(box.lines)
        for line, height in enumerate(box.lines):
            names = [name for at, name in box.notes if at == line]
            may_break = not box.keeps_lines and FEWEST_LINES <= line <= total - FEWEST_LINES
            needed = sum(box.lines[line:]) if line == total - FEWEST_LINES else height
            if may_break and self.used + needed + self._noted(names) > self.depth - self.noted:
                self.new_page()
            self.used += height
            self.noted += self._noted(names)
            self.pages |= {name: self.page for at, name in box.marks if at == line}
        self.pages |= {name: self.page for at, name in box.marks if at >= total}
        self.below = box.after

    def _spaces(self, boxes: Sequence[Box]) -> list[float]:
        """What is asked for under the box above each of these; of two spaces that meet, Word takes the larger."""
        return [self.below, *(box.after for box in boxes)][: len(boxes)]


def _together(boxes: Sequence[Box], index: int) -> Sequence[Box]:
    """The box with those that must begin on the same page."""
    end = index
    while boxes[end].keeps_next and end + 1 < len(boxes):
        end += 1
    return boxes[index : end + 1]


def fill_pages(body: Any, notes: Any, shapes: Shapes) -> None:
    """Put the pages' numbers into the fields that name them, in the text and in the notes."""
    pages = pages_of(body, notes, shapes)
    for root in (body, notes):
        waiting = ""
        for node in root.iter(_CODE, _TEXT):
            if node.tag == _CODE:
                words = (node.text or "").split()
                waiting = words[1] if words[:1] == ["PAGEREF"] else ""
            elif waiting:
                node.text, waiting = str(pages.get(waiting, "")), ""


def pages_of(body: Any, notes: Any, shapes: Shapes) -> dict[str, int]:
    """The page of each bookmark, by its name."""
    setter = Setter(shapes)
    flow: Flow | None = None
    for elements, section in _sections(body):
        width, depth = _room(section)
        flow = flow or Flow(note_heights(notes, setter, width))
        kind = section.find(qn("w:type"))
        if flow.depth and (depth != flow.depth or kind is None or kind.get(qn("w:val")) != "continuous"):
            flow.new_page()
        flow.depth = depth
        flow.place(list(setter.boxes(elements, width)))
    return flow.pages if flow else {}


def _sections(body: Any) -> Iterator[tuple[list[Any], Any]]:
    """The elements of each section of the file, and its properties, which stand at its end."""
    elements: list[Any] = []
    for element in body:
        if element.tag == _SECTION:
            yield elements, element
            return
        elements.append(element)
        own = element.find(f"{qn('w:pPr')}/{_SECTION}")
        if own is not None:
            yield elements, own
            elements = []


def _room(section: Any) -> tuple[float, float]:
    """How long lines are, and how much stands on a page."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    across = sum(abs(int(margins.get(qn(f"w:{side}"), 0))) for side in ("left", "right", "gutter"))
    down = sum(abs(int(margins.get(qn(f"w:{side}"), 0))) for side in ("top", "bottom"))
    return int(size.get(qn("w:w"))) - across, int(size.get(qn("w:h"))) - down
