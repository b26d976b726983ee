"""The power goes at any moment: what was acknowledged is on the disk. See tests/cowriting/power.py."""

import shutil
from pathlib import Path
from random import Random

import pytest

from app.db import Database
from tests.cowriting.power import Sync, cut_everywhere, traced

pytestmark = pytest.mark.slow

WORDS = 30


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_power_cut_loses_nothing_acknowledged(database: Database, tmp_path: Path):
    before, events = traced(database, tmp_path, WORDS)
    folder = tmp_path / "after"
    folder.mkdir()
    cuts = cut_everywhere(events, {name: bytearray(content) for name, content in before.items()}, folder, Random(5))
    assert cuts.disks >= WORDS * 2
    assert cuts.lost == []
    unsynced = [event for event in events if not isinstance(event, Sync)]
    assert cut_everywhere(unsynced, before, folder, Random(5)).lost, "a server that does not sync would be caught"
