"""The `hvk` command."""

import typer

from app.accounts.cli import app as users
from app.editions.cli import clean, export, verify, worker
from app.indicators.cli import app as indicators

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Welfare reports: serve, fill, export.")
app.add_typer(indicators, name="indicators")
app.add_typer(users, name="users")
app.command()(export)
app.command()(verify)
app.command()(worker)
app.command()(clean)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from app.config import get_settings
    from app.db import Database
    from app.schema import migrate as run

    run(Database(get_settings().database_address))


@app.command()
def demo() -> None:
    """Fill the database with an example: two municipalities, ten people, four reports."""
    from app.demo.cli import demo as run  # the demo's texts and migrations would stay in the server's memory

    run()


@app.command()
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
    uvicorn.run(
        create_app(settings, database),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        http=ZeroCopyProtocol,
        ws_max_size=largest,
        ws_per_message_deflate=False,  # messages are short; compressing costs each connection a third of a megabyte
    )


def main() -> None:
    app()
