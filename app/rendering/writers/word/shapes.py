"""How large the text of each style is set, read off the file's own styles; lengths are twips, as everywhere here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

TWIPS_PER_HALF_POINT = 10
FAMILIES = {  # how wide letters run beside those of Source Sans 3, and how far lines stand apart, in type sizes
    "Source Sans 3": (1.0, 1.424),
    "Fira Sans": (1.07, 1.2),
    "Noto Sans": (1.13, 1.362),
    "Literata": (1.09, 1.485),
    "Noto Serif": (1.13, 1.362),
    "Calibri": (1.0, 1.221),
    "Arial": (1.1, 1.15),
    "Verdana": (1.27, 1.215),
    "Times New Roman": (0.97, 1.15),
}
OTHER_FAMILY = (1.08, 1.2)


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides how much room a paragraph takes. `line` is in 240ths of a line, or twips when it is exact."""

    size: float = 20.0  # half points
    bold: bool = False
    family: str = ""
    before: int = 0
    after: int = 0
    line: int = 240
    is_exact: bool = False
    left: int = 0
    right: int = 0
    first: int = 0
    keeps_next: bool = False
    keeps_lines: bool = False
    stops: tuple[tuple[str, int], ...] = ()
    list_step: int = 0

    @property
    def width(self) -> float:
        """How wide letters run beside those of Source Sans 3."""
        return FAMILIES.get(self.family, OTHER_FAMILY)[0]

    def height_of(self, size: float) -> float:
        """A line's, whose largest letters are so many half points."""
        if self.is_exact:
            return float(self.line)
        return float(
            int(int(size * TWIPS_PER_HALF_POINT * FAMILIES.get(self.family, OTHER_FAMILY)[1]) * self.line / 240)
        )


class Shapes:
    """The shapes of a file's styles, each with what it takes over from the one it is based on."""

    def __init__(self, styles: Any, family: str) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        defaults = Shape(family=family)
        for holder in ("w:docDefaults/w:pPrDefault/w:pPr", "w:docDefaults/w:rPrDefault/w:rPr"):
            found = styles.find("/".join(qn(step) for step in holder.split("/")))
            defaults = _with(defaults, found) if found is not None else defaults
        self._defaults = defaults
        self._known: dict[str, Shape] = {}
        self._letters: dict[tuple[str, str], tuple[float, bool]] = {}

    def paragraph(self, identity: str) -> Shape:
        if identity not in self._known:
            style = self._styles.get(identity)
            self._known[identity] = self._defaults if style is None else self._read(style)
        return self._known[identity]

    def letters(self, style: str, shape: Shape) -> tuple[float, bool]:
        """Size and weight of a run in this character style within a paragraph of this shape."""
        if not style:
            return shape.size, shape.bold
        found = self._styles.get(style)
        changed = _with(shape, found.find(qn("w:rPr"))) if found is not None else shape
        return changed.size, changed.bold

    def _read(self, style: Any) -> Shape:
        base = style.find(qn("w:basedOn"))
        shape = self._defaults if base is None else self.paragraph(base.get(qn("w:val")))
        return _with(_with(shape, style.find(qn("w:pPr"))), style.find(qn("w:rPr")))


def _with(shape: Shape, properties: Any) -> Shape:
    """The shape, with what these properties of a paragraph or of runs say."""
    if properties is None:
        return shape
    for element in properties:
        reader = _READERS.get(element.tag)
        shape = reader(shape, element) if reader else shape
    return shape


def _number(element: Any, name: str, otherwise: int) -> int:
    value = element.get(qn(f"w:{name}"), "")
    return int(value) if value.lstrip("-").isdecimal() else otherwise


def _is_on(element: Any) -> bool:
    return element.get(qn("w:val")) not in ("0", "false", "off")


def _spaced(shape: Shape, element: Any) -> Shape:
    line = _number(element, "line", shape.line)
    rule = element.get(qn("w:lineRule"))
    is_exact = rule == "exact" if rule else shape.is_exact
    before, after = _number(element, "before", shape.before), _number(element, "after", shape.after)
    return replace(shape, before=before, after=after, line=line, is_exact=is_exact)


def _indented(shape: Shape, element: Any) -> Shape:
    left = _number(element, "left", _number(element, "start", shape.left))
    first = _number(element, "firstLine", -_number(element, "hanging", -shape.first))
    return replace(shape, left=left, right=_number(element, "right", shape.right), first=first)


def _counted(shape: Shape, element: Any) -> Shape:
    level = element.find(qn("w:ilvl"))
    return replace(shape, list_step=1 + (_number(level, "val", 0) if level is not None else 0))


def _stopped(shape: Shape, element: Any) -> Shape:
    stops = (*shape.stops, *((one.get(qn("w:val")), _number(one, "pos", 0)) for one in element))
    return replace(shape, stops=tuple(sorted(stops, key=lambda stop: stop[1])))


def _in_family(shape: Shape, element: Any) -> Shape:
    return replace(shape, family=element.get(qn("w:ascii"), shape.family))


_READERS: dict[str, Callable[[Shape, Any], Shape]] = {
    qn("w:spacing"): _spaced,
    qn("w:ind"): _indented,
    qn("w:numPr"): _counted,
    qn("w:tabs"): _stopped,
    qn("w:rFonts"): _in_family,
    qn("w:keepNext"): lambda shape, element: replace(shape, keeps_next=_is_on(element)),
    qn("w:keepLines"): lambda shape, element: replace(shape, keeps_lines=_is_on(element)),
    qn("w:sz"): lambda shape, element: replace(shape, size=float(_number(element, "val", 20))),
    qn("w:b"): lambda shape, element: replace(shape, bold=_is_on(element)),
}
