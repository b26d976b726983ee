"""ASGI's `http.response.zerocopysend` for our server: the system itself moves a file's bytes into the socket.

They never pass through this process, so a download costs neither the time of copying nor memory: what a slow reader
has not yet taken waits with the system, besides one piece by which the loop learns that the socket takes more.
"""

import os
from asyncio import Transport
from functools import partial

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

EXTENSION = "http.response.zerocopysend"
PIECE = 1 << 16  # bytes given to the loop when the socket is full


class ZeroCopyProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, and the extension for whoever is not spoken to in cipher."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self.scheme == "http":
            self.scope["extensions"] = {EXTENSION: {}}

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGIApp) -> None:  # type: ignore[override]
        super()._start_asgi_task(cycle, partial(_answer, app, cycle))


async def _answer(app: ASGIApp, cycle: RequestResponseCycle, scope: Scope, receive: Receive, send: Send) -> None:
    async def sending_files(message: Message) -> None:
        if message["type"] == EXTENSION:
            await _hand_over(cycle, message["file"], message["offset"], message["count"])
            message = {"type": "http.response.body", "more_body": message.get("more_body", False)}
        await send(message)

    await app(scope, receive, sending_files)


async def _hand_over(cycle: RequestResponseCycle, file: int, place: int, left: int) -> None:
    if left > cycle.expected_content_length:
        raise RuntimeError("The file is longer than the length promised.")
    cycle.expected_content_length -= left
    cycle.transport.set_write_buffer_limits(high=0)  # `drain` waits until the socket has taken everything
    await cycle.flow.drain()
    while left > 0 and not cycle.transport.is_closing():
        count = _moved(cycle.transport, file, place, left)
        if count == 0:
            piece = os.pread(file, min(PIECE, left), place)
            if not piece:
                raise OSError("The file is shorter than the length promised.")
            cycle.transport.write(piece)
            await cycle.flow.drain()
            count = len(piece)
        place, left = place + count, left - count


def _moved(transport: Transport, file: int, place: int, left: int) -> int:
    """How many bytes the socket took at once; none when it is full, or gone, which the loop's next writing learns."""
    try:
        return os.sendfile(transport.get_extra_info("socket").fileno(), file, place, left)
    except OSError:
        return 0
