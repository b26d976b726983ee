"""So few requests are worked on at once that none can stand still for want of a thread or a connection."""

import asyncio
from typing import Any

import pytest
from anyio.to_thread import current_default_thread_limiter

from app.db import Database
from app.web.admission import MOST_AT_ONCE, Admission

READER = {"type": "http.response.start", "status": 200, "headers": []}


class House:
    """An application that counts who is in, and answers when it is told to."""

    def __init__(self) -> None:
        self.inside = self.largest = 0
        self.may_answer = asyncio.Event()

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        self.inside += 1
        self.largest = max(self.largest, self.inside)
        await self.may_answer.wait()
        self.inside -= 1
        await send(READER)


def visits(house: House, count: int, most: int = 3) -> tuple[Admission, list[Any]]:
    async def nothing(*_message: Any) -> None: ...

    door = Admission(house, most)
    return door, [asyncio.ensure_future(door({"type": "http"}, nothing, nothing)) for _ in range(count)]


def test_the_others_wait_and_all_are_answered() -> None:
    async def evening() -> None:
        house = House()
        _, going = visits(house, 20)
        await asyncio.sleep(0.01)
        assert house.inside == 3
        house.may_answer.set()
        await asyncio.gather(*going)
        assert house.largest == 3

    asyncio.run(evening())


def test_a_slow_reader_keeps_nobody_waiting() -> None:
    async def evening() -> None:
        gone = asyncio.Event()

        async def slow(_scope: Any, _receive: Any, send: Any) -> None:
            await send(READER)
            await gone.wait()

        async def nothing(*_message: Any) -> None: ...

        door = Admission(slow, 2)
        reading = [asyncio.ensure_future(door({"type": "http"}, nothing, nothing)) for _ in range(5)]
        await asyncio.sleep(0.01)
        assert [places._value for places in door._places.values()] == [2]
        gone.set()
        await asyncio.gather(*reading)

    asyncio.run(evening())


def test_a_place_is_free_again_after_a_failure() -> None:
    async def evening() -> None:
        async def broken(*_call: Any) -> None:
            raise ConnectionResetError

        async def nothing(*_message: Any) -> None: ...

        door = Admission(broken, 1)
        for _ in range(3):
            with pytest.raises(ConnectionResetError):
                await asyncio.wait_for(door({"type": "http"}, nothing, nothing), 1)

    asyncio.run(evening())


def test_there_are_threads_and_connections_for_all_who_are_let_in(database: Database) -> None:
    async def threads() -> float:
        return current_default_thread_limiter().total_tokens

    assert asyncio.run(threads()) >= MOST_AT_ONCE
    pool: Any = database.reader.pool
    assert pool.size() + pool._max_overflow >= 2 * MOST_AT_ONCE
