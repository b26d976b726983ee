"""The form in which figures are typed: a row a period, a column a region and population group. Pure but for regions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.clock import now
from app.errors import BadInput
from app.i18n import gettext
from app.indicators.models import Indicator
from app.own_figures.forms import GridForm, read_day
from app.own_figures.models import OwnFigure
from app.own_figures.numbers import read_number, typed_number
from app.own_figures.periods import read_period
from app.own_figures.saving import FigureRow, RowError


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as typed. `was` is what it held when the form was opened; `theirs` what somebody saved meanwhile."""

    region: str
    period: str
    group: str
    value: str = ""
    was: str = ""
    answers: str = ""
    answers_was: str = ""
    error: str = ""
    theirs: str = ""

    @property
    def name(self) -> str:
        """As the form's field `cell` names it."""
        return f"{self.region}|{self.period}|{self.group}"

    @property
    def changed(self) -> bool:
        return (self.value, self.answers) != (self.was, self.answers_was)


def stored_cells(
    indicator: Indicator, figures: Iterable[OwnFigure], periods: Sequence[str], columns: Sequence[tuple[str, str]]
) -> list[Cell]:
    """The cells of these periods and columns with what is stored in them, row by row."""
    held = {(item.region_code, item.period, item.population_group): item for item in figures}
    return [
        _stored(Cell(region, period, group), held.get((region, period, group)), indicator.decimals)
        for period in periods
        for region, group in columns
    ]


def _stored(cell: Cell, figure: OwnFigure | None, decimals: int) -> Cell:
    if figure is None:
        return cell
    value = typed_number(figure.value, decimals)
    answers = typed_number(figure.answers, 0)
    return replace(cell, value=value, was=value, answers=answers, answers_was=answers)


def typed_cells(form: GridForm) -> list[Cell]:
    """The cells as they were sent. Raises BadInput for what no form of ours sends."""
    form.checked()
    cells = []
    for index, name in enumerate(form.cell):
        region, _, rest = name.partition("|")
        period, _, group = rest.partition("|")
        if not (region and group) or read_period(period) is None:
            raise BadInput
        answers = (form.answers[index], form.answers_was[index]) if form.answers else ("", "")
        cells.append(Cell(region, period, group, form.value[index], form.was[index], *answers))
    return cells


def checked_cells(
    indicator: Indicator, cells: Sequence[Cell], figures: Sequence[OwnFigure], who: Mapping[int, str]
) -> list[Cell]:
    """The cells with what is wrong: not a number, or changed meanwhile by somebody else (`who` by id)."""
    held = {(item.region_code, item.period, item.population_group): item for item in figures}
    return [_checked(cell, indicator, held.get((cell.region, cell.period, cell.group)), who) for cell in cells]


def _checked(cell: Cell, indicator: Indicator, figure: OwnFigure | None, who: Mapping[int, str]) -> Cell:
    if not cell.changed:
        return cell
    stored = _stored(Cell(cell.region, cell.period, cell.group), figure, indicator.decimals)
    held = (stored.value, stored.answers)
    if held not in ((cell.was, cell.answers_was), (cell.value, cell.answers)):
        name = who.get(figure.entered_by, "") if figure else ""
        theirs = stored.value or gettext("nothing: it was taken away")
        return replace(
            cell, was=stored.value, answers_was=stored.answers, theirs=f"{theirs} ({name})" if name else theirs
        )
    return replace(cell, error=_fault(cell))


def _fault(cell: Cell) -> str:
    if cell.value and read_number(cell.value) is None:
        return gettext("This is not a number.")
    if cell.answers and not cell.value:
        return gettext("Give the figure too.")
    answers = read_number(cell.answers)
    if cell.answers and (answers is None or answers < 0 or answers != int(answers)):
        return gettext("The number of answers is a whole number.")
    return ""


def rows_of(indicator: Indicator, cells: Iterable[Cell], form: GridForm) -> tuple[list[Cell], list[FigureRow]]:
    """The changed cells and what is to be saved of them."""
    changed = [cell for cell in cells if cell.changed]
    day = read_day(form.collected_on) if form.collected_on else None
    rows = []
    for cell in changed:
        answers = read_number(cell.answers)
        rows.append(
            FigureRow(
                indicator_key=indicator.key,
                region_code=cell.region,
                period=cell.period,
                value=read_number(cell.value),
                population_group=cell.group,
                answers=int(answers) if answers is not None else None,
                collected_on=day,
                note=form.note,
            )
        )
    return changed, rows


def with_errors(cells: Sequence[Cell], changed: Sequence[Cell], errors: Iterable[RowError]) -> list[Cell]:
    """The cells with what the saving said of them."""
    messages = {changed[error.row].name: error.message for error in errors}
    return [replace(cell, error=messages.get(cell.name, cell.error)) for cell in cells]


def figures_as_typed(indicator: Indicator, cells: Iterable[Cell], figures: Iterable[OwnFigure]) -> list[OwnFigure]:
    """The figures as they would be if the form were saved now; what is no number is left as it is stored."""
    held = {(item.region_code, item.period, item.population_group): item for item in figures}
    for cell in cells:
        place, number, period = (
            (cell.region, cell.period, cell.group),
            read_number(cell.value),
            read_period(cell.period),
        )
        if not cell.changed or period is None or (cell.value and number is None):
            continue
        old = held.pop(place, None)
        if number is not None:
            answers = read_number(cell.answers)
            held[place] = OwnFigure(
                indicator_key=indicator.key,
                region_code=cell.region,
                period_sort=period.sort,
                population_group=cell.group,
                period=period.text,
                value=number,
                answers=int(answers) if answers is not None else None,
                cleared=old is not None and old.cleared and old.value == number,
                entered_by=0,
                entered_at=now(),
            )
    return list(held.values())
