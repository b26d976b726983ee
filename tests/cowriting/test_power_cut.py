"""The power goes at any moment: what was acknowledged is on the disk. See tests/cowriting/power.py."""

import shutil
from pathlib import Path
from random import Random

import pytest

from app.db import Database
from tests.cowriting.ground import make_ground, mortal_server
from tests.cowriting.killing import Persistent, start, stop, write_until
from tests.cowriting.power import TRACER, Event, Sync, cut_everywhere, read_trace

pytestmark = pytest.mark.slow

WORDS = 30


def traced(database: Database, folder: Path) -> tuple[dict[str, bytearray], list[Event]]:
    """The database before, and what a real server did to it while two people wrote."""
    ground = make_ground(database, people=2)
    database.close()
    file = Path(database.address.database or "")
    before = {file.name: bytearray(file.read_bytes())}
    with mortal_server(database, folder, (*TRACER, str(folder / "trace"))) as server:
        writers = [
            Persistent(f"w{n}", server.address, ground.sections[0], token) for n, token in enumerate(ground.tokens)
        ]
        threads = start(writers)
        write_until(lambda: sum(len(writer.acknowledged) for writer in writers) >= WORDS)
        stop(writers, threads)
    return before, list(read_trace(folder / "trace", file.name))


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_power_cut_loses_nothing_acknowledged(database: Database, tmp_path: Path):
    before, events = traced(database, tmp_path)
    folder = tmp_path / "after"
    folder.mkdir()
    cuts = cut_everywhere(events, {name: bytearray(content) for name, content in before.items()}, folder, Random(5))
    assert cuts.disks >= WORDS * 2
    assert cuts.lost == []
    unsynced = [event for event in events if not isinstance(event, Sync)]
    assert cut_everywhere(unsynced, before, folder, Random(5)).lost, "a server that does not sync would be caught"
