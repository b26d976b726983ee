"""What of a Document can be had as a file of figures: everything behind its tables, charts and key figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.rendering import tree
from app.rendering.dataset import DataIndicator, DataRegion, DataSet, Datum
from app.rendering.prose_inlines import plain_text


@dataclass(frozen=True, slots=True)
class NamedData:
    """The figures behind one block, called what the reader sees above it. `number` is empty for key figures."""

    anchor: str
    number: str
    title: str
    data: DataSet


@dataclass(frozen=True, slots=True)
class NamedGrid:
    """A table that people wrote: its cells as texts, the header rows first."""

    anchor: str
    number: str
    title: str
    rows: tuple[tuple[str, ...], ...]


def data_in(document: tree.Document) -> Iterator[NamedData]:
    """The figures behind every block that has any, in reading order."""
    for section in document.sections():
        for block in section.blocks:
            found = data_of(block)
            if found is not None:
                yield found


def data_of(block: tree.Block) -> NamedData | None:
    """The figures behind one block, None where it has none."""
    if isinstance(block, tree.Table) and block.data:
        return NamedData(block.anchor, block.number, plain_text(block.caption), block.data)
    if isinstance(block, tree.Chart) and block.table.data:
        return NamedData(block.anchor, block.number, plain_text(block.caption), block.table.data)
    if isinstance(block, tree.KeyFigure) and block.data:
        return NamedData(block.anchor, "", plain_text(block.label), block.data)
    return None


def grid_of(block: tree.Block) -> NamedGrid | None:
    """The cells of a table without figures behind it, spans filled with their text."""
    if not isinstance(block, tree.Table) or block.data:
        return None
    rows = tuple(tuple(_texts(row)) for row in (*block.head, *block.rows))
    return NamedGrid(block.anchor, block.number, plain_text(block.caption), rows)


def block_at(document: tree.Document, anchor: str) -> tree.Block | None:
    """The block that a reader finds under this anchor."""
    blocks = (block for section in document.sections() for block in section.blocks)
    return next((block for block in blocks if getattr(block, "anchor", "") == anchor), None)


def merged(found: Iterable[NamedData]) -> DataSet:
    """All figures in one set, each once."""
    indicators: dict[str, DataIndicator] = {}
    regions: dict[str, DataRegion] = {}
    figures: dict[tuple[str, str, int, str], Datum] = {}
    for one in found:
        indicators |= {item.key: item for item in one.data.indicators}
        regions |= {item.code: item for item in one.data.regions}
        figures |= {(item.indicator, item.region, item.sort, item.group): item for item in one.data.figures}
    return DataSet(
        indicators=tuple(indicators.values()), regions=tuple(regions.values()), figures=tuple(figures.values())
    )


def _texts(row: tuple[tree.Cell, ...]) -> Iterator[str]:
    for cell in row:
        yield from [" ".join(plain_text(line.inlines) for line in cell.lines)] * cell.colspan
