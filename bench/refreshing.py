"""How fast figures are fetched by the real client from a replaying Sotkanet, checked and stored; in how much memory."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from app.config import Settings
from app.db import Database
from app.indicators import lease
from app.indicators.models import Fetch
from app.indicators.refresh import carry_out
from app.indicators.runs import Trigger, start_run
from app.indicators.sources.sotkanet import Sotkanet
from app.organisations.service import load_regions
from bench.database import fresh_database
from bench.measure import Measure, timed
from bench.sotkanet_replay import FIRST_INDICATOR

INDICATORS = 12
MANY_INDICATORS = 48
YEARS = 20
HOLDER = "bench"
QUIET = ("SELECT", "BEGIN")
LOG = ("refresh_run", "refresh_lease", "fetch", "audit_entry")  # what a refresh says of itself
MEASURING = "import sys; from bench.refreshing import print_memory; print_memory(sys.argv[1], int(sys.argv[2]))"


def run() -> Iterator[Measure]:
    """The first refresh of an empty store on both databases; one that brings nothing new; and the memory."""
    with replay(MANY_INDICATORS) as address:
        for kind, target in (("sqlite", 50_000), ("postgres", 30_000)):
            with fresh_database(kind) as (database, _):
                _prepare(database)
                with timed() as watch:
                    stored = sum(fetch.rows for fetch in refresh(database, address, INDICATORS))
                context = f"{stored} observations parsed, validated and stored, first refresh; target {target}"
                yield Measure(f"refresh_obs_per_s_{kind}", stored / watch.seconds, "1/s", context)
                if kind == "sqlite":
                    writes = written(database, address)
                    context = "statements that change figures or descriptions in a refresh that brings nothing new"
                    yield Measure("refresh_unchanged_writes", writes, "", f"{context}; target 0")
        few, many = (memory(address, count) for count in (INDICATORS, MANY_INDICATORS))
        times = MANY_INDICATORS // INDICATORS
        context = f"over idle at its highest; {few:.0f} MB with a {times}th of the figures; target 150"
        yield Measure("refresh_memory", many, "MB", context)


@contextmanager
def replay(indicators: int) -> Iterator[str]:
    """The address of a replaying Sotkanet, in a process of its own."""
    command = [sys.executable, "-m", "bench.sotkanet_replay", str(indicators), str(YEARS)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait(20)


def _prepare(database: Database) -> None:
    with database.write() as session:
        load_regions(session)


def refresh(database: Database, address: str, indicators: int, *, afresh: bool = False) -> list[Fetch]:
    """Refresh so many indicators from the replaying Sotkanet."""
    keys = [f"sotkanet:{FIRST_INDICATOR + number}" for number in range(indicators)]
    with database.write() as session:
        assert lease.take(session, HOLDER)
        begun = start_run(session, keys, Trigger.COMMAND, holder=HOLDER)
    assert begun.id is not None
    source = Sotkanet(Settings(sotkanet_url=address))
    done = carry_out(database, begun.id, HOLDER, sources={"sotkanet": source}, afresh=afresh)
    failed = [fetch.reason for fetch in done if not fetch.accepted]
    assert not failed, failed[0]
    return done


def written(database: Database, address: str) -> int:
    """Statements that write figures or descriptions, where every answer is read anew and has nothing new."""
    statements: list[str] = []
    event.listen(database.writer, "before_cursor_execute", lambda *call: statements.append(call[2].strip()))
    refresh(database, address, INDICATORS)
    refresh(database, address, INDICATORS, afresh=True)
    changing = [text for text in statements if not text.startswith(QUIET)]
    return sum(not any(f" {name} " in text.replace('"', " ").replace("(", " ") for name in LOG) for text in changing)


def memory(address: str, indicators: int) -> float:
    """The megabytes that a refresh in a process of its own needs at its highest, more than it had before."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURING, address, str(indicators)], capture_output=True, text=True, check=True
    )
    return float(result.stdout)


def print_memory(address: str, indicators: int) -> None:
    """What `memory` starts."""
    with fresh_database("sqlite") as (database, _):
        _prepare(database)
        Path("/proc/self/clear_refs").write_text("5")  # the highest mark begins anew
        idle = _megabytes("VmRSS")
        refresh(database, address, indicators)
        sys.stdout.write(f"{_megabytes('VmHWM') - idle}\n")


def _megabytes(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
