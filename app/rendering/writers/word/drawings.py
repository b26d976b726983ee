"""Drawings as they stand in a Word text: lines and bars are Word's own charts, dots, maps and images are pictures."""

import struct
from dataclasses import dataclass
from pathlib import Path

import resvg_py

from app.rendering import tree
from app.rendering.charts import draw
from app.rendering.charts.canvas import PAPER
from app.rendering.drawings import Bars, Lines

FONTS_DIR = Path(__file__).resolve().parents[2] / "fonts"
FONTS = [str(path) for path in sorted(FONTS_DIR.glob("*.ttf"))]
ZOOM = 2  # 1 360 pixels over 168 mm
MILLIMETRE = 36_000  # EMU, as all lengths here
EMU_PER_PIXEL = 9525
EMU_PER_TWIP = 635
LINES_HEIGHT = 78 * MILLIMETRE
BAR_HEIGHT = 8 * MILLIMETRE
BARS_EDGES = 10 * MILLIMETRE
TALLEST = 200 * MILLIMETRE  # so that the caption stays on the page
ARMS_HEIGHT = 24 * MILLIMETRE
ARMS_WIDEST = 70 * MILLIMETRE
ARMS_PIXELS = 480

_FRAME = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
    '{named}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}">{content}'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_CHART = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relation}"/>'
_PICTURE = (
    "<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
    "<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
)
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as pixels, and as the drawing that those were made of; `size` is its natural one."""

    pixels: bytes
    size: tuple[int, int]
    drawing: bytes = b""


def image_xml(image: Image, name: str, relations: tuple[str, str], *, line: int, tallest: int = TALLEST) -> str:
    """A run with an image, or as much smaller as the page asks for. `relations` are of its pixels and its drawing.

    `name` is what Word calls it and what it tells; with an empty description it is decoration.
    """
    shrink = min(1, line / image.size[0], tallest / image.size[1])
    size = f'cx="{max(round(image.size[0] * shrink), 1)}" cy="{max(round(image.size[1] * shrink), 1)}"'
    decoration = _DECORATION if name.endswith('descr=""') else ""
    named = f"<wp:docPr {name}>{decoration}</wp:docPr>"
    content = _PICTURE.format(name=name, blip=_blip(*relations), size=size)
    return _FRAME.format(size=size, named=named, kind="picture", content=content)


def _blip(pixels: str, drawing: str) -> str:
    """Programs that know SVG show the drawing, all others its pixels."""
    if not drawing:
        return f'<a:blip r:embed="{pixels}"/>'
    return (
        f'<a:blip r:embed="{pixels}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
        f' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{drawing}"/>'
        "</a:ext></a:extLst></a:blip>"
    )


def chart_frame(drawing: Lines | Bars, name: str, relation: str, *, line: int) -> str:
    """A run with a chart of Word's own form."""
    height = LINES_HEIGHT
    if isinstance(drawing, Bars):
        height = min(TALLEST, BARS_EDGES + BAR_HEIGHT * (len(drawing.bars) + 1))
    named = f"<wp:docPr {name}/><wp:cNvGraphicFramePr/>"
    size = f'cx="{line}" cy="{height}"'
    return _FRAME.format(size=size, named=named, kind="chart", content=_CHART.format(relation=relation))


def drawn(chart: tree.Chart, language: str, *, line: int) -> Image:
    """A drawing that fills the line. Where the report's typeface is not installed, its SVG is set in another sans."""
    svg = draw(chart, width="wide", look="print", language=language)
    pixels = _rasterised(svg, zoom=ZOOM)
    across, down = pixel_size(pixels)
    return Image(pixels, (line, round(line * down / across)), svg.encode())


def arms(content: bytes, media_type: str) -> Image:
    """An organisation's arms, as high as they stand on a cover."""
    is_svg = media_type == "image/svg+xml"
    pixels = _rasterised(content.decode(), height=ARMS_PIXELS) if is_svg else content
    across, down = pixel_size(pixels)
    height = min(ARMS_HEIGHT, round(ARMS_WIDEST * down / across))
    return Image(pixels, (round(height * across / down), height), content if is_svg else b"")


def _rasterised(svg: str, *, zoom: int | None = None, height: int | None = None) -> bytes:
    background = PAPER if zoom else None
    png: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        height=height,
        background=background,
        font_family="Source Sans 3",
        font_files=FONTS,
        skip_system_fonts=True,
    )
    return png


def pixel_size(png: bytes) -> tuple[int, int]:
    across, down = struct.unpack(">II", png[16:24])
    return max(across, 1), max(down, 1)
