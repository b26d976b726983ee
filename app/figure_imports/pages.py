"""Pages of figure imports: choosing a file, and what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.clock import today
from app.datafiles.opening import FigureFile
from app.figure_imports.choices import COLUMNS, HAND_MAPPED, Choices
from app.figure_imports.judged import FAULTS_SHOWN, Fault, Judged, TakenLine
from app.figure_imports.models import FigureImport
from app.figure_imports.service import earlier_imports
from app.i18n import N_, gettext
from app.web.templating import Page

SHAPES = {
    "sotkanet-rest": N_("Sotkanet's interface"),
    "sotkanet-page": N_("Sotkanet's page"),
    "json-stat": N_("JSON-stat 2"),
    "own": N_("This service's own shape"),
    "columns": N_("A table of your own"),
}
STATES = {"preview": N_("not taken in yet"), "taken": N_("taken in"), "left": N_("left")}


@dataclass(frozen=True, slots=True)
class Where:
    """`path`: the address of imports. `home`: the page above, and its name. Statistics stand in no organisation."""

    path: str
    home: str
    home_name: str
    organisation_id: int | None
    is_statistics: bool = False


@dataclass(frozen=True, slots=True)
class EarlierRow:
    href: str
    file_name: str
    by: str
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class UploadPage(Page):
    """Choose a file. `indicators` may be named in it."""

    template: ClassVar[str] = "figure_imports/upload.html"
    where: Where
    indicators: tuple[tuple[str, str], ...]
    earlier: tuple[EarlierRow, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a column may be: a field of ours, and which of the file's columns it is."""

    field: str
    label: str
    chosen: str


@dataclass(frozen=True, slots=True)
class ImportPage(Page):
    """What was understood of a file, and what would be taken in; later what was."""

    template: ClassVar[str] = "figure_imports/import.html"
    where: Where
    address: str
    file_name: str
    shape: str
    state: str
    rows: int
    changed: int
    left_out: int
    columns: tuple[ColumnChoice, ...]
    heads: tuple[tuple[str, str], ...]
    needs_columns: bool
    single: str
    asks_single: bool
    indicators: tuple[tuple[str, str], ...]
    judged: Judged | None
    lines: tuple[TakenLine, ...]
    faults: tuple[Fault, ...]
    today: date
    fetched_on: str = ""
    problem: str = ""


def upload_page(session: Session, where: Where, indicators: Sequence[tuple[str, str]], problem: str = "") -> UploadPage:
    """The form, and the files read before."""
    found = earlier_imports(session, where.organisation_id)
    people = users_by_id(session, {made.created_by for made in found})
    rows = tuple(
        EarlierRow(
            f"{where.path}/{made.id}",
            made.file_name,
            people[made.created_by].name if made.created_by in people else "",
            made.created_at,
            gettext(STATES[made.state]),
        )
        for made in found
    )
    return UploadPage(where, tuple(indicators), rows, problem)


def import_page(
    where: Where,
    made: FigureImport,
    file: FigureFile | None,
    judged: Judged | None,
    indicators: Sequence[tuple[str, str]],
    *,
    problem: str = "",
    fetched_on: str = "",
) -> ImportPage:
    """The file as it is understood now; without `file` what became of it, for settled files are not kept."""
    choices = Choices.from_json(made.mapping)
    by_hand = file is not None and made.shape in HAND_MAPPED and not where.is_statistics
    return ImportPage(
        where=where,
        address=f"{where.path}/{made.id}",
        file_name=made.file_name,
        shape=gettext(SHAPES[made.shape]),
        state=made.state,
        rows=made.counts.get("rows", 0),
        changed=made.counts.get("changed", 0),
        left_out=made.counts.get("left_out", 0),
        columns=_columns(choices) if by_hand else (),
        heads=_heads(file) if file is not None and by_hand else (),
        needs_columns=not choices.is_complete,
        single=choices.single,
        asks_single=by_hand and "indicator" not in choices.columns,
        indicators=tuple(indicators),
        judged=judged,
        lines=judged.lines if judged else (),
        faults=judged.faults[:FAULTS_SHOWN] if judged else (),
        today=today(),
        fetched_on=fetched_on,
        problem=problem,
    )


def _columns(choices: Choices) -> tuple[ColumnChoice, ...]:
    return tuple(
        ColumnChoice(field, gettext(label), str(choices.columns.get(field, ""))) for field, label in COLUMNS.items()
    )


def _heads(file: FigureFile) -> tuple[tuple[str, str], ...]:
    """The file's columns by number, as their first row calls them."""
    width = max((len(cells) for _, cells in file.rows[:50]), default=0)
    named = file.recognised.head
    texts = (named[at] if at < len(named) else "" for at in range(width))
    return tuple((str(at), text or gettext("Column %(number)s", number=at + 1)) for at, text in enumerate(texts))
