"""The words of a section: everything that it says, in reading order, for programs that want no markup. Pure."""

from collections.abc import Iterator, Sequence

from app.rendering import tree
from app.rendering.grid import places
from app.rendering.prose_inlines import plain_text


def section_text(section: tree.Section) -> str:
    """Blocks apart by empty lines, the footnotes last."""
    notes = (f"[{note.number}] {plain_text(note.inlines)}" for note in section.footnotes)
    return "\n\n".join(text for text in (*_texts(section.blocks), *notes) if text)


def cell_text(cell: tree.Cell) -> str:
    """The lines of a cell, apart by spaces."""
    return " ".join(plain_text(line.inlines) for line in cell.lines)


def row_texts(rows: Sequence[Sequence[tree.Cell]]) -> tuple[tuple[str, ...], ...]:
    """Rows of texts; a cell over several columns or rows is repeated."""
    return tuple(
        tuple(text for place in line for text in [cell_text(place.cell)] * place.cell.colspan) for line in places(rows)
    )


def _texts(blocks: Sequence[tree.Block]) -> Iterator[str]:
    for block in blocks:
        yield _block(block)


def _block(block: tree.Block) -> str:
    if isinstance(block, tree.Heading | tree.Paragraph):
        return plain_text(block.inlines)
    if isinstance(block, tree.Notice):
        return block.text
    if isinstance(block, tree.ItemList):
        return "\n".join(_items(block))
    if isinstance(block, tree.Quotation):
        return "\n\n".join(_texts(block.blocks))
    return "\n".join(line for line in _shown(block) if line)


def _items(block: tree.ItemList) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        yield f"{number}. " * block.ordered + "– " * (not block.ordered) + "\n".join(_texts(item.blocks))


def _shown(block: tree.Table | tree.Figure | tree.Chart | tree.KeyFigure) -> Iterator[str]:
    """What stands above, in and under a table, a picture or a key figure."""
    if isinstance(block, tree.KeyFigure):
        yield plain_text(block.label)
        yield f"{block.value} {block.unit}".strip()
        yield from (plain_text(line.inlines) for line in block.lines)
        yield block.source
        return
    yield f"{block.number} {plain_text(block.caption)}".strip()
    if isinstance(block, tree.Table):
        yield from _table(block)
    else:
        yield block.alt
        if isinstance(block, tree.Chart):
            yield from _table(block.table)
            yield from block.notes
    yield block.source


def _table(table: tree.Table) -> Iterator[str]:
    for row in (*table.head, *table.rows):
        yield "\t".join(cell_text(cell) for cell in row)
    yield from table.notes
