"""Entering figures: every row is checked, then all are saved or none; what is public follows at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.errors import NotFound
from app.i18n import gettext
from app.i18n.formats import number_text
from app.indicators.models import Indicator
from app.organisations.models import Organisation
from app.own_figures.masking import SMALLEST_SHOWN, is_small
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.periods import Period, read_period
from app.own_figures.publishing import FigurePlace, place_of, publish
from app.own_figures.queries import figures_of, indicator_key, lock_indicators, named_indicators, regions_by_code

GROUPS = ("total", "male", "female")
LARGEST = 1e12
LONGEST_NOTE = 400
TOLD = 60  # changes that one entry of the log names


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure to be saved. Without `value` the stored one is taken away. `period`: 2024, 2022–2024, 2024M06."""

    indicator_key: str
    region_code: str
    period: str
    value: float | None
    population_group: str = "total"
    answers: int | None = None  # n behind it
    collected_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row, in the reader's language. `row` counts from 0."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class SavedFigures:
    """What became of the rows: how many figures changed, or what is wrong; with errors nothing is saved."""

    changed: int = 0
    errors: tuple[RowError, ...] = ()


def save_figures(
    session: Session, actor_id: int, organisation: Organisation, rows: Sequence[FigureRow]
) -> SavedFigures:
    """Save figures of the organisation's own indicators, all or none, and publish them masked."""
    assert organisation.id is not None
    keys = {row.indicator_key for row in rows}
    lock_indicators(session, keys)
    known = {
        key: pair for key, pair in named_indicators(session, keys).items() if pair[0].organisation_id == organisation.id
    }
    stored = {key: {place_of(figure): figure for figure in figures_of(session, key)} for key in known}
    errors = row_errors(session, known, stored, rows)
    if errors:
        return SavedFigures(errors=errors)
    changed = 0
    for key, own_rows in _by_indicator(rows).items():
        changes = [change for row in own_rows if (change := _save(session, actor_id, known[key], stored[key], row))]
        if changes:
            session.flush()
            _log(session, actor_id, known[key][0], changes)
            publish(session, key)
        changed += len(changes)
    return SavedFigures(changed)


Known = Mapping[str, tuple[OwnIndicator, Indicator]]
Stored = Mapping[str, Mapping[FigurePlace, OwnFigure]]


def row_errors(session: Session, known: Known, stored: Stored, rows: Sequence[FigureRow]) -> tuple[RowError, ...]:
    """What is wrong with each row, the first thing only."""
    regions = regions_by_code(session, {row.region_code for row in rows})
    seen: set[tuple[str, str, int, str]] = set()
    errors = []
    for index, row in enumerate(rows):
        message = next(_faults(row, known, stored, regions.keys()), "")
        period = read_period(row.period)
        place = (row.indicator_key, row.region_code, period.sort if period else 0, row.population_group)
        if not message and place in seen:
            message = gettext("The same figure is given twice.")
        seen.add(place)
        if message:
            errors.append(RowError(index, message))
    return tuple(errors)


def _faults(row: FigureRow, known: Known, stored: Stored, regions: Collection[str]) -> Iterator[str]:
    if row.indicator_key not in known:
        yield gettext("This is not one of the organisation's own indicators.")
        return
    own, indicator = known[row.indicator_key]
    period = read_period(row.period)
    if own.retired:
        yield gettext("The indicator has been retired.")
    if row.region_code not in regions:
        yield gettext("This region is not known.")
    if row.population_group not in GROUPS:
        yield gettext("The group is not known. Use total, male or female.")
    if period is None:
        yield gettext("Give a year (2024), years (2022–2024) or a month (2024M06).")
    elif (other := _other_period(row, period, stored[row.indicator_key])) is not None:
        yield gettext("There is already a figure that ends with the same month: %(period)s.", period=other)
    if row.value is not None:
        yield from number_faults(row.value, own, indicator)
    if row.answers is not None and not 0 <= row.answers < LARGEST:
        yield gettext("The number of answers cannot be negative.")
    if len(row.note) > LONGEST_NOTE:
        yield gettext("The note is longer than %(most)s characters.", most=LONGEST_NOTE)


def _other_period(row: FigureRow, period: Period, stored: Mapping[FigurePlace, OwnFigure]) -> str | None:
    """What stands under the same key as another period: 2024 and 2022–2024 end with the same month."""
    found = stored.get((row.region_code, period.sort, row.population_group))
    return found.period if found is not None and found.period != period.text else None


def number_faults(value: float, own: OwnIndicator, indicator: Indicator) -> Iterator[str]:
    """Why this cannot be a figure of the indicator, in the reader's language."""
    if not isfinite(value) or abs(value) >= LARGEST:
        yield gettext("This is not a number that can be saved.")
    elif own.masks_small and (value < 0 or value != int(value)):
        yield gettext("A count of people is a whole number, zero or more.")
    elif round(value, indicator.decimals) != value:
        yield gettext("Give at most %(decimals)s decimals, as the indicator has.", decimals=indicator.decimals)


def _by_indicator(rows: Sequence[FigureRow]) -> Mapping[str, list[FigureRow]]:
    found: defaultdict[str, list[FigureRow]] = defaultdict(list)
    for row in rows:
        found[row.indicator_key].append(row)
    return found


def _save(
    session: Session,
    actor_id: int,
    pair: tuple[OwnIndicator, Indicator],
    stored: Mapping[FigurePlace, OwnFigure],
    row: FigureRow,
) -> str:
    """Save one row; tells what changed, nothing when nothing did."""
    period = read_period(row.period)
    assert period is not None
    old = stored.get((row.region_code, period.sort, row.population_group))
    if row.value is None:
        if old is not None:
            session.delete(old)
        return _told(pair, row, period, old) if old is not None else ""
    new = _figure(row, row.value, period, actor_id)
    if old is not None:
        kept = OwnFigure.model_validate(old.model_dump())
        same = ("value", "answers", "note", "collected_on")
        new.collected_on, new.note = row.collected_on or kept.collected_on, row.note or kept.note
        if all(getattr(new, name) == getattr(kept, name) for name in same):
            return ""
        if new.value == kept.value:
            new.cleared, new.cleared_reason = kept.cleared, kept.cleared_reason
    told = _told(pair, row, period, old)
    session.merge(new)
    return told


def _figure(row: FigureRow, value: float, period: Period, actor_id: int) -> OwnFigure:
    return OwnFigure(
        indicator_key=row.indicator_key,
        region_code=row.region_code,
        period_sort=period.sort,
        population_group=row.population_group,
        period=period.text,
        value=value,
        answers=row.answers,
        collected_on=row.collected_on,
        note=row.note,
        entered_by=actor_id,
        entered_at=now(),
    )


def _told(pair: tuple[OwnIndicator, Indicator], row: FigureRow, period: Period, old: OwnFigure | None) -> str:
    """One change as the log keeps it, KU272 2024 total: 12 → 15; small counts of people are not named there."""
    own, indicator = pair

    def words(value: float | None) -> str:
        if value is None:
            return "–"
        if own.masks_small and is_small(value):
            return f"1–{SMALLEST_SHOWN - 1}"
        return number_text(value, indicator.decimals, "fi")

    place = f"{row.region_code} {period.text} {row.population_group}"
    return f"{place}: {words(old.value if old else None)} → {words(row.value)}"


def _log(session: Session, actor_id: int, own: OwnIndicator, changes: Sequence[str]) -> None:
    record(
        session,
        "own-figures:save",
        actor_id=actor_id,
        subject_type="own_indicator",
        subject_id=own.indicator_key,
        organisation_id=own.organisation_id,
        count=len(changes),
        changes=list(changes[:TOLD]),
    )


def clear_figure(
    session: Session, actor_id: int, organisation: Organisation, number: int, place: FigurePlace, reason: str
) -> None:
    """Let one small number be published, with the reason; with no reason take that back. Raises NotFound."""
    assert organisation.id is not None
    key = indicator_key(organisation.id, number)
    lock_indicators(session, [key])
    region_code, sort, group = place
    figure = session.get(OwnFigure, (key, region_code, sort, group))
    own = session.get(OwnIndicator, key)
    if figure is None or own is None or not (own.masks_small and is_small(figure.value)):
        raise NotFound
    figure.cleared, figure.cleared_reason = bool(reason), reason
    session.add(figure)
    session.flush()
    record(
        session,
        "own-figures:clear" if reason else "own-figures:hide",
        actor_id=actor_id,
        subject_type="own_indicator",
        subject_id=key,
        organisation_id=organisation.id,
        place=f"{region_code} {figure.period} {group}",
        reason=reason,
    )
    publish(session, key)
