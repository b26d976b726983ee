"""The page with the form in which figures are typed, and what it warns of before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.accounts.queries import users_by_id
from app.clock import today
from app.i18n import gettext
from app.indicators.models import Indicator
from app.organisations.queries import containers
from app.own_figures.forms import GridForm, read_day
from app.own_figures.grid import (
    Cell,
    checked_cells,
    figures_as_typed,
    rows_of,
    stored_cells,
    typed_cells,
    with_errors,
)
from app.own_figures.indicator_pages import Column, columns_of
from app.own_figures.list_page import organisation_name
from app.own_figures.models import OwnFigure, OwnIndicator, Survey
from app.own_figures.periods import read_period, year
from app.own_figures.publishing import hidden_figures, place_of
from app.own_figures.queries import areas_of, figures_of, lock_indicators, number_of
from app.own_figures.saving import GROUPS, save_figures
from app.own_figures.words import WHY_WORDS, names_of, place_words, title_of, unit_of
from app.web.templating import Page

YEARS_SHOWN, MOST_YEARS = 5, 40
MOST_ROWS, MOST_COLUMNS = 50, 60  # together as many cells as the form takes
MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """Which rows and columns the form has. Without years the last ones; without regions the organisation's."""

    first: int | None = None
    last: int | None = None
    regions: tuple[str, ...] = ()
    by_sex: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WarningsPart(Page):
    """What would be hidden in public if this were saved. With HTMX it is drawn anew while people type."""

    template: ClassVar[str] = "own_figures/_warnings.html"
    warnings: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class GridPage(Page):
    """The form. `problem` says why nothing was saved; `first`, `last`, `regions` and `by_sex` are its shape."""

    template: ClassVar[str] = "own_figures/grid.html"
    slug: str
    organisation_name: str
    address: str
    title: str
    unit: str
    masks_small: bool
    has_answers: bool
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    collected_on: str
    note: str
    first: int
    last: int
    regions: tuple[tuple[str, str, bool], ...]
    by_sex: bool
    warnings: tuple[str, ...]
    more: int
    problem: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The form of one own indicator, for one person."""

    session: Session
    access: OrganisationAccess
    own: OwnIndicator
    indicator: Indicator

    def opened(self, shape: Shape) -> GridPage:
        """With what is stored."""
        figures = figures_of(self.session, self.indicator.key)
        first, last = _years(shape)
        regions = shape.regions or self._home()
        known = {item.period: item.period_sort for item in figures if _within(item, shape)}
        periods = known | {year(number).text: year(number).sort for number in range(first, last + 1)}
        by_sex = shape.by_sex or any(item.population_group != "total" for item in figures)
        groups = GROUPS if by_sex else ("total",)
        columns = dict.fromkeys((region, group) for region in regions for group in groups)
        if not shape.regions:
            columns |= dict.fromkeys((item.region_code, item.population_group) for item in figures)
        ordered = sorted(periods, key=lambda text: -periods[text])[:MOST_ROWS]
        cells = stored_cells(self.indicator, figures, ordered, list(columns)[:MOST_COLUMNS])
        return self._page(cells, GridForm(), figures, Shape(first, last, tuple(regions), by_sex))

    def save(self, form: GridForm) -> GridPage | None:
        """Save what was changed; the form again, with all that was typed, when something stands against it."""
        lock_indicators(self.session, [self.indicator.key])
        figures = figures_of(self.session, self.indicator.key)
        people = users_by_id(self.session, {item.entered_by for item in figures})
        cells = checked_cells(
            self.indicator, typed_cells(form), figures, {id_: user.name for id_, user in people.items()}
        )
        if any(cell.theirs for cell in cells):
            return self._again(
                cells, form, figures, gettext("Nothing is saved yet: somebody changed the same figures meanwhile.")
            )
        if form.collected_on and read_day(form.collected_on) is None:
            return self._again(cells, form, figures, gettext("Give the day as day.month.year. Nothing is saved yet."))
        changed, rows = rows_of(self.indicator, cells, form)
        if not any(cell.error for cell in cells):
            saved = save_figures(self.session, self.access.person.id, self.access.organisation, rows)
            if not saved.errors:
                return None
            cells = with_errors(cells, changed, saved.errors)
        return self._again(cells, form, figures, gettext("Check the marked figures. Nothing is saved yet."))

    def looked_at(self, form: GridForm) -> GridPage:
        """The form as typed, with what would be hidden; nothing is saved."""
        figures = figures_of(self.session, self.indicator.key)
        return self._again(checked_cells(self.indicator, typed_cells(form), figures, {}), form, figures, "")

    def warnings(self, form: GridForm) -> WarningsPart:
        """Only what would be hidden."""
        figures = figures_of(self.session, self.indicator.key)
        told = self._warned(typed_cells(form), figures)
        return WarningsPart(warnings=told[:MOST_TOLD], more=max(0, len(told) - MOST_TOLD))

    def _again(self, cells: Sequence[Cell], form: GridForm, figures: Sequence[OwnFigure], problem: str) -> GridPage:
        years = [int(cell.period[:4]) for cell in cells if cell.period.isdecimal()] or [today().year - 1]
        regions = tuple(dict.fromkeys(cell.region for cell in cells))
        by_sex = any(cell.group != "total" for cell in cells)
        return self._page(cells, form, figures, Shape(min(years), max(years), regions, by_sex), problem)

    def _page(
        self, cells: Sequence[Cell], form: GridForm, figures: Sequence[OwnFigure], shape: Shape, problem: str = ""
    ) -> GridPage:
        first_row = [cell for cell in cells if cell.period == cells[0].period]
        choices = {*self._choices(), *(cell.region for cell in cells)}
        names = names_of(self.session, choices)
        told = self._warned(cells, figures)
        return GridPage(
            slug=self.access.organisation.slug,
            organisation_name=organisation_name(self.access),
            address=f"/{self.access.organisation.slug}/own-figures/indicators/{number_of(self.indicator.key)}",
            title=title_of(self.indicator),
            unit=unit_of(self.indicator),
            masks_small=self.own.masks_small,
            has_answers=self.own.survey_id is not None,
            columns=tuple(column for _, column in columns_of([(c.region, c.group) for c in first_row], names)),
            rows=_grid_rows(cells, [place for place, _ in columns_of([(c.region, c.group) for c in first_row], names)]),
            collected_on=form.collected_on,
            note=form.note,
            first=shape.first or 0,
            last=shape.last or 0,
            regions=tuple(
                (code, names[code], code in shape.regions) for code in sorted(choices, key=names.__getitem__)
            ),
            by_sex=shape.by_sex,
            warnings=told[:MOST_TOLD],
            more=max(0, len(told) - MOST_TOLD),
            problem=problem,
            is_changed=any(cell.changed for cell in cells),
        )

    def _warned(self, cells: Sequence[Cell], figures: Sequence[OwnFigure]) -> tuple[str, ...]:
        """What would be hidden that is not hidden already as it stands, or is typed now."""
        survey = self.session.get(Survey, self.own.survey_id) if self.own.survey_id else None
        typed = figures_as_typed(self.indicator, cells, figures)
        typed = [item for item in typed if read_period(item.period) is not None]
        areas = areas_of(self.session, {item.region_code for item in (*typed, *figures)})
        hidden = hidden_figures(self.own, survey, typed, areas)
        before = hidden_figures(self.own, survey, figures, areas)
        changed = {(cell.region, cell.period, cell.group) for cell in cells if cell.changed}
        names = names_of(self.session, {item.region_code for item in typed})
        told = [
            f"{place_words(item, names)}: {gettext(WHY_WORDS[why])}"
            for item in sorted(typed, key=lambda item: (-item.period_sort, item.region_code))
            if (why := hidden.get(place_of(item)))
            and ((item.region_code, item.period, item.population_group) in changed or place_of(item) not in before)
        ]
        return (*told, *self._sums(typed, names, changed))

    def _sums(
        self, figures: Sequence[OwnFigure], names: dict[str, str], changed: set[tuple[str, str, str]]
    ) -> list[str]:
        """Counts in which the sexes together are more than everybody."""
        if not self.own.masks_small:
            return []
        told, words = [], gettext("men and women together are more than all")
        for (region, period), group in groupby(
            sorted(figures, key=lambda item: (item.region_code, item.period)),
            key=lambda item: (item.region_code, item.period),
        ):
            values = {item.population_group: item for item in group}
            if len(values) == len(GROUPS) and any((region, period, name) in changed for name in GROUPS):
                total = values["total"]
                if values["male"].value + values["female"].value > total.value:
                    told.append(f"{place_words(total, names)}: {words}")
        return told

    def _home(self) -> list[str]:
        """The organisation's own region; of a county also its municipalities."""
        own = self.access.organisation.region_code
        return list(dict.fromkeys([own, *sorted(areas_of(self.session, [own])[own])]))

    def _choices(self) -> list[str]:
        around = [region.code for region in containers(self.session, self.access.organisation.region_code)]
        return [*self._home(), *around]


def _years(shape: Shape) -> tuple[int, int]:
    last = shape.last or today().year - 1
    first = min(shape.first or last - YEARS_SHOWN + 1, last)
    return max(first, last - MOST_YEARS + 1), last


def _within(figure: OwnFigure, shape: Shape) -> bool:
    """Does the figure belong to the years that were asked for? Without years all do."""
    number = figure.period_sort // 100
    return (shape.first or 0) <= number <= (shape.last or number)


def _grid_rows(cells: Sequence[Cell], places: Sequence[tuple[str, str]]) -> tuple[GridRow, ...]:
    rows = []
    for period in dict.fromkeys(cell.period for cell in cells):
        of_period = {(cell.region, cell.group): cell for cell in cells if cell.period == period}
        rows.append(GridRow(period, tuple(of_period[place] for place in places if place in of_period)))
    return tuple(rows)
