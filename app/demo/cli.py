"""`hvk demo`: fill the database with the example, and tell who can sign in."""

import typer
from rich.console import Console
from rich.table import Table

from app.config import get_settings
from app.db import Database
from app.demo.build import load_demo
from app.demo.drawings import keep_drawings
from app.demo.errors import OrganisationIsReal
from app.demo.people import PASSWORD, PEOPLE
from app.schema import migrate

console = Console()


def demo() -> None:
    """Fill the database with an example: two municipalities, ten people, four reports."""
    settings = get_settings()
    database = Database(settings.database_address)
    try:
        with console.status("") as status:
            status.update("Preparing the database")
            migrate(database)
            keep_drawings(settings.data_dir)
            load_demo(database, lambda step: status.update(f"Loading {step}"))
    except OrganisationIsReal as error:
        console.print(str(error))
        raise typer.Exit(1) from error
    finally:
        database.close()
    console.print(_sign_ins())
    console.print(f"Password of all of them: [bold]{PASSWORD}[/bold]")
    console.print(f"Address, once it is served: [bold]{settings.base_url}[/bold]")


def _sign_ins() -> Table:
    table = Table(title="The demo's people, named by their role", title_justify="left", box=None, pad_edge=False)
    table.add_column("E-mail", no_wrap=True)
    table.add_column("Name", no_wrap=True)
    for person in PEOPLE:
        table.add_row(person.email, person.name)
    return table
