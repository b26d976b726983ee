"""Files of statistics: what they would change of the stored series, in the words of a page."""

from sqlmodel import Session

from app.datafiles.opening import FigureFile
from app.figure_imports.judged import SHOWN, Judged, TakenLine, told
from app.i18n import current_language, gettext, ngettext
from app.i18n.formats import number_text
from app.indicators.from_files import FilePlan, plan
from app.indicators.queries import titles
from app.organisations.reference import names
from app.own_figures.words import group_word


def planned(session: Session, file: FigureFile) -> FilePlan:
    """What the file holds."""
    return plan(session, file.recognised.shape, file.figures())


def judged_statistics(session: Session, found: FilePlan) -> Judged:
    """The same, as the page shows it."""
    return Judged(
        right=found.figures,
        lines=_lines(session, found),
        faults=tuple(told(found.faults)),
        notes=_notes(found),
    )


def _lines(session: Session, found: FilePlan) -> tuple[TakenLine, ...]:
    named, language = titles(session, current_language.get()), current_language.get()
    first = sorted(found.lines, key=lambda item: found.lines[item])[:SHOWN]
    rows = []
    for key, place in first:
        values = found.series[key][place]
        title = named.get(key) or found.titles[key]
        value = gettext("no figure") if values.value is None else number_text(values.value, _decimals(values.value))
        region = names()[place.region][language]
        line = found.lines[key, place]
        rows.append(TakenLine(line, f"{title} ({key})", region, values.period, group_word(place.group), value))
    return tuple(rows)


def _decimals(value: float) -> int:
    """As the file gives it."""
    return len(repr(value).partition(".")[2].rstrip("0"))


def _notes(found: FilePlan) -> tuple[str, ...]:
    notes = [ngettext("%(num)s indicator.", "%(num)s indicators.", len(found.series))]
    if found.skipped:
        notes.append(
            ngettext(
                "%(num)s row is of an area that is not kept here. It is left out.",
                "%(num)s rows are of areas that are not kept here. They are left out.",
                found.skipped,
            )
        )
    if found.empty:
        notes.append(
            ngettext(
                "%(num)s row has no figure. It is left out: what is stored stays.",
                "%(num)s rows have no figure. They are left out: what is stored stays.",
                found.empty,
            )
        )
    notes.append(gettext("A figure that is stored already is replaced only if the file is newer than it."))
    return tuple(notes)
