"""Work of limited processes, done once for the same input: starting Python anew for every test takes long."""

from functools import cache

import pytest

from app.processes import answer_of


@cache
def _answer(module: str, request: bytes, seconds: int, memory_mb: int) -> bytes:
    return answer_of(module, request, seconds=seconds, memory_mb=memory_mb)


def remembered(module: str, request: bytes, *, seconds: int, memory_mb: int) -> bytes:
    """What the real process answers; the second time from memory."""
    return _answer(module, request, seconds, memory_mb)


def answer_from_memory(monkeypatch: pytest.MonkeyPatch, *places: str) -> None:
    """Let the modules `places` ask a process only once for the same thing."""
    for place in places:
        monkeypatch.setattr(f"{place}.answer_of", remembered)
