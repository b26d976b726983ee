"""Writing together: how soon a key is seen, that nothing is lost, what two hundred people cost.

Needs the tests' tools (Chromium, PostgreSQL, strace): the proofs are the tests' own, only longer.
BENCH_SCALE, such as 0.05, makes everything shorter for trying.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from app.db import Database
from bench import cowriting_keys, cowriting_load, editing
from bench.database import fresh_database
from bench.measure import Measure, timed
from tests.cowriting.ground import make_ground, mortal_server
from tests.cowriting.harness import editors
from tests.cowriting.killing import Outcome, Persistent, outcome, write_and_kill
from tests.cowriting.power import cut_everywhere, traced
from tests.cowriting.simulation import Authority, Client, Line, faults
from tests.support.visitor import chromium

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
BATCHES, CLIENTS, ROUND = 10_000, 8, 1000
KILLS, WRITERS, EDITORS = 200, 4, 2
WORDS = 300
TURNS = 400
BAD_LINE = {"delay": 40, "cut": 0.02, "twice": 0.2}


def run() -> Iterator[Measure]:
    """Everything that the issue of writing together asks to be measured."""
    yield from cowriting_keys.run(SCALE)
    yield from _fuzz()
    yield from _fuzz_in_browser()
    for kind in ("sqlite", "postgres"):
        yield from _kills(kind)
    yield _power_cut()
    yield from cowriting_load.run(SCALE)
    yield from editing.run()


def _fuzz() -> Iterator[Measure]:
    """Rounds on a new text each, every one by a seed of its own."""
    rounds = max(1, round(BATCHES * SCALE / ROUND))
    found = {"diverged": 0, "lost": 0, "doubled": 0, "gaps": 0}
    counted = {"delivered": 0, "late": 0, "lost": 0, "twice": 0}
    with timed() as watch:
        for seed in range(rounds):
            with fresh_database("sqlite") as (database, _folder):
                ground = make_ground(database)
                authority = Authority(database, ground.texts[0], ground.authors[0])
                clients = [Client(f"c{n}", authority, Random(f"{seed}-{n}")) for n in range(CLIENTS)]
                line = Line(authority, Random(seed), clients)
                line.run(ROUND)
                for name, number in faults(authority, clients).items():
                    found[name] += number
                for name, number in line.counted.items():
                    counted[name] += number
    context = ", ".join(f"{number} {name}" for name, number in counted.items())
    yield Measure(
        "fuzz_batches", counted["delivered"], "", f"{CLIENTS} clients, {context}; {watch.seconds:.0f} s; bar 10000"
    )
    yield Measure(
        "fuzz_diverged", found["diverged"], "", f"clients, server and replay that differ, of {rounds} texts; bar 0"
    )
    yield Measure("fuzz_lost", found["lost"] + found["doubled"] + found["gaps"], "", "acknowledged batches; bar 0")


def _fuzz_in_browser() -> Iterator[Measure]:
    with (
        fresh_database("sqlite") as (database, folder),
        mortal_server(database, folder) as server,
        chromium() as browser,
    ):
        ground = make_ground(database)
        with editors(browser, server.address + ground.sections[0], ground.tokens[0], "fuzz", CLIENTS) as harness:
            done = harness.do("fuzz", 1, max(10, round(TURNS * SCALE)), BAD_LINE, 30)
            documents = harness.documents()
            counted = harness.counted()
        stored = Authority(database, ground.texts[0], ground.authors[0]).document()
    line = f"{counted['sent']} batches, {counted['cuts']} cuts, {counted['doubled']} sent twice"
    context = f"{CLIENTS} real clients, {sum(done.values())} edits, {line}; bar 0"
    yield Measure("fuzz_browser_diverged", sum(one != stored for one in documents), "", context)


def _kills(kind: str) -> Iterator[Measure]:
    kills = max(2, round(KILLS * SCALE))
    with fresh_database(kind) as (database, folder), timed() as watch:
        result = _written_under_kills(database, folder, kills)
    context = (
        f"words of {result.acknowledged} acknowledged by {WRITERS} writers and {EDITORS} real clients, "
        f"{kills} kills in {watch.seconds:.0f} s; bar 0"
    )
    assert result.replays, "the steps from the first on do not give the stored text"
    yield Measure(f"acked_lost_{kind}", len(result.lost), "", context)
    yield Measure(f"acked_doubled_{kind}", len(result.doubled), "", context)


def _written_under_kills(database: Database, folder: Path, kills: int) -> Outcome:
    ground = make_ground(database, people=WRITERS + 1)
    section = ground.sections[0]
    with mortal_server(database, folder) as server, chromium() as browser:
        writers = [
            Persistent(f"w{n}", server.address, section, token, 0.05) for n, token in enumerate(ground.tokens[:WRITERS])
        ]
        with editors(browser, server.address + section, ground.tokens[WRITERS], "js", EDITORS) as harness:
            harness.start("write", "js", 100)
            write_and_kill(server, writers, kills, Random(kills))
            harness.do("stop")
            harness.documents()  # everybody recovered and has saved
            typed, saved = ([word.strip() for word in harness.do(verb)] for verb in ("typed", "acknowledged"))
    tried = [word for writer in writers for word in writer.tried] + typed
    return outcome(ground, ground.texts[0], tried, [word for writer in writers for word in writer.acknowledged] + saved)


def _power_cut() -> Measure:
    words = max(20, round(WORDS * SCALE))
    with fresh_database("sqlite") as (database, folder):
        before, events = traced(database, folder, words)
        after = folder / "after"
        after.mkdir()
        cuts = cut_everywhere(events, before, after, Random(1))
    return Measure(
        "power_cut_lost", len(cuts.lost), "", f"words of {words} acknowledged, {cuts.disks} disks rebuilt; bar 0"
    )
