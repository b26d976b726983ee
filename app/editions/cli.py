"""`hvk export`, `hvk verify`, `hvk worker` and `hvk clean`."""

import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.config import get_settings
from app.db import Database
from app.editions.cleaning import clean as take_away
from app.editions.cleaning import daily_cleaning
from app.editions.export import Wish, WrongNameError
from app.editions.export import export as export_file
from app.editions.verification import verify as faults_of
from app.exports.storage import open_storage
from app.exports.worker import Worker
from app.press.errors import RenderingFailed

FAULTY, WRONG_NAME, FAILED = 1, 2, 3  # exit codes


def export(
    report: Annotated[str, typer.Argument(help="organisation/report, for example kokkola/laaja-2009-2012")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format_key: Annotated[str, typer.Option("--format", help="pdf, docx, html or json")] = "pdf",
    language: Annotated[str, typer.Option("--lang", help="fi or sv")] = "fi",
    number: Annotated[int | None, typer.Option("--edition", help="A frozen edition; without it the draft.")] = None,
) -> None:
    """Write a report as a file: the draft as it is now, or an edition as it was frozen."""
    settings = get_settings()
    open_storage(settings)
    database = Database(settings.database_address)
    try:
        with database.read() as session:
            content = export_file(session, settings, Wish(report, format_key, language, number))
        out.write_bytes(content)
    except WrongNameError as error:
        _stop("export", str(error), WRONG_NAME)
    except (RenderingFailed, OSError) as error:
        _stop("export", str(error), FAILED)
    finally:
        database.close()
    typer.echo(f"{out}: {len(content)} bytes")


def verify() -> None:
    """Prove every stored edition, its chain, its decisions and its files; name what is broken."""
    settings = get_settings()
    open_storage(settings)
    database = Database(settings.database_address)
    with database.read() as session:
        faults = faults_of(session, settings.data_dir)
    database.close()
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(FAULTY)
    typer.echo("Every edition, decision and file is as it was stored.")


def worker() -> None:
    """Make files without serving pages: on another machine, beside servers on the same PostgreSQL."""
    settings = get_settings()
    database = Database(settings.database_address)
    if database.is_sqlite:
        _stop("worker", "only with PostgreSQL; with SQLite the server itself makes the files", WRONG_NAME)
    settings = settings.model_copy(update={"export_workers": max(settings.export_workers, 1)})
    serving = Worker(database, settings, daily=daily_cleaning(database, settings))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serving.serve()
    except KeyboardInterrupt:
        pass
    finally:
        serving.stop()
        database.close()


def clean(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken away.")] = False,
) -> None:
    """Take away old drafts' files and files that nothing names; a server does so every day by itself."""
    settings = get_settings()
    open_storage(settings)
    database = Database(settings.database_address)
    cleaned = take_away(database, settings.data_dir, settings.drafts_kept_days, dry=dry_run)
    database.close()
    for name in cleaned.files:
        typer.echo(name)
    would = "would be " if dry_run else ""
    typer.echo(f"{cleaned.jobs} drafts and {len(cleaned.files)} files {would}taken away")


def _stop(command: str, reason: str, code: int) -> NoReturn:
    typer.echo(f"hvk {command}: {reason}", err=True)
    raise typer.Exit(code)
