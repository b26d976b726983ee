"""`hvk indicators import`: statistics from a file, added to what is stored."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app.clock import today
from app.config import get_settings
from app.datafiles.faults import FILE_FAULTS, ROW_FAULTS
from app.datafiles.grid import Unreadable
from app.datafiles.opening import LARGEST_FILE, FigureFile, open_file
from app.db import Database
from app.errors import DomainError
from app.indicators.from_files import FilePlan, plan, take_in

console = Console()
WITH_FAULTS, NOT_READ = 1, 2
MOST_TOLD = 100

FileArgument = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV, XLSX, JSON-stat.")]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="When the file was downloaded; today unless said."),
]
LeaveOption = Annotated[bool, typer.Option("--leave-wrong", help="Leave rows with faults out and take the others in.")]


def import_command(file: FileArgument, date: DateOption = None, *, leave_wrong: LeaveOption = False) -> None:
    """Add a file's figures to the stored series. With faults nothing is taken in, unless --leave-wrong."""
    day = date.date() if date else today()
    if day > today():
        raise typer.BadParameter("The date lies in the future.")
    opened = _opened(file)
    database = Database(get_settings().database_address)
    try:
        with database.write() as session:
            found = plan(session, opened.recognised.shape, opened.figures())
            _tell(found)
            if not found.figures or (found.faults and not leave_wrong):
                console.print("Nothing was taken in.")
                raise typer.Exit(WITH_FAULTS)
            fetches = take_in(session, None, found, day, file.name)
    except DomainError as error:
        raise typer.BadParameter(str(error)) from error
    finally:
        database.close()
    for fetch in fetches:
        console.print(f"{fetch.indicator_key}: {fetch.added} added, {fetch.altered} altered, {fetch.rows} in all")


def _opened(file: Path) -> FigureFile:
    with file.open("rb") as content:
        try:
            found = open_file(content.read(LARGEST_FILE + 1))
        except Unreadable as refusal:
            console.print(escape(FILE_FAULTS[str(refusal)]))
            raise typer.Exit(NOT_READ) from refusal
    if not found.recognised.is_complete:
        console.print("The file's columns are not known. Call them Indicator, Area, Period and Value.")
        raise typer.Exit(NOT_READ)
    return found


def _tell(found: FilePlan) -> None:
    for fault in found.faults[:MOST_TOLD]:
        console.print(f"Row {fault.line}: {escape(ROW_FAULTS[fault.fault] % {'text': fault.text})}", soft_wrap=True)
    counts = f"{found.figures} figures of {len(found.series)} indicators, {len(found.faults)} rows with faults"
    left = f"{found.skipped} of areas not held here, {found.empty} without a figure."
    console.print(f"{counts}, {left}", soft_wrap=True)
