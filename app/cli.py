"""The `hvk` command."""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer import Typer


def migrate() -> None:
    """Bring the database to the newest schema."""
    from app.config import get_settings
    from app.db import Database
    from app.schema import migrate as run

    run(Database(get_settings().database_address))


def demo() -> None:
    """Fill the database with an example: two municipalities, ten people, four reports."""
    from app.demo.cli import demo as run  # the demo's texts and migrations would stay in the server's memory

    run()


def serve() -> None:
    """Serve the application."""
    import uvicorn

    from app.config import get_settings
    from app.db import Database
    from app.main import create_app
    from app.schema import is_current
    from app.web.logging import configure_logging
    from app.web.zero_copy import ZeroCopyProtocol

    configure_logging()
    settings = get_settings()
    database = Database(settings.database_address)
    if not is_current(database):
        raise SystemExit("The database is not at this version's schema. Run: hvk migrate")
    largest = 4 * 1024 * 1024  # bytes of a WebSocket message; the live channel itself takes a million characters
    app = create_app(settings, database)
    gc.freeze()  # what stays for as long as the server does is not looked through again and again
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        http=ZeroCopyProtocol,
        ws_max_size=largest,
        ws_per_message_deflate=False,  # messages are short; compressing costs each connection a third of a megabyte
    )


def commands() -> "Typer":
    """All commands, with everything that any of them needs."""
    import typer

    from app.accounts.cli import app as users
    from app.editions.cli import clean, export, verify, worker
    from app.indicators.cli import app as indicators

    app = typer.Typer(no_args_is_help=True, add_completion=False, help="Welfare reports: serve, fill, export.")
    app.add_typer(indicators, name="indicators")
    app.add_typer(users, name="users")
    for command in (export, verify, worker, clean, migrate, demo, serve):
        app.command()(command)
    return app


def main() -> None:
    """Do what the command line says. A server keeps for weeks what its start brings in: it starts by itself."""
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        commands()()
