"""Data blocks of a text: one file per kind, one registry. Pure."""

from app.blocks.bar_chart import BarChart
from app.blocks.base import Block
from app.blocks.change_list import ChangeList
from app.blocks.gap_chart import GapChart
from app.blocks.indicator_table import IndicatorTable
from app.blocks.key_figure import KeyFigure
from app.blocks.left_out_list import LeftOutList
from app.blocks.line_chart import LineChart
from app.blocks.region_map import RegionMap
from app.errors import NotFound

BLOCK_TYPES: tuple[Block, ...] = (
    IndicatorTable(),
    LineChart(),
    BarChart(),
    GapChart(),
    RegionMap(),
    KeyFigure(),
    ChangeList(),
    LeftOutList(),
)
_BY_KIND = {block.kind: block for block in BLOCK_TYPES}


def block_of(kind: str) -> Block:
    """The kind of block that this node name means. Raises NotFound."""
    if kind not in _BY_KIND:
        raise NotFound
    return _BY_KIND[kind]
