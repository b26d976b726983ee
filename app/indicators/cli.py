"""`hvk indicators`: renew the figures from their sources, and tell how old they are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from app.config import get_settings
from app.db import Database
from app.errors import DomainError
from app.i18n.formats import moment_text
from app.indicators import lease, runs
from app.indicators.boundaries import boundaries_command
from app.indicators.descriptions import take_list
from app.indicators.errors import AlreadyRefreshing
from app.indicators.fetches import last_fetches
from app.indicators.import_command import import_command
from app.indicators.models import Fetch, RefreshRun
from app.indicators.refresh import carry_out
from app.indicators.selection import chosen_keys
from app.indicators.sources import open_sources

INTERRUPTED = 130

app = typer.Typer(no_args_is_help=True, help="Renew the indicators from their sources, and tell how old they are.")
console = Console()

PackageOption = Annotated[str, typer.Option("--package", help="Only the indicators of this package.")]
ListedOption = Annotated[bool, typer.Option("--all", help="Also what the sources offer and nobody has fetched yet.")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on with the refresh that was interrupted.")]
AfreshOption = Annotated[bool, typer.Option("--afresh", help="Also what the sources say is unchanged.")]


app.command("boundaries")(boundaries_command)
app.command("import")(import_command)


@app.command("refresh")
def refresh_command(
    package: PackageOption = "",
    *,
    listed: ListedOption = False,
    resume: ResumeOption = False,
    afresh: AfreshOption = False,
) -> None:
    """Fetch indicators in batches; what is refused leaves the last good figures in place."""
    holder = lease.new_holder()
    with _database() as database:
        with database.write() as session:
            if not lease.take(session, holder):
                raise AlreadyRefreshing
            run = runs.open_run(session) if resume else None
            if run is None:
                keys = chosen_keys(session, package, listed=listed)
                run = runs.start_run(session, keys, runs.Trigger.COMMAND, holder=holder)
        _carry_out(database, run, holder, afresh=afresh)


def _carry_out(database: Database, run: RefreshRun, holder: str, *, afresh: bool) -> None:
    assert run.id is not None
    try:
        with _progress(len(run.keys), run.done) as told:
            done = carry_out(database, run.id, holder, lambda fetch: told(fetch.indicator_key), afresh=afresh)
    except KeyboardInterrupt:
        with database.write() as session:
            lease.release(session, holder)
        console.print("Interrupted. What came is kept; go on with: hvk indicators refresh --resume")
        raise typer.Exit(INTERRUPTED) from None
    _report(done)
    if not all(fetch.accepted for fetch in done):
        raise typer.Exit(1)


@app.command("list")
def list_command() -> None:
    """Fetch the lists of what the sources offer, so that indicators are found by words."""
    failed = False
    with _database() as database:
        for name, source in open_sources(get_settings()).items():
            try:
                listed = list(source.listed())
                if listed:
                    with database.write() as session:
                        take_list(session, name, listed)
                console.print(f"{name}: {len(listed)} indicators")
            except DomainError as error:
                failed = True
                console.print(f"[bold]{name}[/bold] {escape(str(error))}")
            finally:
                source.close()
    if failed:
        raise typer.Exit(1)


@app.command()
def status() -> None:
    """When each indicator was last fetched, and how that went."""
    table = Table(
        Column("Indicator", no_wrap=True), "Figures", "Last good fetch", "Last fetch", "Changed", "Refused because"
    )
    with _database() as database, database.read() as session:
        run = runs.open_run(session)
        at_work = lease.held_until(session) is not None
        for key, fetch, good in last_fetches(session):
            rows, when = (str(good.rows), moment_text(good.started_at, "en")) if good else ("", "never")
            table.add_row(key, rows, when, *_fetch_cells(fetch))
    console.print(table)
    if run is not None:
        words = "being refreshed now" if at_work else "an unfinished refresh waits"
        console.print(f"{words}: {run.done} of {len(run.keys)} indicators")


def _fetch_cells(fetch: Fetch) -> tuple[str, str, str]:
    return moment_text(fetch.finished_at, "en"), str(fetch.changed), escape(fetch.reason)


@contextmanager
def _database() -> Iterator[Database]:
    """The configured database; a rule that says no ends the command with one line."""
    database = Database(get_settings().database_address)
    try:
        yield database
    except DomainError as error:
        raise typer.BadParameter(str(error)) from error
    finally:
        database.close()


@contextmanager
def _progress(total: int, done: int) -> Iterator[Callable[[str], None]]:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield lambda name: bar.update(task, advance=1, description=name)


def _report(done: list[Fetch]) -> None:
    refused = [fetch for fetch in done if not fetch.accepted]
    console.print(f"{len(done) - len(refused)} renewed, {sum(fetch.changed for fetch in done)} figures changed.")
    for fetch in refused:
        console.print(f"[bold]{fetch.indicator_key}[/bold] {fetch.outcome}: {escape(fetch.reason)}")
