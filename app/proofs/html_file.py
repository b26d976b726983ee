"""An HTML file read back by its elements, as a browser or a screen reader meets them."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from lxml import html

from app.proofs.expected import Expected
from app.proofs.found import Words, spoken, width
from app.proofs.items import Item, Kind, item

Element = Any  # lxml tells no types

_PARAGRAPHS = {"doc-notice": Kind.NOTICE, "source": Kind.SOURCE, "key-figure__value": Kind.KEY_FIGURE}
_CAPTIONS = {"key-figure__label": Kind.KEY_FIGURE}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OWN_WORDS = frozenset({"block-files", "footnotes"})  # a page's own words; and notes: they stand at their calls
_SKIPPED = frozenset({"summary", "nav", "script", "style", "template"})


def parse(content: bytes) -> Element:
    """The file's root."""
    return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def read(root: Element) -> Expected:
    """The file's items."""
    reader = _Reader(root)
    article = next(root.iter("article"), None)
    main = next(root.iter("main"), root)
    return Expected(
        cover=tuple(reader.cover(main, article)),
        contents=tuple(reader.contents(main)),
        body=tuple(reader.blocks(article, "")) if article is not None else (),
    )


def classes(element: Element) -> frozenset[str]:
    """The names in an element's class attribute."""
    return frozenset((element.get("class") or "").split())


class _Reader:
    """Walks one file; notes are looked up where they are called."""

    def __init__(self, root: Element) -> None:
        self.by_id = {element.get("id"): element for element in root.iter() if element.get("id")}

    def cover(self, main: Element, article: Element | None) -> Iterator[Item]:
        """All that stands before the text, outside the contents."""
        skipped = {article, *main.iter("nav")}
        for child in main.iter("h1", "p", "dt", "dd"):
            if skipped.isdisjoint(child.iterancestors()):
                if child.tag == "h1":
                    yield item(Kind.HEADING, self.words(child).text, level=1)
                else:
                    yield from spoken(Kind.COVER, self.words(child))

    def contents(self, main: Element) -> Iterator[Item]:
        """The lines that lead to sections."""
        for link in main.xpath(".//nav//a[starts-with(@href, '#')]"):
            yield item(Kind.CONTENTS, self.words(link).text, target=link.get("href")[1:])

    def blocks(self, parent: Element, within: str) -> Iterator[Item]:
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED and not classes(child) & _OWN_WORDS:
                yield from self.block(child, within)

    def block(self, element: Element, within: str) -> Iterator[Item]:
        if element.tag in _HEADINGS:
            yield from spoken(Kind.HEADING, self.words(element), level=_HEADINGS[element.tag])
            return
        reads: dict[str, Callable[[Element, str], Iterator[Item]]] = {
            "p": self.paragraph,
            "ul": self.list,
            "ol": self.list,
            "blockquote": lambda quoted, around: self.blocks(quoted, f"{around}/quotation"),
            "figcaption": self.caption,
            "table": self.table,
            "img": self.picture,
            "svg": self.drawing,
        }
        if "sealbox" in classes(element):
            yield from (item(Kind.SEAL, self.words(line).text) for line in element.iter("p", "dt", "dd"))
        else:
            yield from reads.get(element.tag, self.blocks)(element, within)

    def paragraph(self, element: Element, within: str) -> Iterator[Item]:
        names = classes(element)
        if "key-figure__said" in names:
            for line in element.find_class("key-figure__line"):
                yield from spoken(Kind.KEY_FIGURE, self.words(line))
            return
        kind = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), Kind.PARAGRAPH)
        facts = {"language": element.get("lang"), "within": within} if kind is Kind.PARAGRAPH else {}
        yield from spoken(kind, self.words(element), **facts)

    def list(self, element: Element, within: str) -> Iterator[Item]:
        inside, is_ordered = f"{within}/item", element.tag == "ol"
        first = int(element.get("start") or 1)
        for number, entry in enumerate(element.findall("li"), start=first):
            yield item(Kind.ITEM, "", ordered=is_ordered, label=number if is_ordered else "", within=inside)
            yield from self.blocks(entry, inside)

    def caption(self, element: Element, _within: str) -> Iterator[Item]:
        kind = next((_CAPTIONS[name] for name in classes(element) if name in _CAPTIONS), Kind.CAPTION)
        yield from spoken(kind, self.words(element))

    def picture(self, element: Element, _within: str) -> Iterator[Item]:
        head, _, packed = (element.get("src") or "").partition(";base64,")
        content = base64.b64decode(packed) if head.startswith("data:") else b""
        yield item(
            Kind.PICTURE, element.get("alt") or "", sha256=hashlib.sha256(content).hexdigest() if content else ""
        )

    def drawing(self, element: Element, _within: str) -> Iterator[Item]:
        if element.get("role") == "img":
            told = [self.by_id[name] for name in (element.get("aria-labelledby") or "").split() if name in self.by_id]
            yield item(Kind.CHART, told[-1].text_content() if told else "")

    def table(self, element: Element, _within: str) -> Iterator[Item]:
        for caption in element.findall("caption"):
            yield from spoken(Kind.CAPTION, self.words(caption))
        rows = list(element.iter("tr"))
        spans = [[(_span(cell, "colspan"), _span(cell, "rowspan")) for cell in row] for row in rows]
        yield item(Kind.TABLE, "", rows=len(rows), columns=width(spans))
        for row in rows:
            is_head = row.getparent().tag == "thead"
            for cell in row:
                yield from self.cell(cell, is_head=is_head)

    def cell(self, element: Element, *, is_head: bool) -> Iterator[Item]:
        words = self.words(element)
        scope = element.get("scope") if element.tag == "th" else ""
        across, down = _span(element, "colspan"), _span(element, "rowspan")
        facts = {"scope": scope, "head": is_head, "across": _many(across), "down": _many(down)}
        yield item(Kind.CELL, words.text, **facts)
        yield from words.inner

    def words(self, element: Element) -> Words:
        """What an element says, with the notes, links and suggestions in it."""
        words = Words()
        self._gather(element, words, "")
        words.end_link()
        return words

    def _gather(self, element: Element, words: Words, link: str) -> None:
        _say(words, element.text, link)
        for child in element:
            if isinstance(child.tag, str):
                self._inside(child, words, link)
            _say(words, child.tail, link)

    def _inside(self, child: Element, words: Words, link: str) -> None:
        target = child.get("href") or ""
        if child.tag == "br":
            _say(words, " ", link)
        elif child.get("aria-hidden") == "true" or child.tag in _SKIPPED:
            return
        elif child.tag == "a" and "fn" in classes(child):
            self._note(child, words)
        elif child.tag == "a" and target.startswith("#"):
            text = self.words(child).text
            words.say(text)
            words.note(item(Kind.REFERENCE, text, target=target[1:]))
        elif child.tag == "a":
            self._gather(child, words, target)
        elif child.tag in ("ins", "del"):
            inside = self.words(child)
            words.say(inside.text)
            words.note(item(Kind.CHANGE, inside.text, change="added" if child.tag == "ins" else "removed"))
            words.inner.extend(inside.inner)
        else:
            self._gather(child, words, link)

    def _note(self, call: Element, words: Words) -> None:
        """The note that a call leads to, as if it stood there."""
        number = (call.text or "").strip()
        words.say(f"[{number}]")
        note = self.by_id.get((call.get("href") or "")[1:])
        if note is None:
            return
        said = Words()
        for child in note:
            if "no" not in classes(child) and "back" not in classes(child):
                self._inside(child, said, "")
            _say(said, child.tail, "")
        words.note(item(Kind.FOOTNOTE, said.text, number=number))
        words.inner.extend(said.inner)


def _say(words: Words, text: str | None, link: str) -> None:
    if text and link:
        words.link(text, link)
    elif text:
        words.say(text)


def _span(cell: Element, name: str) -> int:
    return int(cell.get(name) or 1)


def _many(span: int) -> int | None:
    return span if span > 1 else None
