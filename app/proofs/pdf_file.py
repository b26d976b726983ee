"""A PDF read back by its tag tree, as a screen reader meets it: roles, attributes, and the words marked on pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pikepdf

from app.proofs.expected import Expected
from app.proofs.found import Words, spoken, width
from app.proofs.items import PAGE, Item, Kind, item, normal
from app.proofs.pdf_lines import LED, Line
from app.proofs.pdf_tree import Element, PdfFile, Tags, kids, role_of

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_GROUPS = frozenset({"/Document", "/Sect", "/Part", "/Div", "/Art", "/NonStruct", "/LBody"})
_BULLETS = frozenset("•–-◦▪‣")
_AFTER_REFERENCE = re.compile(f"{LED}(\\d+){LED}[\x1f ]*(,[\x1f ]*[^\\W\\d]+\\.[\x1f ]*)(\\d+)")
_LAST_NUMBER = re.compile("[\\s\x1f]*(\\d+)\\s*$")


def read(file: PdfFile) -> "Reading":
    """The file's items, and what the rules want to know of its tags."""
    reading = Reading(file)
    root = file.pdf.Root.get("/StructTreeRoot")
    if root is not None:
        reading.top(root)
    return reading


@dataclass
class Reading(Tags):
    """Walks the tag tree once."""

    cover: list[Item] = field(default_factory=list)
    contents: list[Item] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)
    starts: dict[str, set[int]] = field(default_factory=dict)  # the pages that words begin on
    wrong_pages: list[str] = field(default_factory=list)

    @property
    def expected(self) -> Expected:
        return Expected(tuple(self.cover), tuple(self.contents), tuple(self.body))

    def top(self, root: Element) -> None:
        """Cover, contents and text, told apart by the first heading and the lists of contents."""
        for document in kids(root):
            self.tags.append((role_of(document), document))
            for child in kids(document):
                items = list(self.blocks(child, "", None))
                if not self.body and any(one.kind is Kind.HEADING and ("level", "1") in one.facts for one in items):
                    self.cover += [one if one.kind is Kind.HEADING else item(Kind.COVER, one.text) for one in items]
                else:
                    self.body += items
        listed = {normal(one.text) for one in self.body if one.kind is Kind.CONTENTS}
        self.contents = [one for one in self.body if one.kind is Kind.CONTENTS]
        first = next((at for at in range(len(self.body) - 1, -1, -1) if self.body[at].kind is Kind.CONTENTS), -1)
        self.body = self.body[first + 1 :] if listed else self.body

    def blocks(self, element: Element, within: str, page: int | None) -> Iterator[Item]:
        """The items of one element."""
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            yield from self._bare(element, page)
            return
        role = role_of(element)
        own = self.page(element, page)
        self.tags.append((role, element))
        reads: dict[str, Callable[[Element, str, int | None], Iterator[Item]]] = {
            "/P": self._paragraph,
            "/L": self._list,
            "/Table": self._table,
            "/Figure": self._figure,
            "/Caption": self._caption,
            "/TOC": self._toc,
        }
        if role in _HEADINGS:
            yield from self._spoken(Kind.HEADING, element, own, level=_HEADINGS[role])
        elif role in reads:
            yield from reads[role](element, within, own)
        else:
            inside = f"{within}/quotation" if role == "/BlockQuote" else within
            for child in kids(element):
                yield from self.blocks(child, inside, own)

    def _bare(self, element: Element, page: int | None) -> Iterator[Item]:
        """Words that stand in a group without a paragraph of their own."""
        words = Words()
        Line(self, words).content(element, page)
        yield from spoken(Kind.PARAGRAPH, words)

    def words(self, element: Element, page: int | None) -> Words:
        """What an element says, with the links and notes in it."""
        words = Words()
        line = Line(self, words)
        line.inside(element, page)
        text = _AFTER_REFERENCE.sub(self._checked_page, words.text)
        words.parts = [re.sub(f"{LED}\\d+{LED}", "", text)]
        if line.first is not None:
            self.starts.setdefault(normal(words.text), set()).add(line.first)
        return words

    def _checked_page(self, found: "re.Match[str]") -> str:
        """The words after a reference; a number that is not that of the page it leads to stays and is a fault."""
        return found[2] + (PAGE if found[1] == found[3] else found[3])

    def _spoken(self, kind: Kind, element: Element, page: int | None, **facts: object) -> list[Item]:
        return spoken(kind, self.words(element, page), **facts)

    def _paragraph(self, element: Element, within: str, page: int | None) -> Iterator[Item]:
        language = str(element.get("/Lang", ""))
        yield from self._spoken(Kind.PARAGRAPH, element, page, language=language, within=within)

    def _caption(self, element: Element, _within: str, page: int | None) -> Iterator[Item]:
        yield from self._spoken(Kind.CAPTION, element, page)

    def _figure(self, element: Element, _within: str, page: int | None) -> Iterator[Item]:
        Line(self, Words()).inside(element, page)  # its content is counted, not read
        yield item(Kind.PICTURE, str(element.get("/Alt", "")))

    def _toc(self, element: Element, _within: str, page: int | None) -> Iterator[Item]:
        for entry in kids(element):
            self.tags.append((role_of(entry), entry))
            words = self.words(entry, self.page(entry, page))
            for one in words.inner:
                if one.kind is Kind.REFERENCE:
                    yield self._line_of_contents(one)

    def _line_of_contents(self, one: Item) -> Item:
        target = dict(one.facts).get("target", "")
        number = _LAST_NUMBER.search(one.text)
        told = number[1] if number else ""
        if told != str(self.file.destinations.get(target, -2) + 1):
            self.wrong_pages.append(one.text)
        return item(Kind.CONTENTS, one.text[: number.start()] if number else one.text, target=target)

    def _list(self, element: Element, within: str, page: int | None) -> Iterator[Item]:
        inside = f"{within}/item"
        for entry in kids(element):
            self.tags.append((role_of(entry), entry))
            parts = list(kids(entry))
            own = self.page(entry, page)
            sign = "".join(self._label(part, own) for part in parts if role_of(part) == "/Lbl")
            label = "" if sign in _BULLETS else sign.rstrip(".")
            yield item(Kind.ITEM, "", ordered=bool(label), label=label, within=inside)
            for part in parts:
                if role_of(part) != "/Lbl":
                    yield from self.blocks(part, inside, own)

    def _label(self, element: Element, page: int | None) -> str:
        self.tags.append(("/Lbl", element))
        return normal(self.words(element, self.page(element, page)).text)

    def _table(self, element: Element, _within: str, page: int | None) -> Iterator[Item]:
        rows: list[tuple[bool, Element]] = []
        for part in kids(element):
            role = role_of(part)
            if role == "/TR":
                rows.append((False, part))
            elif role in ("/THead", "/TBody", "/TFoot"):
                self.tags.append((role, part))
                rows += [(role == "/THead", row) for row in kids(part)]
            else:
                yield from self.blocks(part, "", page)
        cells = [[_Cell(cell) for cell in kids(row)] for _, row in rows]
        spans = [[(cell.across, cell.down) for cell in row] for row in cells]
        yield item(Kind.TABLE, "", rows=len(rows), columns=width(spans))
        for (is_head, row), entries in zip(rows, cells, strict=True):
            self.tags.append((role_of(row), row))
            for cell in entries:
                self.tags.append((role_of(cell.element), cell.element))
                words = self.words(cell.element, self.page(cell.element, page))
                yield item(Kind.CELL, words.text, head=is_head, **cell.facts)
                yield from words.inner


class _Cell:
    """A cell with its attributes."""

    def __init__(self, element: Element) -> None:
        given = element.get("/A")
        tables = [one for one in (given if isinstance(given, pikepdf.Array) else [given]) if one is not None]
        shape = {str(key): value for one in tables for key, value in one.items()}
        self.element = element
        self.across = int(shape.get("/ColSpan", 1))
        self.down = int(shape.get("/RowSpan", 1))
        self.scope = str(shape.get("/Scope", ""))[1:] if element.S == "/TH" else ""

    @property
    def facts(self) -> dict[str, object]:
        across, down = (span if span > 1 else None for span in (self.across, self.down))
        return {"scope": self.scope, "across": across, "down": down}
