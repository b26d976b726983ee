"""Which figures a report prints, and where: read from the Document that readers would get."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.indicators.queries import FigurePlace
from app.rendering import tree
from app.rendering.dataset import DataSet


@dataclass(frozen=True, slots=True)
class Printed:
    """A section that prints a figure, by number and title."""

    anchor: str
    name: str


def printed_figures(document: tree.Document) -> dict[FigurePlace, list[Printed]]:
    """Every figure behind the Document's tables, charts and key figures, with the sections that print it."""
    found: defaultdict[FigurePlace, dict[Printed, None]] = defaultdict(dict)
    for section in document.sections():
        here = Printed(section.anchor, f"{section.number} {section.title}".strip())
        for data in _data_of(section):
            for datum in data.figures:
                found[datum.indicator, datum.region, datum.sort, datum.group][here] = None
    return {place: list(sections) for place, sections in found.items()}


def _data_of(section: tree.Section) -> Iterator[DataSet]:
    for block in section.blocks:
        data = block.table.data if isinstance(block, tree.Chart) else getattr(block, "data", None)
        if data is not None:
            yield data
