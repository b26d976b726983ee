"""Renders in a process of its own, with limits: values in, bytes out. It cannot reach the database, nor stall us."""

import base64
import json
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

import structlog

from app.exports.errors import RenderingFailed, RenderingTooLarge, RenderingTooSlow
from app.exports.formats import Format
from app.processes import confined

LARGEST_RESULT = 100 * 2**20  # bytes

log = structlog.get_logger()

Progress = Callable[[int], None]


def render(
    form: Format,
    document: Mapping[str, Any],
    assets: Mapping[str, bytes],
    *,
    seconds: int,
    memory_mb: int,
    progress: Progress = lambda _percent: None,
    started: Callable[[subprocess.Popen[bytes]], None] = lambda _process: None,
) -> bytes:
    """The file made of `document` (JSON values). `progress` hears per cent; `started` gets the process.

    Raises RenderingFailed or one of its kinds.
    """
    request = {
        "writer": form.writer,
        "document": document,
        "assets": {name: base64.b64encode(content).decode() for name, content in assets.items()},
    }
    with confined("app.rendering", seconds, memory_mb) as process:
        started(process)
        expired = threading.Event()
        late = threading.Timer(seconds, _expire, args=(process, expired))
        complaints: list[str] = []
        listener = threading.Thread(target=_listen, args=(process.stderr, progress, complaints), daemon=True)
        late.start()
        listener.start()
        try:
            content = _exchange(process, json.dumps(request).encode())
        finally:
            late.cancel()
        process.wait()
        listener.join()
    if process.returncode != 0:
        log.warning("rendering failed", format=form.key, code=process.returncode, complaints=complaints[-8:])
        raise _failure(complaints, is_late=expired.is_set())
    return content


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with process.stdin:
            process.stdin.write(request)
    except BrokenPipeError:
        pass  # it ended before it had read all; its exit code tells why
    content = process.stdout.read(LARGEST_RESULT + 1)
    if len(content) > LARGEST_RESULT:
        process.kill()
        raise RenderingTooLarge
    return content


def _expire(process: subprocess.Popen[bytes], expired: threading.Event) -> None:
    expired.set()
    process.kill()


def _failure(complaints: list[str], *, is_late: bool) -> RenderingFailed:
    if is_late:
        return RenderingTooSlow()
    if any("MemoryError" in line for line in complaints):
        return RenderingTooLarge()
    return RenderingFailed()


def _listen(stream: IO[bytes], progress: Progress, complaints: list[str]) -> None:
    for line in _lines(stream):
        word, _, number = line.partition(" ")
        if word == "progress" and number.isdigit():
            progress(int(number))
        else:
            complaints.append(line)


def _lines(stream: IO[bytes]) -> Iterator[str]:
    for raw in stream:
        yield raw.decode(errors="replace").rstrip()[:500]
