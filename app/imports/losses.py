"""What a Word file holds that a text of ours cannot, and under which heading it stands. Pure."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading [1-6]$", re.IGNORECASE)
_GRAPHICS = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "diagram",
}


class Loss(StrEnum):
    """Kinds of what is not kept, or not kept as it was; app.imports.pages has their words."""

    TEXT_BOX = "text-box"
    CHART = "chart"
    DIAGRAM = "diagram"
    COMMENT = "comment"
    INSERTED = "inserted"  # under change tracking: kept
    DELETED = "deleted"  # under change tracking: left out
    FORMULA = "formula"
    OBJECT = "object"
    IMAGE = "image"  # of a kind that cannot be shown
    NESTED_TABLE = "nested-table"
    TABLE = "table"  # whose shape could not be kept
    ENDNOTE = "endnote"  # became a footnote


@dataclass(frozen=True, slots=True)
class Found:
    """So many of one kind under one heading; the empty heading is the beginning."""

    kind: Loss
    place: str
    count: int


_ELEMENTS = {
    f"{_W}txbxContent": Loss.TEXT_BOX,
    f"{_W}commentReference": Loss.COMMENT,
    f"{_W}object": Loss.OBJECT,
    f"{_W}endnoteReference": Loss.ENDNOTE,
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": Loss.FORMULA,
}
_TRACKED = {f"{_W}ins": Loss.INSERTED, f"{_W}del": Loss.DELETED}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"


def losses_of(package: zipfile.ZipFile) -> list[Found]:
    """Everything that is lost, in the order in which its kind first appears under each heading."""
    document = _parsed(package, "word/document.xml")
    headings = _heading_styles(package)
    counted: Counter[tuple[Loss, str]] = Counter()
    place = ""
    for element in _walk(document):
        if element.tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and style.get(f"{_W}val") in headings:
                place = "".join(element.itertext(f"{_W}t")).strip()[:200] or place
        kind = _kind(element)
        if kind:
            counted[kind, place] += 1
    return [Found(kind, where, count) for (kind, where), count in counted.items()]


def _kind(element: Any) -> Loss | None:
    if element.tag == _GRAPHIC:
        name = _GRAPHICS.get(element.get("uri", ""))
        return Loss(name) if name else None
    if element.tag in _TRACKED:
        has_words = next(element.iter(f"{_W}t", f"{_W}delText"), None) is not None
        return _TRACKED[element.tag] if has_words else None
    return _ELEMENTS.get(element.tag)


def _walk(element: Any) -> Iterator[Any]:
    """In reading order, without the copies that Word keeps for its older versions."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if current.tag == _FALLBACK:
            continue
        yield current
        waiting += reversed(list(current.iterchildren("*")))


def _heading_styles(package: zipfile.ZipFile) -> set[str]:
    if "word/styles.xml" not in package.namelist():
        return set()
    names = {
        style.get(f"{_W}styleId"): name.get(f"{_W}val", "")
        for style in _parsed(package, "word/styles.xml").iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }
    return {identity for identity, name in names.items() if identity and _HEADING.match(name)}


def _parsed(package: zipfile.ZipFile, part: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(part), parser)
