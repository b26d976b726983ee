"""Line and bar charts in Word's own form (DrawingML), with their figures in a workbook: they can be edited there.

Told apart without colour, as in app/rendering/charts: by thickness, dash, mark and filling. A name and the last figure
stand at a line's end.
"""

from collections.abc import Iterable, Iterator

from app.rendering.charts.canvas import BAR, COUNTRY, GRID, INK, INK_2, INK_3, OWN, PAPER, STRONG, WIDTHS
from app.rendering.charts.lines import line_scale
from app.rendering.charts.scale import Scale
from app.rendering.charts.spread import spread
from app.rendering.charts.type import width_of
from app.rendering.drawings import Bars, Lines, SeriesRole
from app.rendering.writers.word.markup import text
from app.rendering.writers.word.numbering import LANGUAGES
from app.rendering.writers.word.sheets import SHEET, Column, Sheet, bar_sheet, line_sheet

EMU_PER_POINT = 12700
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LEFT, TOP, HEIGHT = 0.07, 0.11, 0.77  # of the lines within the whole
WIDEST_LABEL = 0.4
LABEL_HEIGHT = 0.085
LABEL_EDGES = 24  # pixels round a label

_LINES = {  # colour, points, dash, mark, its size, its filling
    SeriesRole.OWN: (OWN, 2.25, "solid", "circle", 6, OWN),
    SeriesRole.COUNTY: (INK_2, 1.25, "solid", "square", 6, PAPER),
    SeriesRole.COUNTRY: (COUNTRY, 1.25, "dash", "diamond", 7, COUNTRY),
    SeriesRole.PEER: (STRONG, 1.0, "solid", "none", 5, STRONG),
}
_BARS = {
    SeriesRole.OWN: f'<a:solidFill><a:srgbClr val="{OWN[1:]}"/></a:solidFill>',
    SeriesRole.PEER: f'<a:solidFill><a:srgbClr val="{BAR[1:]}"/></a:solidFill>',
    SeriesRole.COUNTY: (
        f'<a:pattFill prst="wdDnDiag"><a:fgClr><a:srgbClr val="{INK_2[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{PAPER[1:]}"/></a:bgClr></a:pattFill>'
    ),
    SeriesRole.COUNTRY: (
        f'<a:pattFill prst="ltUpDiag"><a:fgClr><a:srgbClr val="{COUNTRY[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{PAPER[1:]}"/></a:bgClr></a:pattFill>'
    ),
}
_LANGUAGE_NUMBERS = {"fi": "40B", "sv": "81D", "en": "809"}
_PEER_DASHES = ("solid", "sysDot", "dash")
_AXES = '<c:axId val="1001"/><c:axId val="1002"/>'
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def chart_xml(drawing: Lines | Bars, language: str, workbook: str) -> bytes:
    """The chart's part; `workbook` is the relation of its figures."""
    plot = _line_plot(drawing, language) if isinstance(drawing, Lines) else _bar_plot(drawing, language)
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="{LANGUAGES[language]}"/>'
        '<c:roundedCorners val="0"/>'
        f"<c:chart>{_unit(drawing.unit)}"
        f"<c:plotArea>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(INK_2, points=9.5)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _unit(unit: str) -> str:
    """Once, at the upper left corner."""
    if not unit:
        return '<c:autoTitleDeleted val="1"/>'
    words = f'<a:r><a:rPr sz="950" b="0">{_solid(INK_3)}</a:rPr><a:t>{text(unit)}</a:t></a:r>'
    place = '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/>'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="950" b="0"/></a:pPr>{words}</a:p></c:rich></c:tx>'
        f'<c:layout><c:manualLayout>{place}</c:manualLayout></c:layout><c:overlay val="1"/></c:title>'
        '<c:autoTitleDeleted val="0"/>'
    )


def _line_plot(drawing: Lines, language: str) -> str:
    sheet, scale = line_sheet(drawing), line_scale(drawing, TOP + HEIGHT, TOP)
    labels = _end_labels(sheet, scale, _number_format(drawing.decimals, language))
    series = "".join(
        _series(sheet, index, _line_look(column, index), label)
        for index, (column, label) in enumerate(zip(sheet.columns, labels, strict=True))
    )
    return (
        f"{_layout(LEFT, TOP, 0.98 - LEFT - _label_share(drawing), HEIGHT)}<c:lineChart>"
        f'<c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_AXES}</c:lineChart>'
        f"{_category_axis('b', 'minMax', GRID)}{_value_axis(scale, language)}"
    )


def _label_share(drawing: Lines) -> float:
    """How much of the width the names and figures at the lines' ends take."""
    said = (f"{one.name} {mark.text}" for one in drawing.series for mark in one.marks[-1:])
    widest = max((width_of(words, bold=True) for words in said), default=0.0)
    return min(WIDEST_LABEL, (widest + LABEL_EDGES) / WIDTHS["wide"])


def _last(column: Column) -> int:
    return max((index for index, value in enumerate(column.values) if value is not None), default=-1)


def _line_look(column: Column, place: int) -> str:
    """Peers, which have no marks, are told apart by their dashes."""
    colour, points, dash, mark, size, filling = _LINES[column.roles[0] if column.roles else SeriesRole.OWN]
    if mark == "none":
        dash = _PEER_DASHES[place % len(_PEER_DASHES)]
    drawn = f'{_solid(colour)}<a:prstDash val="{dash}"/><a:round/>'
    line = f'<a:ln w="{round(points * EMU_PER_POINT)}" cap="rnd">{drawn}</a:ln>'
    edge = f'<a:ln w="15875">{_solid(colour)}</a:ln>'
    shape = "" if mark == "none" else f'<c:size val="{size}"/><c:spPr>{_solid(filling)}{edge}</c:spPr>'
    return f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="{mark}"/>{shape}</c:marker>'


def _end_labels(sheet: Sheet, scale: Scale, numbers: str) -> Iterator[str]:
    """Name and figure at each line's end; of lines that reach the newest year beside it, moved apart."""
    ends = [_last(column) for column in sheet.columns]
    newest = [index for index, end in enumerate(ends) if end == len(sheet.categories) - 1]
    wanted = [scale.at(sheet.columns[index].values[-1] or 0) for index in newest]
    moved = dict(zip(newest, spread(wanted, [LABEL_HEIGHT] * len(wanted), 0, 1), strict=True))
    at = dict(zip(newest, wanted, strict=True))
    for index, end in enumerate(ends):
        place = f"{moved[index] - at[index]:.4f}" if index in moved else ""
        yield _end_label(sheet.columns[index], end, place, numbers) if end >= 0 else ""


def _end_label(column: Column, end: int, down: str, numbers: str) -> str:
    own = column.roles[end] is SeriesRole.OWN
    colour = {SeriesRole.OWN: OWN, SeriesRole.COUNTRY: COUNTRY}.get(column.roles[end], INK)
    place = f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{down}"/></c:manualLayout></c:layout>' if down else ""
    shown = _shows(value=True, name=True)
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{end}"/>{place}{numbers}<c:spPr><a:noFill/></c:spPr>'
        f'{_letters(colour, points=9.5, bold=own)}<c:dLblPos val="{"r" if down else "t"}"/>{shown}'
        f"<c:separator> </c:separator></c:dLbl>{_shows()}</c:dLbls>"
    )


def _bar_plot(drawing: Bars, language: str) -> str:
    sheet = bar_sheet(drawing)
    roles = sheet.columns[0].roles
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_bar_look(role)}</c:dPt>'
        for index, role in enumerate(roles)
    )
    figures = (
        f"<c:dLbls>{_number_format(drawing.decimals, language)}<c:spPr><a:noFill/></c:spPr>{_letters(INK, points=9.5)}"
        f'<c:dLblPos val="outEnd"/>{_shows(value=True)}</c:dLbls>'
    )
    look = f'{_bar_look(SeriesRole.PEER)}<c:invertIfNegative val="0"/>'
    return (
        f'{_layout(*_bar_place(sheet))}<c:barChart><c:barDir val="bar"/>'
        '<c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{_series(sheet, 0, look, points + figures)}<c:gapWidth val="50"/>{_AXES}</c:barChart>'
        f"{_category_axis('l', 'maxMin', STRONG)}{_hidden_axis()}"
    )


def _bar_place(sheet: Sheet) -> tuple[float, float, float, float]:
    """Under the unit and beside the names."""
    names = max((width_of(name) for name in sheet.categories), default=0.0) / WIDTHS["wide"]
    left = min(0.35, names + 0.03)
    top = 0.7 / (len(sheet.categories) + 1)
    return left, top, 0.92 - left, 0.98 - top


def _bar_look(role: SeriesRole) -> str:
    edge = COUNTRY if role is SeriesRole.COUNTRY else INK_2
    line = f'<a:ln w="12700">{_solid(edge)}</a:ln>' if role in (SeriesRole.COUNTY, SeriesRole.COUNTRY) else ""
    return f"<c:spPr>{_BARS[role]}{line}</c:spPr>"


def _series(sheet: Sheet, index: int, look: str, labels: str) -> str:
    """A column of the sheet; its figures stand here too, for whoever does not open the workbook."""
    column, letter, last = sheet.columns[index], _letter(index + 1), len(sheet.categories) + 1
    names = _points((place, text(name)) for place, name in enumerate(sheet.categories))
    figures = _points((place, repr(value)) for place, value in enumerate(column.values) if value is not None)
    count = f'<c:ptCount val="{len(sheet.categories)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{_points([(0, text(column.name))])}</c:strCache></c:strRef></c:tx>'
        f"{look}{labels}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{figures}</c:numCache></c:numRef></c:val>"
        "{smooth}</c:ser>"
    ).replace("{smooth}", '<c:smooth val="0"/>' if "<c:marker>" in look else "")


def _letter(place: int) -> str:
    return chr(ord("A") + place % 26)


def _points(values: Iterable[tuple[int, str]]) -> str:
    return "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in values)


def _category_axis(side: str, orientation: str, colour: str) -> str:
    return (
        f'<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="{orientation}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{_solid(colour)}</a:ln></c:spPr><c:crossAx val="1002"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(scale: Scale, language: str) -> str:
    decimals = len(f"{scale.step:.6f}".rstrip("0").partition(".")[2])
    return (
        f'<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.ticks()[-1]:.12g}"/>'
        f'<c:min val="{scale.low:.12g}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:majorGridlines><c:spPr><a:ln w="6350">{_solid(GRID)}</a:ln></c:spPr></c:majorGridlines>'
        f"{_number_format(decimals, language)}"
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_NO_LINE}'
        f'<c:crossAx val="1001"/><c:crosses val="min"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{scale.step:.12g}"/></c:valAx>'
    )


def _hidden_axis() -> str:
    """The scale of bars: from zero, without figures of its own, since each bar has one."""
    return (
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1001"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _layout(left: float, top: float, width: float, height: float) -> str:
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/><c:h val="{height}"/></c:manualLayout></c:layout>'
    )


def _number_format(decimals: int, language: str) -> str:
    """With the signs of the language, where the reader's program knows them by its number."""
    zeros = f".{'0' * decimals}" if decimals else ""
    return f'<c:numFmt formatCode="[$-{_LANGUAGE_NUMBERS[language]}]#,##0{zeros}" sourceLinked="0"/>'


def _shows(*, value: bool = False, name: bool = False) -> str:
    """What labels show: figure and series."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def _letters(colour: str, *, points: float, bold: bool = False) -> str:
    """The type of labels, which stand on one line."""
    return (
        '<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(points * 100)}" b="{int(bold)}">{_solid(colour)}'
        '<a:latin typeface="Source Sans 3"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>'
    )
