"""The cells that tables of figures are made of, in the report's language."""

from typing import Literal

from app.blocks.judgement import JUDGEMENTS, Change, Judgement
from app.blocks.printing import absent_text, difference_text
from app.i18n import N_, Language, translate
from app.rendering import tree
from app.rendering.series import Absence, IndicatorInfo, RegionName
from app.rendering.tree import LineRole

STAND_INS: dict[str, str] = {"MK": N_("figure of the region"), "HV": N_("figure of the county")}


def title_lines(info: IndicatorInfo) -> list[tree.Line]:
    """The indicator's name, and its unit where the name does not tell it."""
    lines = [line(info.title)]
    if info.unit and info.unit not in info.title:
        lines.append(line(info.unit, LineRole.UNIT))
    return lines


def direction_of(change: Change) -> LineRole:
    """Which way the number moved."""
    return LineRole.UP if change.amount > 0 else LineRole.DOWN if change.amount < 0 else LineRole.FLAT


def difference_line(change: Change, info: IndicatorInfo, language: Language) -> tree.Line:
    """A change as a number; the line's role tells its direction."""
    return line(difference_text(change.amount, info, language), direction_of(change))


def absent_line(absence: Absence, language: Language) -> tree.Line:
    """Why there is no figure, in words."""
    return line(absent_text(absence, language), LineRole.ABSENT)


def judgement_line(judgement: Judgement, language: Language, *, overridden: bool = False) -> tree.Line:
    """The outcome word; a star where people have set it."""
    role, word = JUDGEMENTS[judgement]
    return line(translate(language, word) + ("*" if overridden else ""), role)


def borrowed_line(region: RegionName, language: Language) -> tree.Line:
    """Whose figure stands in a column of another region with the same boundaries."""
    return line(translate(language, STAND_INS[region.code[:2]]), LineRole.NOTE)


def line(text: str, role: LineRole = LineRole.PLAIN) -> tree.Line:
    return tree.Line(inlines=(tree.Text(text=text),), role=role)


def cell(
    *lines: tree.Line,
    scope: Literal["col", "row", "rowgroup"] | None = None,
    label: str = "",
    numeric: bool = False,
    colspan: int = 1,
    rowspan: int = 1,
) -> tree.Cell:
    return tree.Cell(lines=lines, scope=scope, label=label, numeric=numeric, colspan=colspan, rowspan=rowspan)
