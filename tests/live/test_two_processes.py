"""Two server processes on one PostgreSQL database serve the same text: what one is told, the other tells."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from websockets.sync.client import connect

from app.accounts.guards import TOKEN_COOKIE
from app.accounts.models import SignIn, User
from app.accounts.queries import hash_token
from app.clock import now
from app.db import Database
from app.document import apply_steps, plain_text
from app.permissions import Role
from app.sections.announcements import announce_panel
from app.sections.queries import text_body
from app.sections.service import freeze_sections
from bench.server import free_port, wait_for
from tests.factories.people import make_organisation, make_person
from tests.factories.texts import OpenText, make_text, typing
from tests.live.conversation import RealSocket, Writer
from tests.support import postgresql

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

HVK = Path(sys.executable).parent / "hvk"


class Process:
    """One server process."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        environment = {
            **os.environ,
            "HVK_DATA_DIR": str(folder),
            "HVK_PORT": str(self.port),
            "HVK_BASE_URL": self.address,
            "HVK_DATABASE_URL": database.address.render_as_string(hide_password=False),
        }
        self.process = subprocess.Popen(
            [HVK, "serve"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    @contextmanager
    def writer(self, text: OpenText, token: str) -> Iterator[Writer]:
        """An editor of the text at this process, welcomed."""
        channel = f"{self.address.replace('http', 'ws')}{text.address}"
        cookie = {"Cookie": f"{TOKEN_COOKIE}={token}"}
        with connect(channel, origin=self.address, additional_headers=cookie) as connection:  # type: ignore[arg-type]
            writer = Writer(RealSocket(connection))
            writer.hello()
            yield writer


@pytest.fixture(scope="module")
def processes(
    postgresql_database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Process, Process]]:
    folder = tmp_path_factory.mktemp("processes")
    first, second = (Process(postgresql_database, folder) for _ in range(2))
    for process in (first, second):
        wait_for(process.address)
    yield first, second
    for process in (first, second):
        process.process.kill()
        process.process.wait()


@pytest.fixture
def database(postgresql_database: Database) -> Database:
    postgresql.empty(postgresql_database)
    return postgresql_database


@pytest.fixture
def text(database: Database) -> OpenText:
    return make_text(database)


def token_of(database: Database, user: User) -> str:
    assert user.id is not None
    token = f"token-{user.id}"
    with database.write() as session:
        session.merge(SignIn(token_hash=hash_token(token), user_id=user.id, created_at=now(), last_seen_at=now()))
    return token


@pytest.fixture
def tokens(database: Database, text: OpenText) -> tuple[str, str]:
    jukka = make_person(database, "Jukka Niemelä", Role.AUTHOR, organisation=make_organisation(database))
    return token_of(database, text.author), token_of(database, jukka)


def test_writers_at_two_processes_have_the_same_text(
    processes: tuple[Process, Process], database: Database, text: OpenText, tokens: tuple[str, str]
):
    heard: list[list[dict[str, Any]]] = []
    both = threading.Barrier(2)

    def write(process: Process, token: str, letter: str) -> None:
        with process.writer(text, token) as writer:
            both.wait(10)
            for _ in range(15):
                writer.save(typing(letter))
            writer.hear_until(30)
            heard.append([made["step"] for made in writer.heard])

    people = zip(processes, tokens, "ab", strict=True)
    threads = [threading.Thread(target=write, args=(process, token, letter)) for process, token, letter in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    with database.read() as session:
        body = text_body(session, text.text_id)
    assert sorted(plain_text(body)) == ["a"] * 15 + ["b"] * 15
    assert [apply_steps(text.text.document, steps) for steps in heard] == [body, body]


def test_a_freeze_reaches_the_other_process(
    processes: tuple[Process, Process], database: Database, text: OpenText, tokens: tuple[str, str]
):
    with processes[0].writer(text, tokens[0]) as here, processes[1].writer(text, tokens[1]) as there:
        with database.write() as session:
            freeze_sections(session, text.report.id)
            announce_panel(session, text.text_id, "comments")
        for writer in (here, there):
            assert writer.hear("state")["writable"] is False
            assert writer.hear("panel")["what"] == "comments"


def test_what_is_rolled_back_is_told_to_nobody(
    processes: tuple[Process, Process], database: Database, text: OpenText, tokens: tuple[str, str]
):
    with processes[0].writer(text, tokens[0]) as writer:
        with pytest.raises(ZeroDivisionError):
            announce_and_fail(database, text)
        with database.write() as session:
            announce_panel(session, text.text_id, "comments")
        assert writer.hear("panel")["what"] == "comments"


def test_people_and_cursors_reach_the_other_process(
    processes: tuple[Process, Process], text: OpenText, tokens: tuple[str, str]
):
    with processes[0].writer(text, tokens[0]) as here:
        with processes[1].writer(text, tokens[1]) as there:
            names = [[one["name"] for one in writer.hear_people(2)] for writer in (here, there)]
            assert names == [["Aino Kirjoittaja", "Jukka Niemelä"]] * 2
            there.point(1, 1)
            assert here.hear("place")["head"] == 1
        assert [one["name"] for one in here.hear_people(1)] == ["Aino Kirjoittaja"]


def test_steps_too_long_for_a_notification_are_read_from_the_database(
    processes: tuple[Process, Process], text: OpenText, tokens: tuple[str, str]
):
    with processes[0].writer(text, tokens[0]) as here, processes[1].writer(text, tokens[1]) as there:
        here.save(typing("pitkä " * 2000))
        assert there.hear_steps()[0]["step"]["slice"]["content"][0]["text"] == "pitkä " * 2000


def test_the_relay_comes_back_after_its_connection_was_cut(
    processes: tuple[Process, Process], database: Database, text: OpenText, tokens: tuple[str, str]
):
    with processes[0].writer(text, tokens[0]) as here, processes[1].writer(text, tokens[1]) as there:
        here.save(typing("ennen"))
        there.hear_steps()
        cut(database)
        here.save(typing("sen jälkeen "))
        assert [made["client"] for made in there.hear_steps()] == [here.client]
        eventually(lambda: listening(database) == 2)
        here.save(typing("ja taas "))
        assert len(there.hear_steps()) == 1


def announce_and_fail(database: Database, text: OpenText) -> None:
    with database.write() as session:
        announce_panel(session, text.text_id, "history")
        raise ZeroDivisionError


def listening(database: Database) -> int:
    """How many relays listen on this database."""
    with psycopg.connect(database.address.render_as_string(hide_password=False)) as connection:
        counted = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN hvk_live'"
        )
        found = connection.execute(counted).fetchone()
        assert found is not None
        return int(found[0])


def cut(database: Database) -> None:
    """End the relays' connections, as a restart of the database or a broken line would."""
    with psycopg.connect(database.address.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query = 'LISTEN hvk_live'"
        )


def eventually(is_so: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
