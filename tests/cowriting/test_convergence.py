"""Eight clients at once on the real saving code: nobody diverges, nothing acknowledged is lost or doubled."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from app.db import Database
from tests.cowriting.simulation import Authority, Client, Line, faults
from tests.factories.texts import make_text

pytestmark = pytest.mark.slow

CLIENTS = 8
NONE = {"diverged": 0, "lost": 0, "doubled": 0, "gaps": 0}


def clients_of(database: Database, seed: int) -> tuple[Authority, list[Client]]:
    text = make_text(database)
    authority = Authority(database, text.text_id, text.author_id)
    return authority, [Client(f"c{n}", authority, Random(f"{seed}-{n}")) for n in range(CLIENTS)]


@pytest.mark.parametrize("seed", [1])
def test_batches_over_a_line_that_delays_loses_and_repeats(any_database: Database, seed: int):
    batches = 300 if any_database.is_sqlite else 100
    authority, clients = clients_of(any_database, seed)
    line = Line(authority, Random(seed), clients)
    line.run(batches)
    assert faults(authority, clients) == NONE, f"seed {seed}"
    assert min(line.counted.values()) > batches / 50, line.counted
    assert sum(len(client.acknowledged) for client in clients) > batches / 10


def test_everybody_saves_at_the_same_moment(any_database: Database):
    authority, clients = clients_of(any_database, 7)

    def write(client: Client) -> None:
        for _ in range(20):
            client.edit()
            while batch := client.batch():
                client.answered(batch, authority.save(batch))
                client.catch_up()

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(write, clients))
    for client in clients:
        client.catch_up()
    assert faults(authority, clients) == NONE
    assert sum(len(client.acknowledged) for client in clients) > CLIENTS * 10
