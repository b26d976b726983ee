"""`hvk export` and `hvk verify`."""

from pathlib import Path
from typing import Annotated

import typer

from app.config import get_settings
from app.db import Database
from app.editions.export import Wish, WrongNameError
from app.editions.export import export as export_file
from app.editions.verification import verify as faults_of
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
    database = Database(settings.database_address)
    try:
        with database.read() as session:
            content = export_file(session, settings, Wish(report, format_key, language, number))
        out.write_bytes(content)
    except WrongNameError as error:
        _stop(str(error), WRONG_NAME)
    except (RenderingFailed, OSError) as error:
        _stop(str(error), FAILED)
    finally:
        database.close()
    typer.echo(f"{out}: {len(content)} bytes")


def verify() -> None:
    """Prove every stored edition, its chain, its decisions and its files; name what is broken."""
    settings = get_settings()
    database = Database(settings.database_address)
    with database.read() as session:
        faults = faults_of(session, settings.data_dir)
    database.close()
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(FAULTY)
    typer.echo("Every edition, decision and file is as it was stored.")


def _stop(reason: str, code: int) -> None:
    typer.echo(f"hvk export: {reason}", err=True)
    raise typer.Exit(code)
