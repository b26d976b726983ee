"""`hvk users`: accounts from the command line. Passwords are asked for, or read from standard input."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from app.accounts import service
from app.accounts.models import User
from app.accounts.queries import all_users, holdings_of, user_by_email
from app.config import get_settings
from app.db import Database
from app.errors import BadInput
from app.i18n import use_language
from app.organisations.queries import organisation_by_slug, organisations_by_id
from app.permissions import Role

app = typer.Typer(no_args_is_help=True, help="People who sign in: list, add, set a password.")

Email = Annotated[str, typer.Argument(help="E-mail address that the person signs in with.")]


@app.command("list")
def list_users() -> None:
    """Everybody with an account, and what they hold."""
    table = Table("Name", "E-mail", "Roles", "State")
    with _database() as database, database.read() as session:
        for user in all_users(session):
            assert user.id is not None
            holdings = holdings_of(session, user.id)
            found = organisations_by_id(session, (h.organisation_id for h in holdings if h.organisation_id))
            slugs = {item.id: item.slug for item in found}
            roles = [" ".join((h.role, slugs.get(h.organisation_id, ""))).strip() for h in holdings]
            table.add_row(user.name, user.email, "\n".join(roles), "closed" if user.disabled_at else "")
    Console().print(table)


@app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(prompt=True, help="Shown beside what the person writes and decides.")],
    role: Annotated[Role | None, typer.Option(help="Role to give at once.")] = None,
    organisation: Annotated[str, typer.Option(help="Slug of the organisation that the role is on.")] = "",
) -> None:
    """Make an account; with --role system-admin, a system administrator."""
    if role is not None and (role is Role.SYSTEM_ADMIN) == bool(organisation):
        raise typer.BadParameter("every role but system-admin needs --organisation, and system-admin none")
    password = _password()
    with _database() as database, _plainly(), database.write() as session:
        user = service.create_user(session, None, email=email, name=name, password=password)
        if role is not None:
            assert user.id is not None
            found = organisation_by_slug(session, organisation) if organisation else None
            if organisation and found is None:
                raise typer.BadParameter(f"there is no organisation {organisation}")
            service.grant(session, None, user.id, role, organisation_id=found.id if found else None)
    typer.echo(f"{user.email} may sign in.")


@app.command()
def passwd(email: Email) -> None:
    """Set a new password; the person is signed out everywhere."""
    with _database() as database, _plainly():
        with database.read() as session:
            user = _known(user_by_email(session, email), email)
        assert user.id is not None
        service.set_password(database, None, user.id, _password())
    typer.echo(f"The password of {user.email} is set.")


def _password() -> str:
    """From the terminal without echo, twice; or one line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@contextmanager
def _database() -> Iterator[Database]:
    database = Database(get_settings().database_address)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _plainly() -> Iterator[None]:
    """What is wrong with the input, in English, without a traceback."""
    try:
        with use_language("en"):
            yield
    except BadInput as error:
        for words in error.field_errors.values():
            typer.echo(words, err=True)
        raise typer.Exit(1) from error


def _known(user: User | None, email: str) -> User:
    if user is None:
        raise typer.BadParameter(f"there is no account {email}")
    return user
