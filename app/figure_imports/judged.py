"""A file as it would be taken in: the right rows, and what is wrong with the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.datafiles.collecting import NamedGrid
from app.datafiles.faults import fault_text
from app.datafiles.figures import RawFigure, RowFault
from app.i18n import gettext

SHOWN = 12  # right rows on the page
FAULTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A row as it will be taken in, in the reader's words."""

    line: int
    indicator: str
    region: str
    period: str
    group: str
    value: str


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """`unknown`: texts of the file that name none of our indicators. `notes`: what else is to be known."""

    right: int
    lines: tuple[TakenLine, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def told(faults: Iterable[RowFault]) -> list[Fault]:
    """In the reader's language."""
    return [Fault(fault.line, fault_text(fault)) for fault in faults]


def apart(items: Iterable[RawFigure | RowFault]) -> tuple[list[RawFigure], list[RowFault]]:
    """Figures and faults."""
    figures: list[RawFigure] = []
    faults: list[RowFault] = []
    for item in items:
        if isinstance(item, RawFigure):
            figures.append(item)
        else:
            faults.append(item)
    return figures, faults


def faults_grid(faults: Iterable[Fault], name: str) -> NamedGrid:
    """Every fault as a row of a file."""
    head = (gettext("Row"), gettext("What is wrong"))
    return NamedGrid("", "", name, (head, *((str(fault.line), fault.text) for fault in faults)))
