"""The words of an element of the tag tree, piece after piece, with the links, references and notes in them."""

import pikepdf

from app.proofs.found import Words
from app.proofs.items import JOIN, Kind, item, normal
from app.proofs.pdf_tree import Element, Tags, holds_link, kids, leads, role_of
from app.proofs.pdf_words import Piece

LED = "\x1c"
"""Set round the number of the page that a reference leads to, until the words after it are known."""


class Line:
    """Gathers the words of an element, piece after piece; between lines of print a space may stand or not."""

    def __init__(self, tags: Tags, words: Words) -> None:
        self.tags = tags
        self.words = words
        self.last: Piece | None = None
        self.first: int | None = None  # the page that the words begin on

    def inside(self, element: Element, page: int | None) -> None:
        """All kids of an element."""
        for kid in kids(element):
            self.kid(kid, self.tags.page(element, page))

    def kid(self, kid: Element, page: int | None) -> None:
        role = role_of(kid)
        if not role:
            self.content(kid, page)
            return
        self.tags.tags.append((role, kid))
        own = self.tags.page(kid, page)
        if role == "/Link":
            self._link(kid, own)
        elif role == "/Reference" and next(kids(kid), None) is not None and not holds_link(kid):
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
            page = self.tags.page(kid, page)
            kid = kid.MCID
        if page is None:
            return
        self.tags.spots[page, int(kid)] += 1
        self.first = page if self.first is None else self.first
        for piece in self.tags.file.pages[page].marked.get(int(kid), ()):
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

    def _within(self, words: Words, element: Element, page: int | None) -> "Line":
        """The words of an element that stands in the line, gathered apart."""
        line = Line(self.tags, words)
        line.last, line.first = self.last, self.first
        line.inside(element, page)
        return line

    def _apart(self, element: Element, page: int | None) -> str:
        """The words of an element that are not those around it."""
        words = Words()
        line = Line(self.tags, words)
        line.inside(element, page)
        self.words.inner.extend(words.inner)
        return normal(words.text)

    def _note(self, element: Element, page: int | None) -> None:
        said, number = Words(), ""
        line = Line(self.tags, said)
        for kid in kids(element):
            if role_of(kid) == "/Lbl":
                self.tags.tags.append(("/Lbl", kid))
                number = self._apart(kid, self.tags.page(kid, page)).rstrip(".")
            else:
                line.kid(kid, page)
        self.words.note(item(Kind.FOOTNOTE, said.text, number=number))
        self.words.inner.extend(said.inner)

    def _link(self, element: Element, page: int | None) -> None:
        target, where = leads(element)
        inside = Words()
        line = self._within(inside, element, page)
        self.last, self.first = line.last, line.first
        if where:
            self.words.link(inside.text, where)
        else:
            leads_to = self.tags.file.destinations.get(target, -1) + 1
            self.words.say(f"{inside.text}{LED}{leads_to}{LED}")
            self.words.note(item(Kind.REFERENCE, inside.text, target=target))
