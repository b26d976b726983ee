"""Inlines of the Document as the text that a reader meets, and the items within it: links, references, notes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from app.i18n import N_, translate
from app.proofs.items import JOIN, PAGE, Item, Kind, Place, item, normal
from app.proofs.views import View
from app.rendering import tree
from app.rendering.inlines import address

PROPOSALS = {"added": N_("proposed addition: %(name)s"), "removed": N_("proposed removal: %(name)s")}


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of one section need to be known as: its language, its notes, what the format can say."""

    language: str
    view: View
    notes: Mapping[int, tree.Footnote] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)  # the words at each place that can be referred to
    is_part: bool = False

    def says(self, message: str, **params: object) -> str:
        """One of our own words in the Document's language."""
        return translate(self.language, message, **params)  # type: ignore[arg-type]

    def text(self, inlines: Iterable[tree.Inline]) -> str:
        """All words; a footnote's call is its number in brackets."""
        return "".join(self._words(inline) for inline in inlines)

    def _words(self, inline: tree.Inline) -> str:
        if isinstance(inline, tree.Text):
            return inline.text
        if isinstance(inline, tree.CrossReference):
            return inline.text + self._page_of(inline)
        if isinstance(inline, tree.LineBreak):
            return " "
        if isinstance(inline, tree.FootnoteCall):
            return f"[{inline.number}]"
        if isinstance(inline, tree.Remarked):
            return self.text(inline.inlines)
        said = f" [{self.says(PROPOSALS[inline.change], name=inline.author)}]" if self.view.says_proposer else ""
        return self.text(inline.inlines) + said

    def _page_of(self, reference: tree.CrossReference) -> str:
        is_said = self.view.says_pages and not self.is_part and reference.target in self.targets
        return self.says(N_(", p. %(page)s"), page=PAGE) if is_said else ""

    def target(self, anchor: str) -> str:
        """Where a link leads, as the format can tell it."""
        return normal(self.targets.get(anchor, "")) if self.view.targets_by_words else anchor

    def inner(self, inlines: Iterable[tree.Inline], place: Place) -> Iterator[Item]:
        """What stands within the words, in order. Neighbours with one address are one link."""
        for link, run in groupby(inlines, key=_address):
            if link:
                words = self.text(run)
                if normal(words):
                    yield item(Kind.LINK, words, place, address=address(link))
            else:
                for inline in run:
                    yield from self._within(inline, place)

    def _within(self, inline: tree.Inline, place: Place) -> Iterator[Item]:
        if isinstance(inline, tree.CrossReference):
            words = inline.text if self.view.names_references else ""
            yield item(Kind.REFERENCE, words, place, target=self.target(inline.target))
        elif isinstance(inline, tree.FootnoteCall) and inline.number in self.notes:
            yield from self._note(self.notes[inline.number], place)
        elif isinstance(inline, tree.Remarked):
            yield from self.inner(inline.inlines, place)
            if self.view.has_remarks:
                yield from (item(Kind.REMARK, said.text, place, by=said.author) for said in inline.remarks)
        elif isinstance(inline, tree.Proposed):
            words = self.text(inline.inlines)
            if "change" not in self.view.unheld:
                yield item(Kind.CHANGE, words, place, change=inline.change, by=self._held("by", inline.author))
            if self.view.links_in_changes:
                yield from self.inner(inline.inlines, place)

    def _note(self, note: tree.Footnote, place: Place) -> Iterator[Item]:
        at = (*place, self.says(N_("footnote %(number)s"), number=note.number))
        inside = replace(self, notes={})
        yield item(Kind.FOOTNOTE, inside.text(note.inlines), at, number=note.number)
        yield from inside.inner(note.inlines, at)

    def _held(self, fact: str, value: str) -> str:
        return "" if fact in self.view.unheld else value

    def lines(self, lines: Iterable[tree.Line]) -> str:
        """The lines of a cell: between them a space may be seen or not."""
        return JOIN.join(self._line(line, index) for index, line in enumerate(lines))

    def _line(self, line: tree.Line, index: int) -> str:
        mark = self.view.marks.get(line.role, "")
        spoken = self.view.spoken.get(line.role)
        lead = f"{self.says(spoken)} " if spoken else mark
        comma = ", " if line.role is tree.LineRole.UNIT and (index or self.view.commas_first_units) else ""
        return comma + lead + self.text(line.inlines)


def _address(inline: tree.Inline) -> str:
    return inline.link or "" if isinstance(inline, tree.Text) else ""
