"""The words of Word's paragraphs: runs, fields, links, notes, changes and remarks, in their order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.proofs.found import Words
from app.proofs.items import PAGE, TAB, Kind, item, normal
from app.proofs.word_parts import NOTES, TEXT, WordParts
from app.proofs.word_xml import Element, r, value, w

_SIGNS = {w("tab"): TAB, w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "\u2011"}


@dataclass
class _Field:
    """A field that has begun: what it is told to do, and whether its result is being read."""

    instruction: str = ""
    shows: bool = False
    result: list[str] = field(default_factory=list)

    @property
    def is_taken_apart(self) -> bool:
        """Its result is not read as words: a page's number, or the number of a note called before."""
        return self.instruction.split()[:1] in (["PAGEREF"], ["NOTEREF"])


class WordText:
    """Reads words; `numbers` are those that Word shows for the notes, by their identity."""

    def __init__(self, parts: WordParts, numbers: Mapping[str, int], bookmarks: Mapping[str, Element]) -> None:
        self.parts = parts
        self.numbers = numbers
        self.bookmarks = bookmarks
        self.links = parts.relations(TEXT)
        self.note_links = parts.relations(NOTES)
        self.fields: list[_Field] = []
        self.unclosed = 0
        self.drawings: list[Element] = []
        self._targets: dict[str, str] = {}

    def words(self, paragraph: Element) -> Words:
        """A paragraph's words; the drawings met are kept in `drawings`."""
        words = Words()
        self._children(paragraph, words, "")
        words.end_link()
        return words

    def _children(self, parent: Element, words: Words, link: str) -> None:
        reads: Mapping[str, Callable[[Element, Words, str], None]] = {
            w("r"): self._run,
            w("hyperlink"): self._link,
            w("ins"): self._change,
            w("del"): self._change,
            w("fldSimple"): self._children,
            w("sdt"): lambda child, said, where: self._children(child.find(w("sdtContent")), said, where),
            w("smartTag"): self._children,
        }
        for child in parent:
            read = reads.get(child.tag)
            if read is not None:
                read(child, words, link)

    def _run(self, run: Element, words: Words, link: str) -> None:
        for child in run:
            tag = child.tag
            if tag in (w("t"), w("delText")):
                text = child.text or ""
                self._say(f"[{text}]" if self._is_call(run) else text, words, link)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], words, link)
            elif tag == w("fldChar"):
                self._field(child, words)
            elif tag == w("instrText") and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif tag == w("footnoteReference"):
                self._note(child.get(w("id")), words)
            elif tag == w("commentReference"):
                self._remark(child.get(w("id")), words)
            elif tag == w("drawing"):
                self.drawings.append(child)

    def _is_call(self, run: Element) -> bool:
        style = value(run.find(f"{w('rPr')}/{w('rStyle')}"))
        return self.parts.roles.get(style) == "footnote reference" and not self.fields

    def _say(self, text: str, words: Words, link: str) -> None:
        if self.fields and self.fields[-1].is_taken_apart:
            self.fields[-1].result.append(text)
        elif link:
            words.link(text, link)
        else:
            words.say(text)

    def _field(self, mark: Element, words: Words) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif not self.fields:
            self.unclosed += 1
        elif kind == "separate":
            self.fields[-1].shows = True
        else:
            self._close(self.fields.pop(), words)

    def _close(self, done: _Field, words: Words) -> None:
        order = done.instruction.split()
        result = "".join(done.result)
        if order[:1] == ["PAGEREF"]:
            words.say(PAGE if not result.strip() or result.strip().isdecimal() else result)
        elif order[:1] == ["REF"]:
            words.note(item(Kind.REFERENCE, "", target=self.target(order[1])))
        elif order[:1] == ["NOTEREF"]:
            words.say(f"[{result}]")
            marked = self.bookmarks.get(order[1])
            call = marked.getnext() if marked is not None else None
            sign = next(call.iter(w("footnoteReference")), None) if call is not None else None
            if sign is not None:
                self._note_item(sign.get(w("id")), result, words)

    def _link(self, link: Element, words: Words, _link: str) -> None:
        name = link.get(w("anchor"))
        if name is None:
            relations = self.note_links if link.getroottree().getroot().tag == w("footnotes") else self.links
            self._children(link, words, relations.get(link.get(r("id")), ""))
            return
        inside = Words()
        self._children(link, inside, "")
        words.say(inside.text)
        words.note(item(Kind.REFERENCE, "", target=self.target(name)))

    def target(self, name: str) -> str:
        """The words of the paragraph that a bookmark stands in."""
        if name not in self._targets:
            start = self.bookmarks.get(name)
            paragraph = next(start.iterancestors(w("p")), None) if start is not None else None
            fields, self.fields, drawings = self.fields, [], len(self.drawings)
            self._targets[name] = "" if paragraph is None else normal(self.words(paragraph).text)
            self.fields = fields
            del self.drawings[drawings:]
        return self._targets[name]

    def _change(self, change: Element, words: Words, _link: str) -> None:
        inside = Words()
        self._children(change, inside, "")
        words.say(inside.text)
        way = "added" if change.tag == w("ins") else "removed"
        words.note(item(Kind.CHANGE, inside.text, change=way, by=change.get(w("author"))))
        words.inner.extend(inside.inner)

    def _note(self, identity: str, words: Words) -> None:
        number = str(self.numbers.get(identity, ""))
        words.say(f"[{number}]")
        self._note_item(identity, number, words)

    def _note_item(self, identity: str, number: str, words: Words) -> None:
        note = self.parts.notes.get(identity)
        if note is None:
            return
        said = Words()
        for paragraph in note.iter(w("p")):
            self._children(paragraph, said, "")
        words.note(item(Kind.FOOTNOTE, said.text, number=number))
        words.inner.extend(said.inner)

    def _remark(self, identity: str, words: Words) -> None:
        comment = self.parts.comments.get(identity)
        if comment is not None:
            text = " ".join("".join(line.itertext()) for line in comment.iter(w("p")))
            words.note(item(Kind.REMARK, text, by=comment.get(w("author"))))


def note_numbers(body: Element) -> dict[str, int]:
    """The number that Word shows for each note: it begins anew in sections that say so."""
    numbers: dict[str, int] = {}
    count = 0
    for is_anew, calls in _sections(body):
        count = 0 if is_anew else count
        for call in calls:
            count += 1
            numbers.setdefault(call, count)
    return numbers


def _sections(body: Element) -> list[tuple[bool, list[str]]]:
    """Of each of Word's sections: whether notes begin anew in it, and its calls."""
    found: list[tuple[bool, list[str]]] = []
    calls: list[str] = []
    for paragraph in body.iter(w("p")):
        calls += [call.get(w("id")) for call in paragraph.iter(w("footnoteReference"))]
        ending = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        if ending is not None:
            found.append((_begins_anew(ending), calls))
            calls = []
    ending = body.find(w("sectPr"))
    return [*found, (ending is not None and _begins_anew(ending), calls)]


def _begins_anew(section: Element) -> bool:
    return value(section.find(f"{w('footnotePr')}/{w('numRestart')}")) == "eachSect"
