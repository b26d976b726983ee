"""Document → the items that a whole file of it has, in reading order, each with its place in words.

Written apart from the writers, so that both cannot be wrong in the same way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.i18n import N_
from app.proofs.front import contents_items, cover_items, part_items, targets
from app.proofs.grids import chart_items, table_items
from app.proofs.items import Item, Kind, Place, item, normal
from app.proofs.views import View
from app.proofs.wording import Wording
from app.rendering import tree
from app.rendering.outline import OutlinedSection, outline
from app.rendering.references import figure_name, table_name


@dataclass(frozen=True, slots=True)
class Expected:
    """The cover's lines, the lines of the contents, and all that follows."""

    cover: tuple[Item, ...]
    contents: tuple[Item, ...]
    body: tuple[Item, ...]


def expected(document: tree.Document, view: View) -> Expected:
    """What a file in a format with this view must say."""
    outlined = tuple(outline(document))
    words = Wording(document.language, view, targets=targets(document, outlined), is_part=bool(document.part))
    has_front = view.has_front and not document.part
    head = part_items(document) if document.part and view.heads_parts else ()
    cover = cover_items(document, words) if has_front else head
    return Expected(
        cover=_as_seen(cover, view),
        contents=_as_seen(contents_items(document, outlined, words), view) if has_front else (),
        body=_as_seen(_body(document, outlined, words), view),
    )


def _as_seen(items: Iterable[Item], view: View) -> tuple[Item, ...]:
    """The items without the facts that the format cannot hold; what says nothing is no item."""
    seen = []
    for one in items:
        facts = tuple(fact for fact in one.facts if fact[0] not in view.unheld)
        kind = view.seen_as.get(one.kind)
        seen.append(replace(one, facts=facts, seen_as=kind) if kind or len(facts) < len(one.facts) else one)
    return tuple(seen)


def _body(document: tree.Document, outlined: Iterable[OutlinedSection], words: Wording) -> Iterator[Item]:
    for one in outlined:
        if one.opens_part:
            title = one.opens_part.title
            yield item(Kind.HEADING, title, (title,), level=2)
        section = one.section
        name = f"{section.number} {section.title}".strip()
        yield item(Kind.HEADING, name, (name,), level=one.level)
        notes = {note.number: note for note in section.footnotes}
        walk = _Walk(replace(words, notes=notes), (name,), one.headings)
        yield from walk.blocks(section.blocks)
        if section.role == "approval" and document.edition_sha256:
            yield from _seal(document, words, (name,))


def _seal(document: tree.Document, words: Wording, place: Place) -> Iterator[Item]:
    at = (*place, words.says(N_("Sealed edition")))
    for text in (
        words.says(N_("Sealed edition")),
        words.says(N_("Edition")),
        str(document.edition_number),
        words.says(N_("Hash (SHA-256)")),
        document.edition_sha256,
    ):
        yield item(Kind.SEAL, text, at)


@dataclass
class _Walk:
    """Through the blocks of one section, counting paragraphs, lists and quotations for their places."""

    words: Wording
    place: Place
    levels: Mapping[str, int]
    counts: Counter[str] = field(default_factory=Counter)

    def blocks(self, blocks: Iterable[tree.Block], within: str = "") -> Iterator[Item]:
        for block in blocks:
            if isinstance(block, tree.ItemList):
                yield from self.list(block, within)
            elif isinstance(block, tree.Quotation):
                yield from self.blocks(block.blocks, f"{within}/quotation")
            elif isinstance(block, tree.Heading):
                yield from self.heading(block)
            elif isinstance(block, tree.Paragraph):
                yield from self.paragraph(block, within)
            elif isinstance(block, tree.Table):
                yield from self.table(block)
            elif isinstance(block, tree.Figure):
                yield from self.figure(block)
            elif isinstance(block, tree.Chart):
                yield from self.chart(block)
            elif isinstance(block, tree.KeyFigure):
                yield from self.key_figure(block)
            else:
                yield item(Kind.NOTICE, block.text, self.at(N_("remark %(number)s")))

    def at(self, message: str) -> Place:
        """The place of the section's next thing of this kind."""
        self.counts[message] += 1
        return (*self.place, self.words.says(message, number=self.counts[message]))

    def spoken(self, kind: Kind, inlines: tuple[tree.Inline, ...], place: Place, **facts: object) -> Iterator[Item]:
        """Words and what is in them; nothing where there are none."""
        inner = tuple(self.words.inner(inlines, place))
        text = self.words.text(inlines)
        if inner or normal(text):
            yield item(kind, text, place, **facts)
            yield from inner

    def heading(self, block: tree.Heading) -> Iterator[Item]:
        place = (*self.place, self.words.text(block.inlines))
        yield from self.spoken(Kind.HEADING, block.inlines, place, level=self.levels[block.anchor])

    def paragraph(self, block: tree.Paragraph, within: str) -> Iterator[Item]:
        place = self.at(N_("paragraph %(number)s"))
        yield from self.spoken(
            Kind.PARAGRAPH,
            block.inlines,
            place,
            language=block.language,
            within=within,
            quoted=within.endswith("quotation"),
        )

    def list(self, block: tree.ItemList, within: str) -> Iterator[Item]:
        place = self.at(N_("list %(number)s"))
        inside = f"{within}/item"
        for number, one in enumerate(block.items, start=1):
            at = (*place, self.words.says(N_("item %(number)s"), number=number))
            label = str(block.start + number - 1) if block.ordered else ""
            yield item(Kind.ITEM, "", at, ordered=block.ordered, label=label, within=inside, depth=inside.count("item"))
            walk = replace(self, place=at, counts=Counter())
            yield from walk.blocks(one.blocks, inside)

    def table(self, block: tree.Table) -> Iterator[Item]:
        name = table_name(self.words.language, block.number) if block.number else ""
        place = (*self.place, name or self.words.text(block.caption))
        yield from self.caption(name, block.caption, place)
        yield from table_items(block, self.words, place)
        yield from self.source((*block.notes, block.source), place)

    def caption(self, name: str, caption: tuple[tree.Inline, ...], place: Place) -> Iterator[Item]:
        lead = (tree.Text(text=f"{name}. "),) if name else ()
        yield from self.spoken(Kind.CAPTION, (*lead, *caption), place)

    def source(self, parts: Iterable[str], place: Place) -> Iterator[Item]:
        text = " ".join(part for part in parts if part)
        if normal(text):
            yield item(Kind.SOURCE, text, place)

    def figure(self, block: tree.Figure) -> Iterator[Item]:
        name = figure_name(self.words.language, block.number) if block.number else ""
        place = (*self.place, name or self.words.text(block.caption))
        yield from self.caption(name, block.caption, place)
        if block.alt or self.words.view.tells_decoration:
            yield item(Kind.PICTURE, block.alt, place, sha256=block.asset)
        yield from self.source((block.source,), place)

    def chart(self, block: tree.Chart) -> Iterator[Item]:
        name = figure_name(self.words.language, block.number) if block.number else ""
        place = (*self.place, name or self.words.text(block.caption))
        yield from self.caption(name, block.caption, place)
        yield from chart_items(block, self.words, place, name)

    def key_figure(self, block: tree.KeyFigure) -> Iterator[Item]:
        place = (*self.place, self.words.text(block.label))
        yield from self.spoken(Kind.KEY_FIGURE, block.label, place)
        yield item(Kind.KEY_FIGURE, f"{block.value} {block.unit}", place)
        for line in block.lines:
            text = self.words.lines((line,))
            if normal(text):
                yield item(Kind.KEY_FIGURE, text, place)
                yield from self.words.inner(line.inlines, place)
        yield from self.source((block.source,), place)
