"""The parts of a Word file as they lie in its archive: text, styles, numbering, relations, notes, remarks, charts."""

import hashlib
import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO

from lxml import etree

from app.proofs.word_roles import lineage, role
from app.proofs.word_xml import Element, w

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
TEXT = "word/document.xml"
NOTES = "word/footnotes.xml"


class WordParts:
    """Everything that the archive holds, each part parsed when it is first asked for."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(BytesIO(content))
        self.names = frozenset(self.archive.namelist())

    def root(self, name: str) -> Element:
        """A part that there must be; KeyError without it."""
        return etree.fromstring(self.archive.read(name), _PARSER)

    def xml(self, name: str) -> Element | None:
        """A part's root, or None where there is no such part."""
        return self.root(name) if name in self.names else None

    def relations(self, name: str) -> dict[str, str]:
        """Of a part: relation → address, or the name of another part."""
        folder, file = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{file}.rels")
        found = {}
        for relation in root if root is not None else ():
            target = relation.get("Target")
            is_outside = relation.get("TargetMode") == "External"
            found[relation.get("Id")] = target if is_outside else posixpath.normpath(posixpath.join(folder, target))
        return found

    def sha256(self, name: str) -> str:
        """The hash of a part's bytes, empty where there is no such part."""
        return hashlib.sha256(self.archive.read(name)).hexdigest() if name in self.names else ""

    @cached_property
    def styles(self) -> dict[str, Element]:
        root = self.xml("word/styles.xml")
        return {style.get(w("styleId")): style for style in root.iter(w("style"))} if root is not None else {}

    @cached_property
    def roles(self) -> dict[str, str]:
        """What each style stands for, by its identity."""
        return {identity: role(self.styles, identity) for identity in self.styles}

    def inherited(self, style: str, path: str) -> Element | None:
        """An element of a style or of those that it is based on."""
        found = (one.find(path) for one in lineage(self.styles, style))
        return next((one for one in found if one is not None), None)

    @cached_property
    def notes(self) -> dict[str, Element]:
        root = self.xml(NOTES)
        return {note.get(w("id")): note for note in root} if root is not None else {}

    @cached_property
    def comments(self) -> dict[str, Element]:
        root = self.xml("word/comments.xml")
        return {comment.get(w("id")): comment for comment in root} if root is not None else {}

    def series(self, part: str) -> Iterator[tuple[str, list[tuple[str, float]]]]:
        """Of a chart: each series' name with its categories and figures, as the chart has them kept."""
        root = self.xml(part)
        for one in root.iter(f"{_C}ser") if root is not None else ():
            names = _points(one.find(f"{_C}cat"))
            figures = _points(one.find(f"{_C}val"))
            yield (
                "".join(_points(one.find(f"{_C}tx")).values()),
                [(names.get(place, ""), float(figure)) for place, figure in figures.items()],
            )


def _points(element: Element | None) -> dict[str, str]:
    if element is None:
        return {}
    return {point.get("idx"): point.findtext(f"{_C}v") or "" for point in element.iter(f"{_C}pt")}
