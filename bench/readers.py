"""Many readers at once over plain sockets: each asks again as soon as it has its answer. Costs little beside them."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class Reading:
    """What the readers met: seconds of each answer, how many answers of each status, in how many seconds."""

    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def a_second(self) -> float:
        return len(self.waits) / self.seconds


def read(address: str, requests: Sequence[tuple[str, dict[str, str]]], readers: int, seconds: float) -> Reading:
    """So many `readers` ask `requests` (path and headers) in turn for so long."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or 80
    return asyncio.run(_together(host, port, [_packed(host, port, *each) for each in requests], readers, seconds))


def _packed(host: str, port: int, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"host: {host}:{port}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _together(host: str, port: int, requests: list[bytes], readers: int, seconds: float) -> Reading:
    reading, began = Reading(), time.perf_counter()
    end = began + seconds
    await asyncio.gather(*(_one(host, port, requests, number, end, reading) for number in range(readers)))
    reading.seconds = time.perf_counter() - began
    return reading


async def _one(host: str, port: int, requests: list[bytes], number: int, end: float, reading: Reading) -> None:
    stream, writer = await asyncio.open_connection(host, port, limit=2**20)
    while (begin := time.perf_counter()) < end:
        writer.write(requests[number % len(requests)])
        head = await stream.readuntil(b"\r\n\r\n")
        length = _length(head)
        if length:
            await stream.readexactly(length)
        reading.waits.append(time.perf_counter() - begin)
        reading.statuses[int(head[9:12])] += 1
        number += 1
    writer.close()


def _length(head: bytes) -> int:
    """Every answer of ours to a reader tells its length; 304 has none."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1]) if b" 304 " not in head[:14] else 0
    return 0
