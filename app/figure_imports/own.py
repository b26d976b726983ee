"""Files of an organisation's own figures: which of its indicators, which area; what would be saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from app.datafiles.figures import RawFigure, RowFault
from app.datafiles.opening import FigureFile
from app.figure_imports.choices import Choices, applied
from app.figure_imports.judged import SHOWN, Fault, Judged, TakenLine, apart, told
from app.i18n import current_language, gettext, ngettext
from app.i18n.formats import number_text
from app.indicators.models import Indicator
from app.organisations.models import Organisation
from app.organisations.naming import regions_named
from app.organisations.reference import names
from app.own_figures.masking import is_small
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.periods import read_period
from app.own_figures.publishing import FigurePlace, place_of
from app.own_figures.queries import figures_of, own_indicators
from app.own_figures.saving import FigureRow, row_errors
from app.own_figures.words import group_word, title_of

Pair = tuple[OwnIndicator, Indicator]
Stored = Mapping[str, Mapping[FigurePlace, OwnFigure]]


@dataclass(frozen=True, slots=True)
class OwnJudged:
    """The page's view, and the rows behind it."""

    judged: Judged
    rows: tuple[FigureRow, ...]


def judge_own(session: Session, organisation: Organisation, file: FigureFile, choices: Choices) -> OwnJudged:
    """What would become of the file. An empty cell takes nothing away: such rows are counted and left."""
    assert organisation.id is not None
    pairs = {pair[1].key: pair for pair in own_indicators(session, organisation.id)}
    figures, faults = apart(applied(file, choices).figures())
    known = {**indicators_named(list(pairs.values())), **choices.indicators}
    placed = [(figure, _row(figure, organisation, known, choices)) for figure in figures]
    filled = [(figure, row) for figure, row in placed if figure.value is not None]
    faults += [row for _, row in filled if isinstance(row, RowFault)]
    rows = [(figure.line, row) for figure, row in filled if isinstance(row, FigureRow)]
    wrong, right, replaced = _checked(session, pairs, rows)
    texts = (figure.indicator for figure, row in filled if isinstance(row, RowFault) and row.fault == UNKNOWN)
    judged = Judged(
        right=len(right),
        lines=tuple(_line(line, row, pairs) for line, row in right[:SHOWN]),
        faults=tuple(sorted([*told(faults), *wrong], key=lambda fault: fault.line)),
        unknown=tuple(dict.fromkeys(texts)),
        notes=_notes(len(figures) - len(filled), replaced, choices, organisation),
        warnings=_warnings([row for _, row in right], pairs),
    )
    return OwnJudged(judged, tuple(row for _, row in right))


UNKNOWN = "unknown-indicator"


def indicators_named(pairs: Sequence[Pair]) -> dict[str, str]:
    """How a file may name each indicator: its key or its name in any language; a name of two names none."""
    found: dict[str, set[str]] = {}
    for _, indicator in pairs:
        for text in (indicator.key, indicator.title_fi, indicator.title_sv, indicator.title_en):
            found.setdefault(text.casefold(), set()).add(indicator.key)
    return {text: next(iter(keys)) for text, keys in found.items() if len(keys) == 1}


def _row(
    figure: RawFigure, organisation: Organisation, known: Mapping[str, str], choices: Choices
) -> FigureRow | RowFault:
    key = choices.single if "indicator" not in choices.columns else ""
    key = key or known.get(figure.indicator, "") or known.get(figure.indicator.casefold(), "")
    if not key:
        return RowFault(figure.line, UNKNOWN, figure.indicator[:80])
    codes = regions_named(figure.region) if figure.region else {organisation.region_code}
    if len(codes) != 1:
        return RowFault(figure.line, "unclear-region" if codes else "unknown-region", figure.region[:80])
    return FigureRow(key, next(iter(codes)), figure.period, figure.value, figure.group, note=figure.note)


def _checked(
    session: Session, pairs: Mapping[str, Pair], rows: Sequence[tuple[int, FigureRow]]
) -> tuple[list[Fault], list[tuple[int, FigureRow]], int]:
    """What saving would refuse, what it would take, and how many stored figures would become others.

    The number of answers that is stored stays.
    """
    keys = {row.indicator_key for _, row in rows}
    stored: Stored = {key: {place_of(found): found for found in figures_of(session, key)} for key in keys}
    known = {key: pairs[key] for key in keys if key in pairs}
    errors = {error.row: error.message for error in row_errors(session, known, stored, [row for _, row in rows])}
    wrong = [Fault(rows[at][0], message) for at, message in errors.items()]
    right = [(line, row, _stored(row, stored)) for at, (line, row) in enumerate(rows) if at not in errors]
    replaced = sum(old is not None and old.value != row.value for _, row, old in right)
    kept = [(line, replace(row, answers=old.answers) if old else row) for line, row, old in right]
    return wrong, kept, replaced


def _stored(row: FigureRow, stored: Stored) -> OwnFigure | None:
    period = read_period(row.period)
    assert period is not None
    return stored[row.indicator_key].get((row.region_code, period.sort, row.population_group))


def _line(line: int, row: FigureRow, pairs: Mapping[str, Pair]) -> TakenLine:
    indicator = pairs[row.indicator_key][1]
    return TakenLine(
        line,
        title_of(indicator),
        names()[row.region_code][current_language.get()],
        row.period,
        group_word(row.population_group),
        number_text(row.value, indicator.decimals) if row.value is not None else "",
    )


def _notes(empty: int, replaced: int, choices: Choices, organisation: Organisation) -> tuple[str, ...]:
    notes = []
    if replaced:
        notes.append(
            ngettext(
                "%(num)s stored figure would become another.", "%(num)s stored figures would become others.", replaced
            )
        )
    if empty:
        notes.append(
            ngettext(
                "%(num)s row has no figure. It is left out: what is stored stays.",
                "%(num)s rows have no figure. They are left out: what is stored stays.",
                empty,
            )
        )
    if "region" not in choices.columns:
        name = names()[organisation.region_code][current_language.get()]
        notes.append(gettext("No column tells the area: every row is taken for %(area)s.", area=name))
    return tuple(notes)


def _warnings(rows: Sequence[FigureRow], pairs: Mapping[str, Pair]) -> tuple[str, ...]:
    small = sum(
        pairs[row.indicator_key][0].masks_small and row.value is not None and is_small(row.value) for row in rows
    )
    if not small:
        return ()
    return (
        ngettext(
            "%(num)s figure is a count of 1–4 people. It is hidden in everything public.",
            "%(num)s figures are counts of 1–4 people. They are hidden in everything public.",
            small,
        ),
    )
