"""What two hundred people in fifty sections cost the server, one batch of steps a second each."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from app.db import Database
from bench.database import fresh_database
from bench.measure import Measure, timed
from bench.server import HVK, Server, free_port, wait_for
from tests.cowriting.ground import ROOT, Ground, lay_paragraphs, make_ground

PEOPLE, SECTIONS, SECONDS = 200, 50, 30
PARAGRAPH = "Hyvinvointikertomus kokoaa yhteen kunnan asukkaiden hyvinvoinnin, terveyden ja turvallisuuden tilan. " * 4


def run(scale: float) -> Iterator[Measure]:
    """The server alone in its process, the people in another."""
    seconds = max(5, round(SECONDS * scale))
    with fresh_database("sqlite") as (database, folder):
        ground = make_ground(database, SECTIONS, PEOPLE)
        lay_paragraphs(ground, [PARAGRAPH] * 8)
        database.close()
        with _served(database, folder) as server:
            yield from _write(server, ground, seconds)


@contextmanager
def _served(database: Database, folder: Path) -> Iterator[Server]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    url = database.address.render_as_string(hide_password=False)
    names = {"HVK_DATA_DIR": str(folder), "HVK_DATABASE_URL": url, "HVK_PORT": str(port), "HVK_BASE_URL": address}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen([HVK, "serve"], env={**os.environ, **names}, stdout=log, stderr=log)
    try:
        wait_for(address)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _write(server: Server, ground: Ground, seconds: int) -> Iterator[Measure]:
    with _people(server, ground, ground.tokens[:5], 2) as few:  # what is loaded once is loaded
        _tell(few)
    server.settle()
    alone = server.memory_mb()
    with _people(server, ground, ground.tokens, seconds) as people:
        time.sleep(2)
        idle = (server.memory_mb() - alone) / PEOPLE
        before = server.cpu_ms()
        with timed() as watch:
            outcome = _tell(people)
        cores = (server.cpu_ms() - before) / 1000 / watch.seconds
        busy = (server.memory_mb() - alone) / PEOPLE
    rate, wait = outcome["saved"] / watch.seconds, quantiles(outcome["waits"], n=20)[-1] * 1000
    assert outcome["saved"] == PEOPLE * seconds
    who = f"{PEOPLE} people in {SECTIONS} sections, a batch of 5 steps a second each for {seconds} s"
    yield Measure(
        "steps_per_second",
        rate * 5,
        "1/s",
        f"{who}; {rate:.0f} batches a second, p95 {wait:.0f} ms, {outcome['late']} sent anew",
    )
    yield Measure("cowriting_cpu", cores, "cores", "of the server meanwhile; bar 1")
    yield Measure(
        "connection_memory",
        busy,
        "MB",
        f"a connection, texts and all, after the writing; {idle:.2f} before it; bar 0.5",
    )


@contextmanager
def _people(server: Server, ground: Ground, tokens: list[str], seconds: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.cowriting_people"]
    wanted = {"address": server.address, "sections": ground.sections, "tokens": tokens, "seconds": seconds}
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(wanted) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["open"] == len(tokens)
        yield process


def _tell(people: "subprocess.Popen[str]") -> dict[str, list[float]]:
    """Let them write; what came of it."""
    assert people.stdin
    assert people.stdout
    people.stdin.write("\n")
    people.stdin.flush()
    outcome: dict[str, list[float]] = json.loads(people.stdout.readline())
    return outcome
