"""The server is killed while people write: what it acknowledged is there, once."""

from pathlib import Path
from random import Random

import pytest

from app.db import Database
from tests.cowriting.ground import make_ground, mortal_server
from tests.cowriting.killing import Persistent, outcome, write_and_kill

pytestmark = pytest.mark.slow

KILLS = 5


def test_acknowledged_words_survive_kill_9(database: Database, tmp_path: Path):
    ground = make_ground(database, people=3)
    with mortal_server(database, tmp_path) as server:
        writers = [
            Persistent(f"w{n}", server.address, ground.sections[0], token) for n, token in enumerate(ground.tokens)
        ]
        write_and_kill(server, writers, KILLS, Random(3))
        assert server.deaths == KILLS
    tried = [word for writer in writers for word in writer.tried]
    result = outcome(ground, ground.texts[0], tried, [word for writer in writers for word in writer.acknowledged])
    assert (result.lost, result.doubled, result.replays) == ([], [], True)
    assert result.acknowledged > KILLS, "there was something to lose"
