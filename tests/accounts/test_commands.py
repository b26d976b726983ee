"""`hvk users`: passwords come from standard input and are never shown."""

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from app.accounts import cli
from app.accounts.models import Grant, SignIn, User
from app.accounts.passwords import verify
from app.config import Settings
from app.db import Database
from app.permissions import Role
from tests.factories.people import make_organisation, make_person

PASSWORD = "kolme kotkaa ja hanhi"


@pytest.fixture
def run(database: Database, monkeypatch):
    address = database.address.render_as_string(hide_password=False)
    monkeypatch.setattr(cli, "get_settings", lambda: Settings(database_url=address))

    def invoke(*words: str, password: str = PASSWORD) -> Result:
        result = CliRunner().invoke(cli.app, words, input=f"{password}\n")
        assert password not in result.output
        return result

    return invoke


def test_an_administrator_is_made_and_can_sign_in(run, database: Database) -> None:
    assert run("add", "it@kokkola.example", "--name", "Ylläpito", "--role", "system-admin").exit_code == 0
    with database.read() as session:
        user, grant = session.exec(select(User)).one(), session.exec(select(Grant)).one()
    assert verify(PASSWORD, user.password_hash)[0]
    assert (grant.role, grant.organisation_id) == (Role.SYSTEM_ADMIN, None)
    listed = run("list").output
    assert "Ylläpito" in listed
    assert "system-admin" in listed


@pytest.mark.parametrize(
    ("words", "password"),
    [
        (["add", "it@kokkola.example", "--name", "It"], "short"),
        (["add", "nonsense", "--name", "It"], PASSWORD),
        (["add", "it@kokkola.example", "--name", "It", "--role", "author"], PASSWORD),
        (["add", "it@kokkola.example", "--name", "It", "--role", "author", "--organisation", "nowhere"], PASSWORD),
        (["add", "it@kokkola.example", "--name", "It", "--role", "system-admin", "--organisation", "x"], PASSWORD),
        (["passwd", "it@kokkola.example"], PASSWORD),
    ],
)
def test_nothing_is_made_of_wrong_input(run, database: Database, words: list[str], password: str) -> None:
    assert run(*words, password=password).exit_code != 0
    with database.read() as session:
        assert session.exec(select(User)).first() is None


def test_a_new_password_signs_out_everywhere(run, database: Database) -> None:
    from app.accounts.sign_ins import open_sign_in

    aino = make_person(database, role="author", organisation=make_organisation(database))
    open_sign_in(database, aino, "")
    assert run("passwd", aino.email).exit_code == 0
    with database.read() as session:
        assert verify(PASSWORD, session.get_one(User, aino.id).password_hash)[0]
        assert session.exec(select(SignIn)).first() is None
