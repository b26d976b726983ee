"""Inlines as Word's runs: links, notes, references, proposed changes and remarks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.inlines import address
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.word.markup import (
    LINE_BREAK,
    PLAIN,
    Look,
    bookmark,
    bookmark_name,
    field,
    inner_link,
    outer_link,
    page_field,
    paragraph,
    run,
    styled,
    tracked,
)
from app.rendering.writers.word.package import WordPackage
from app.rendering.writers.word.remarks import Remarks

_PLACE = "\0"
_MARKS = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "StrongAndEmphasis"}
_NOTE_SIGN = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'


class RunWriter:
    """One pass over a Document's inlines; counts bookmarks, changes, footnotes and remarks."""

    def __init__(self, document: tree.Document, package: WordPackage) -> None:
        self.document = document
        self.package = package
        self.bookmarks = 0
        self.changes = 0
        self.footnotes: list[str] = []
        self.remarks = Remarks()
        self.targets = dict(_targets(document))
        self.notes: Mapping[int, tree.Footnote] = {}
        self.called: dict[int, str] = {}  # notes of this section that stand in the file, by their bookmarks
        self.in_note = False

    def enter(self, section: tree.Section) -> None:
        """What follows belongs to this section: its notes count from one."""
        self.notes = {note.number: note for note in section.footnotes}
        self.called = {}

    def marked(self, anchor: str, content: str) -> str:
        """Content that links and references lead to."""
        self.bookmarks += 1
        return bookmark(anchor, self.bookmarks, content)

    def runs(self, inlines: Iterable[tree.Inline], look: Look = PLAIN) -> str:
        """`look` is of words that have none of their own."""
        return "".join(self._inline(inline, look) for inline in inlines)

    def _inline(self, inline: tree.Inline, look: Look) -> str:
        if isinstance(inline, tree.Text):
            return self._text(inline, look)
        if isinstance(inline, tree.LineBreak):
            return LINE_BREAK
        if isinstance(inline, tree.FootnoteCall):
            return self._call(inline.number)
        if isinstance(inline, tree.Proposed):
            return self._proposed(inline, look)
        if isinstance(inline, tree.Remarked):
            return self._remarked(inline, look)
        return self._reference(inline, look)

    def _text(self, text: tree.Text, look: Look) -> str:
        if text.link:
            own = Look("Hyperlink", bold=text.strong, italic=text.emphasis, language=look.language)
            return outer_link(self.package.link(address(text.link), in_note=self.in_note), run(text.text, own))
        if not (text.strong or text.emphasis):
            return run(text.text, look)
        if look.style:
            return run(text.text, replace(look, bold=text.strong, italic=text.emphasis))
        return run(text.text, replace(look, style=_MARKS[text.strong, text.emphasis]))

    def _reference(self, reference: tree.CrossReference, look: Look) -> str:
        """The words as a field that reads them off the place itself, so that Word keeps them right, and its page."""
        said = reference.text or reference.target
        if reference.target not in self.targets:
            return run(said, look)
        own = Look("CrossReference", language=look.language)
        words, name = self.targets[reference.target], f"REF {bookmark_name(reference.target)} \\h"
        content = run(said, own)
        if words and said.endswith(words):
            before = said.removesuffix(words)
            content = (run(before, own) if before else "") + field(name, words, own)
        return inner_link(reference.target, content) + self._page(reference.target, look)

    def _page(self, anchor: str, look: Look) -> str:
        """ ", s. 16"; a part by itself has pages of its own."""
        if self.document.part:
            return ""
        said = translate(self.document.language, N_(", p. %(page)s"), page=_PLACE)  # type: ignore[arg-type]
        before, _, after = said.partition(_PLACE)
        own = Look("PageReference", language=look.language)  # not before it: LibreOffice would stretch it too far
        return run(before, look) + page_field(anchor, own) + (run(after, look) if after else "")

    def _proposed(self, change: tree.Proposed, look: Look) -> str:
        """A tracked change, which Word offers to accept or reject. It may hold runs only, so links are words in it."""
        self.changes += 1
        plain = (_unlinked(inline) for inline in change.inlines)
        return tracked(self.runs(plain, look), change, number=self.changes, day=self.document.created_on)

    def _remarked(self, remarked: tree.Remarked, look: Look) -> str:
        """In notes Word has no place for comments."""
        content = self.runs(remarked.inlines, look)
        return content if self.in_note else self.remarks.around(content, remarked.remarks)

    def _call(self, number: int) -> str:
        note = self.notes.get(number)
        if note is None or self.in_note:
            return styled(str(number), "FootnoteReference")
        if number in self.called:
            return field(
                f"NOTEREF {bookmark_name(self.called[number])} \\f \\h", str(number), Look("FootnoteReference")
            )
        identity = len(self.footnotes) + 1
        self.called[number] = f"note-{identity}"
        self.in_note = True
        content = _NOTE_SIGN.format("<w:footnoteRef/>") + run(" ") + self.runs(note.inlines)
        self.in_note = False
        self.footnotes.append(f'<w:footnote w:id="{identity}">{paragraph("FootnoteText", content)}</w:footnote>')
        return self.marked(self.called[number], _NOTE_SIGN.format(f'<w:footnoteReference w:id="{identity}"/>'))


def _targets(document: tree.Document) -> Iterator[tuple[str, str]]:
    """The words that stand in the bookmark of each place that can be referred to."""
    for section in document.sections():
        yield section.anchor, section.number or section.title
        for block in section.blocks:
            if isinstance(block, tree.Table | tree.Figure | tree.Chart):
                yield block.anchor, block.number
            elif isinstance(block, tree.Heading):
                yield block.anchor, plain_text(block.inlines)


def _unlinked(inline: tree.Inline) -> tree.Inline:
    if isinstance(inline, tree.CrossReference):
        return tree.Text(text=inline.text or inline.target)
    if isinstance(inline, tree.Remarked | tree.Proposed):
        return replace(inline, inlines=tuple(map(_unlinked, inline.inlines)))
    return replace(inline, link=None) if isinstance(inline, tree.Text) else inline
