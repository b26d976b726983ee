"""A PDF read back by its tag tree, as a screen reader meets it: roles, attributes, and the words marked on pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

from app.proofs.expected import Expected
from app.proofs.found import Words, spoken, width
from app.proofs.items import JOIN, PAGE, Item, Kind, item, normal
from app.proofs.pdf_words import PageWords, PdfWords, Piece

Element = Any  # pikepdf's objects are of any kind
Spot = tuple[int, int]
"""A page, counted from 0, and the number of a marked content on it."""

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_GROUPS = frozenset({"/Document", "/Sect", "/Part", "/Div", "/Art", "/NonStruct", "/LBody"})
_BULLETS = frozenset("•–-◦▪‣")
_LED = "\x1c"
"""Set round the number of the page that a reference leads to, until the words after it are known."""
_AFTER_REFERENCE = re.compile(f"{_LED}(\\d+){_LED}[\x1f ]*(, \\S+\\s)[\x1f ]*(\\d+)")
_LAST_NUMBER = re.compile("[\\s\x1f]*(\\d+)\\s*$")


class PdfFile:
    """The file with what its pages say; a page is read when it is first asked for."""

    def __init__(self, content: bytes) -> None:
        self.pdf: Any = pikepdf.open(BytesIO(content))
        self._reader = PdfWords()
        self.page_numbers: dict[tuple[int, int], int] = {
            page.obj.objgen: number for number, page in enumerate(self.pdf.pages)
        }

    @cached_property
    def pages(self) -> list[PageWords]:
        return [self._reader.page(page) for page in self.pdf.pages]

    @cached_property
    def destinations(self) -> dict[str, int]:
        """The page of every named place."""
        names: Any = self.pdf.Root.get("/Names", {})
        names = names.get("/Dests")
        found = pikepdf.NameTree(names) if names is not None else {}
        return {str(name): self.page_numbers.get(place[0].objgen, -1) for name, place in found.items()}


def read(file: PdfFile) -> "Reading":
    """The file's items, and what the rules want to know of its tags."""
    reading = Reading(file)
    root = file.pdf.Root.get("/StructTreeRoot")
    if root is not None:
        reading.top(root)
    return reading


@dataclass
class Reading:
    """Walks the tag tree once. `spots` counts how often each marked content is named in it."""

    file: PdfFile
    cover: list[Item] = field(default_factory=list)
    contents: list[Item] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)
    spots: Counter[Spot] = field(default_factory=Counter)
    tags: list[tuple[str, Element]] = field(default_factory=list)
    starts: dict[str, set[int]] = field(default_factory=dict)  # the pages that words begin on
    wrong_pages: list[str] = field(default_factory=list)

    @property
    def expected(self) -> Expected:
        return Expected(tuple(self.cover), tuple(self.contents), tuple(self.body))

    def top(self, root: Element) -> None:
        """Cover, contents and text, told apart by the first heading and the lists of contents."""
        for document in _kids(root):
            self.tags.append((_role(document), document))
            for child in _kids(document):
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
        role = _role(element)
        own = self._page(element, page)
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
            for child in _kids(element):
                yield from self.blocks(child, inside, own)

    def _bare(self, element: Element, page: int | None) -> Iterator[Item]:
        """Words that stand in a group without a paragraph of their own."""
        words = Words()
        _Line(self, words).content(element, page)
        yield from spoken(Kind.PARAGRAPH, words)

    def _page(self, element: Element, page: int | None) -> int | None:
        own = element.get("/Pg")
        return self.file.page_numbers.get(own.objgen, page) if own is not None else page

    def words(self, element: Element, page: int | None) -> Words:
        """What an element says, with the links and notes in it."""
        words = Words()
        line = _Line(self, words)
        line.inside(element, page)
        text = _AFTER_REFERENCE.sub(self._checked_page, words.text)
        words.parts = [re.sub(f"{_LED}\\d+{_LED}", "", text)]
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
        _Line(self, Words()).inside(element, page)  # its content is counted, not read
        yield item(Kind.PICTURE, str(element.get("/Alt", "")))

    def _toc(self, element: Element, _within: str, page: int | None) -> Iterator[Item]:
        for entry in _kids(element):
            self.tags.append((_role(entry), entry))
            words = self.words(entry, self._page(entry, page))
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
        for entry in _kids(element):
            self.tags.append((_role(entry), entry))
            parts = list(_kids(entry))
            own = self._page(entry, page)
            sign = "".join(self._label(part, own) for part in parts if _role(part) == "/Lbl")
            label = "" if sign in _BULLETS else sign.rstrip(".")
            yield item(Kind.ITEM, "", ordered=bool(label), label=label, within=inside)
            for part in parts:
                if _role(part) != "/Lbl":
                    yield from self.blocks(part, inside, own)

    def _label(self, element: Element, page: int | None) -> str:
        self.tags.append(("/Lbl", element))
        return normal(self.words(element, self._page(element, page)).text)

    def _table(self, element: Element, _within: str, page: int | None) -> Iterator[Item]:
        rows: list[tuple[bool, Element]] = []
        for part in _kids(element):
            role = _role(part)
            if role == "/TR":
                rows.append((False, part))
            elif role in ("/THead", "/TBody", "/TFoot"):
                self.tags.append((role, part))
                rows += [(role == "/THead", row) for row in _kids(part)]
            else:
                yield from self.blocks(part, "", page)
        cells = [[_Cell(cell) for cell in _kids(row)] for _, row in rows]
        spans = [[(cell.across, cell.down) for cell in row] for row in cells]
        yield item(Kind.TABLE, "", rows=len(rows), columns=width(spans))
        for (is_head, row), entries in zip(rows, cells, strict=True):
            self.tags.append((_role(row), row))
            for cell in entries:
                self.tags.append((_role(cell.element), cell.element))
                words = self.words(cell.element, self._page(cell.element, page))
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


class _Line:
    """Gathers the words of an element, piece after piece; between lines of print a space may stand or not."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.last: Piece | None = None
        self.first: int | None = None  # the page that the words begin on

    def inside(self, element: Element, page: int | None) -> None:
        """All kids of an element."""
        for kid in _kids(element):
            self.kid(kid, self.reading._page(element, page))

    def kid(self, kid: Element, page: int | None) -> None:
        role = _role(kid)
        if not role:
            self.content(kid, page)
            return
        self.reading.tags.append((role, kid))
        own = self.reading._page(kid, page)
        if role == "/Link":
            self._link(kid, own)
        elif role == "/Reference" and next(_kids(kid), None) is not None and not _holds_link(kid):
            self._call(kid, own)
        elif role == "/Note":
            self._note(kid, own)
        else:
            self.inside(kid, own)

    def content(self, kid: Element, page: int | None) -> None:
        """Marked content, by its number alone or with its page; or a thing that has no words."""
        if isinstance(kid, pikepdf.Dictionary):
            if "/MCID" not in kid:
                return
            page = self.reading._page(kid, page)
            kid = kid.MCID
        if page is None:
            return
        self.reading.spots[page, int(kid)] += 1
        self.first = page if self.first is None else self.first
        for piece in self.reading.file.pages[page].marked.get(int(kid), ()):
            joint = self.last.joint(piece) if self.last is not None else ""
            self.words.say(joint + piece.text)
            self.last = piece

    def _call(self, element: Element, page: int | None) -> None:
        """The number of a note, in brackets; it may stand first on its line."""
        inside = Words()
        line = self._within(inside, element, page)
        self.last, self.first = line.last, line.first
        text = inside.text
        self.words.say(f"{JOIN if text.startswith(JOIN) else ''}[{normal(text)}]")

    def _within(self, words: Words, element: Element, page: int | None) -> "_Line":
        """The words of an element that stands in the line, gathered apart."""
        line = _Line(self.reading, words)
        line.last, line.first = self.last, self.first
        line.inside(element, page)
        return line

    def _apart(self, element: Element, page: int | None) -> str:
        """The words of an element that are not those around it."""
        words = Words()
        line = _Line(self.reading, words)
        line.inside(element, page)
        self.words.inner.extend(words.inner)
        return normal(words.text)

    def _note(self, element: Element, page: int | None) -> None:
        said, number = Words(), ""
        line = _Line(self.reading, said)
        for kid in _kids(element):
            if _role(kid) == "/Lbl":
                self.reading.tags.append(("/Lbl", kid))
                number = self._apart(kid, self.reading._page(kid, page)).rstrip(".")
            else:
                line.kid(kid, page)
        self.words.note(item(Kind.FOOTNOTE, said.text, number=number))
        self.words.inner.extend(said.inner)

    def _link(self, element: Element, page: int | None) -> None:
        target, where = _leads(element)
        inside = Words()
        line = self._within(inside, element, page)
        self.last, self.first = line.last, line.first
        if where:
            self.words.link(inside.text, where)
        else:
            leads_to = self.reading.file.destinations.get(target, -1) + 1
            self.words.say(f"{inside.text}{_LED}{leads_to}{_LED}")
            self.words.note(item(Kind.REFERENCE, inside.text, target=target))


def _leads(element: Element) -> tuple[str, str]:
    """Where a link leads: a name within the file, or an address."""
    for kid in _kids(element):
        annotation = kid.get("/Obj") if isinstance(kid, pikepdf.Dictionary) else None
        if annotation is not None:
            action: Any = annotation.get("/A", {})
            return str(annotation.get("/Dest", action.get("/D", ""))), str(action.get("/URI", ""))
    return "", ""


def _holds_link(element: Element) -> bool:
    return any(_role(kid) == "/Link" for kid in _kids(element))


def _kids(element: Element) -> Iterator[Element]:
    kids = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
    if isinstance(kids, pikepdf.Array):
        yield from kids
    elif kids is not None:
        yield kids


def _role(element: Element) -> str:
    """The role of a structure element; empty for content and links to objects."""
    return str(element.get("/S", "")) if isinstance(element, pikepdf.Dictionary) else ""
