"""`hvk indicators`: renew the figures from their sources, and tell how old they are."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from app.config import get_settings
from app.db import Database
from app.errors import DomainError
from app.i18n.formats import moment_text
from app.indicators.catalogue import catalogue
from app.indicators.fetches import last_fetches
from app.indicators.models import Fetch
from app.indicators.packages import package
from app.indicators.refresh import live_keys, refresh
from app.indicators.sources import open_sources

app = typer.Typer(no_args_is_help=True, help="Renew the indicators from their sources, and tell how old they are.")
console = Console()


@app.command("refresh")
def refresh_command(
    package_key: Annotated[str, typer.Option("--package", help="Only the indicators of this package.")] = "",
) -> None:
    """Fetch indicators in batches; what is refused leaves the last good figures in place."""
    settings = get_settings()
    database = Database(settings.database_address)
    try:
        wanted = package(package_key).indicators if package_key else tuple(catalogue().indicators)
    except DomainError as error:
        raise typer.BadParameter(str(error)) from error
    sources = open_sources(settings)
    keys = live_keys(wanted, sources)
    with _bar() as bar:
        task = bar.add_task("", total=len(keys))
        log = refresh(
            database, keys, lambda fetch: bar.update(task, advance=1, description=fetch.indicator_key), sources
        )
    database.close()
    _report(log, len(wanted) - len(keys))
    if not all(fetch.accepted for fetch in log):
        raise typer.Exit(1)


@app.command()
def status() -> None:
    """When each indicator was last fetched, and how that went."""
    database = Database(get_settings().database_address)
    table = Table("Indicator", "Figures", "Last fetch", "Changed", "Refused because")
    with database.read() as session:
        for key, fetch, rows in last_fetches(session):
            when, changed, reason = ("", "", "") if fetch is None else _fetch_cells(fetch)
            table.add_row(key, str(rows), when, changed, reason)
    database.close()
    console.print(table)


def _fetch_cells(fetch: Fetch) -> tuple[str, str, str]:
    return moment_text(fetch.finished_at, "en"), str(fetch.changed), fetch.reason


def _bar() -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    return Progress(*columns, console=console)


def _report(log: list[Fetch], without_source: int) -> None:
    refused = [fetch for fetch in log if not fetch.accepted]
    console.print(f"{len(log) - len(refused)} renewed, {sum(fetch.changed for fetch in log)} figures changed.")
    if without_source:
        console.print(f"{without_source} left as they are: their source is not asked over the network.")
    for fetch in refused:
        console.print(f"[bold]{fetch.indicator_key}[/bold] refused: {fetch.reason}", markup=True)
