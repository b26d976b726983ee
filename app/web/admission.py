"""How many requests are worked on at once.

A request takes a database connection in one thread and goes on in another. If more requests than there are threads
wait for connections, those that have one find no thread to go on in, and all stand still until the pool gives up.
"""

import asyncio
from weakref import WeakKeyDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_AT_ONCE = 16  # fewer than threads (40), and half of the connections that a pool may open


class Admission:
    """Lets `most` requests in; the others wait without thread or connection. A place is free when an answer begins."""

    def __init__(self, app: ASGIApp, most: int = MOST_AT_ONCE) -> None:
        self.app = app
        self.most = most
        self._places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        places = self._places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(self.most))
        await places.acquire()
        place = _Place(places)
        try:
            await self.app(scope, receive, place.freed_by(send))
        finally:
            place.free()


class _Place:
    """Given back once, however often it is said."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self.places: asyncio.Semaphore | None = places

    def free(self) -> None:
        if self.places is not None:
            self.places.release()
            self.places = None

    def freed_by(self, send: Send) -> Send:
        """`send`, after whose first message somebody else may come in: a slow reader keeps nobody waiting."""

        async def freeing(message: Message) -> None:
            self.free()
            await send(message)

        return freeing
