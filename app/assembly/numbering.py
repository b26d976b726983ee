"""Numbers of tables and figures in sections that have none: counted through the whole report. Pure."""

from collections import Counter
from dataclasses import replace

from app.rendering import tree


def counted_through(document: tree.Document) -> tree.Document:
    """The Document with one count for all sections without a number, so that no two tables are "Table 1"."""
    counts: Counter[type[tree.Block]] = Counter()

    def counted(block: tree.Block) -> tree.Block:
        if not isinstance(block, tree.Table | tree.Figure | tree.Chart) or not block.number:
            return block
        kind = tree.Table if isinstance(block, tree.Table) else tree.Figure
        counts[kind] += 1
        return replace(block, number=str(counts[kind]))

    def section(own: tree.Section) -> tree.Section:
        return own if own.number else replace(own, blocks=tuple(map(counted, own.blocks)))

    parts = tuple(replace(part, sections=tuple(map(section, part.sections))) for part in document.parts)
    return replace(document, parts=parts)
