"""Drawings as they stand in a Word text: lines and bars are Word's own charts, dots, maps and images are pictures."""

import struct
from pathlib import Path

import resvg_py

from app.rendering import tree
from app.rendering.charts import draw
from app.rendering.charts.canvas import PAPER
from app.rendering.drawings import Bars, Lines
from app.rendering.writers.word.tables import PORTRAIT_WIDTH

FONTS_DIR = Path(__file__).resolve().parents[2] / "fonts"
FONTS = [str(path) for path in sorted(FONTS_DIR.glob("*.ttf"))]
ZOOM = 2  # 1 360 pixels over 168 mm
WIDTH = PORTRAIT_WIDTH * 635  # EMU, as all lengths here
MILLIMETRE = 36_000
LINES_HEIGHT = 78 * MILLIMETRE
BAR_HEIGHT = 8 * MILLIMETRE
BARS_EDGES = 10 * MILLIMETRE
TALLEST = 200 * MILLIMETRE  # so that the caption stays on the page

_FRAME = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
    '{named}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}">{content}'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_CHART = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relation}"/>'
_PICTURE = (
    "<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
    '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
)
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def image_xml(natural: tuple[int, int], name: str, relation: str, *, is_decoration: bool) -> str:
    """A run with an image of this width and height, or as much smaller as the page asks for."""
    shrink = min(1, WIDTH / natural[0], TALLEST / natural[1])
    size = f'cx="{round(natural[0] * shrink)}" cy="{round(natural[1] * shrink)}"'
    named = f"<wp:docPr {name}>{_DECORATION if is_decoration else ''}</wp:docPr>"
    content = _PICTURE.format(name=name, relation=relation, size=size)
    return _FRAME.format(size=size, named=named, kind="picture", content=content)


def chart_frame(drawing: Lines | Bars, name: str, relation: str) -> str:
    """A run with a chart of Word's own form."""
    height = LINES_HEIGHT
    if isinstance(drawing, Bars):
        height = min(TALLEST, BARS_EDGES + BAR_HEIGHT * (len(drawing.bars) + 1))
    named = f"<wp:docPr {name}/><wp:cNvGraphicFramePr/>"
    size = f'cx="{WIDTH}" cy="{height}"'
    return _FRAME.format(size=size, named=named, kind="chart", content=_CHART.format(relation=relation))


def picture(chart: tree.Chart, language: str) -> bytes:
    """The drawing for paper as PNG. An SVG beside it would be set in whatever font the reader has."""
    png: bytes = resvg_py.svg_to_bytes(
        svg_string=draw(chart, width="wide", look="print", language=language),
        zoom=ZOOM,
        background=PAPER,
        font_family="Source Sans 3",
        font_files=FONTS,
        skip_system_fonts=True,
    )
    return png


def natural_size(png: bytes) -> tuple[int, int]:
    """Width and height of a drawing that fills the line."""
    across, down = struct.unpack(">II", png[16:24])
    return WIDTH, round(WIDTH * down / across)
