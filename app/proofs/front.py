"""What stands before the sections: the cover's lines and the lines of the contents."""

from collections.abc import Callable, Iterable, Iterator

from app.i18n import N_
from app.proofs.items import Item, Kind, item, normal
from app.proofs.wording import Wording
from app.rendering import tree
from app.rendering.outline import OutlinedSection
from app.rendering.prose_inlines import plain_text
from app.rendering.references import figure_name, table_name


def cover_items(document: tree.Document, words: Wording) -> Iterator[Item]:
    """Every word of the cover; formats may set them in an order of their own."""
    place = (words.says(N_("the cover")),)
    yield item(Kind.HEADING, document.title, place, level=1)
    status = document.status or (words.says(N_("draft")) if document.draft else "")
    lines = [document.subtitle, document.notice]
    if document.draft and not words.view.draft_on_cover:
        status = ""
    if words.view.status_beside_organisation:
        lines.append(", ".join(filter(None, (document.organisation, status))))
    else:
        lines += [
            document.organisation,
            status,
            words.says(N_("Status")) if document.status and not document.draft else "",
        ]
    if document.edition_number:
        lines += [words.says(N_("Edition")), str(document.edition_number)]
    for fact in document.facts:
        lines += [fact.label, fact.text]
    for line in lines:
        if normal(line):
            yield item(Kind.COVER, line, place)


def part_items(document: tree.Document) -> Iterator[Item]:
    """What stands above a part that is printed by itself."""
    place = (document.part,)
    yield item(Kind.HEADING, document.part, place, level=1)
    for line in (document.organisation, document.title, document.notice):
        if normal(line):
            yield item(Kind.COVER, line, place)


def contents_items(document: tree.Document, outlined: Iterable[OutlinedSection], words: Wording) -> Iterator[Item]:
    """A line for each part, section and heading as deep as the format goes; then the tables, then the figures."""
    place = (words.says(N_("Contents")),)
    deepest = words.view.deepest_in_contents
    for one in outlined:
        section = one.section
        if one.opens_part and words.view.lists_parts:
            anchor = f"part-of-{section.anchor}" if words.view.targets_by_words else section.anchor
            yield item(Kind.CONTENTS, one.opens_part.title, place, target=words.target(anchor))
        yield item(Kind.CONTENTS, _name(section), place, target=words.target(section.anchor))
        for block in section.blocks:
            if isinstance(block, tree.Heading) and one.headings[block.anchor] - 1 <= deepest:
                yield item(Kind.CONTENTS, plain_text(block.inlines), place, target=words.target(block.anchor))
    if words.view.lists:
        blocks = [block for section in document.sections() for block in section.blocks]
        yield from _listed((block for block in blocks if isinstance(block, tree.Table)), table_name, words)
        figures = (block for block in blocks if isinstance(block, tree.Figure | tree.Chart))
        yield from _listed(figures, figure_name, words)


def _listed(
    blocks: Iterable[tree.Table | tree.Figure | tree.Chart], name: Callable[[str, str], str], words: Wording
) -> Iterator[Item]:
    place = (words.says(N_("Contents")),)
    for block in blocks:
        if block.number:
            is_named = words.view.lists == "by name"
            lead = f"{name(words.language, block.number)}." if is_named else block.number
            text = f"{lead} {plain_text(block.caption)}"
            yield item(Kind.CONTENTS, text, place, target=words.target(block.anchor))


def targets(document: tree.Document, outlined: Iterable[OutlinedSection]) -> dict[str, str]:
    """Every place that can be referred to, with the words that stand there."""
    found: dict[str, str] = {}
    for one in outlined:
        if one.opens_part:
            found[f"part-of-{one.section.anchor}"] = one.opens_part.title
        found[one.section.anchor] = _name(one.section)
        for block in one.section.blocks:
            found |= _target(block, document.language)
    return found


def _target(block: tree.Block, language: str) -> dict[str, str]:
    if isinstance(block, tree.Heading):
        return {block.anchor: plain_text(block.inlines)}
    if isinstance(block, tree.Table | tree.Figure | tree.Chart):
        name = table_name if isinstance(block, tree.Table) else figure_name
        lead = f"{name(language, block.number)}. " if block.number else ""
        return {block.anchor: lead + plain_text(block.caption)}
    return {block.anchor: f"{block.value} {block.unit}"} if isinstance(block, tree.KeyFigure) else {}


def _name(section: tree.Section) -> str:
    return f"{section.number} {section.title}"
