"""A report with sections to write in, people who may, and their sign-ins; served by processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.accounts.guards import TOKEN_COOKIE
from app.accounts.models import SignIn, User
from app.accounts.queries import hash_token
from app.clock import now
from app.db import Database
from app.permissions import Role
from app.sections.queries import section_by_key, text_of
from app.sections.server_steps import replace_document
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report, section_template, small_template

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ground:
    """Where people write: addresses below the server's, Finnish texts' ids, and a sign-in for each person."""

    database: Database
    sections: list[str]
    texts: list[int]
    authors: list[int]
    tokens: list[str]


def make_ground(database: Database, sections: int = 1, people: int = 1) -> Ground:
    """Kokkola's report with so many empty sections, and so many authors signed in."""
    organisation = make_organisation(database)
    authors = [make_person(database, f"Kirjoittaja {n}", Role.AUTHOR, organisation=organisation) for n in range(people)]
    keys = [f"osio-{number}" for number in range(sections)]
    template = small_template(sections=tuple(section_template(key, key.capitalize()) for key in keys))
    report = make_report(database, organisation, template=template, actor=authors[0])
    texts = []
    with database.read() as session:
        for key in keys:
            section = section_by_key(session, report.id or 0, key)
            text = text_of(session, section.id or 0, "fi") if section else None
            assert text is not None
            texts.append(text.id or 0)
    paths = [f"/kokkola/{report.slug}/sections/{key}" for key in keys]
    return Ground(
        database,
        paths,
        texts,
        [author.id or 0 for author in authors],
        [_sign_in(database, author) for author in authors],
    )


def lay_paragraphs(ground: Ground, texts: Sequence[str]) -> None:
    """Put one paragraph for each of the texts into every section, empty where the text is."""
    content = [
        {
            "type": "paragraph",
            "attrs": {"id": f"p{number}"},
            **({"content": [{"type": "text", "text": text}]} if text else {}),
        }
        for number, text in enumerate(texts)
    ]
    for text_id in ground.texts:
        with ground.database.write() as session:
            replace_document(session, ground.authors[0], text_id, {"type": "doc", "content": content})


def _sign_in(database: Database, person: User) -> str:
    token = f"token-{person.id}"
    with database.write() as session:
        session.merge(
            SignIn(token_hash=hash_token(token), user_id=person.id or 0, created_at=now(), last_seen_at=now())
        )
    return token


def cookie(token: str) -> str:
    """The header's value that signs this person in."""
    return f"{TOKEN_COOKIE}={token}"


@dataclass
class Mortal:
    """A server that can be killed and started again at the same address."""

    port: int
    starter: "subprocess.Popen[str]"
    pid: int = 0
    deaths: int = field(default=0)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """A new process; returns when it listens."""
        assert self.starter.stdin
        assert self.starter.stdout
        self.starter.stdin.write("start\n")
        self.starter.stdin.flush()
        self.pid = int(self.starter.stdout.readline())
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.01)
            else:
                return
        raise TimeoutError(f"{self.address} does not listen")

    def kill(self) -> None:
        """As the machine's owner would at the worst moment: no goodbye."""
        os.kill(self.pid, signal.SIGKILL)
        self.deaths += 1
        while Path(f"/proc/{self.pid}").exists():
            time.sleep(0.002)


@contextmanager
def mortal_server(database: Database, folder: Path, program: tuple[str, ...] = ()) -> Iterator[Mortal]:
    """Serve the database from processes of their own. `program` is put before the command, such as a tracer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "HVK_DATA_DIR": str(folder),
        "HVK_DATABASE_URL": database.address.render_as_string(hide_password=False),
        "HVK_PORT": str(port),
        "HVK_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [*program, sys.executable, "-m", "tests.cowriting.fork_server"]
    with (folder / "server.log").open("w") as log:
        starter = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )
        server = Mortal(port, starter)
        try:
            server.start()
            yield server
        finally:
            if server.pid and Path(f"/proc/{server.pid}").exists():
                os.kill(server.pid, signal.SIGTERM)
            assert starter.stdin
            starter.stdin.close()
            starter.wait(20)
            assert starter.stdout
            starter.stdout.close()
