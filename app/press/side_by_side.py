"""Work done in forked processes, a few at once, the longest first. Each is new, so none leaves memory behind."""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from selectors import EVENT_READ, DefaultSelector
from typing import Generic, TypeVar

AT_ONCE = 2
_CHUNK = 1 << 20

Work = TypeVar("Work")


class HandLostError(Exception):
    """A process ended without its answer: killed, or out of memory."""


class Hands(Generic[Work]):
    """Runs `do` on every piece of work. `done` hears of each as it is finished."""

    def __init__(
        self, do: Callable[[Work], bytes], done: Callable[[Work], None] = lambda _work: None, at_once: int = AT_ONCE
    ) -> None:
        self.do = do
        self.done = done
        self.at_once = at_once

    def answers(self, work: Sequence[Work], weight: Callable[[Work], int]) -> list[bytes]:
        """The answers in the order of `work`. Raises HandLostError when one could not be had."""
        waiting = sorted(range(len(work)), key=lambda index: weight(work[index]))
        answers: dict[int, bytearray] = {}
        hands: dict[int, tuple[int, int]] = {}  # pipe → process, index of its work
        with DefaultSelector() as pipes:
            while waiting or hands:
                while waiting and len(hands) < self.at_once:
                    index = waiting.pop()
                    process, pipe = self._begin(work[index])
                    hands[pipe], answers[index] = (process, index), bytearray()
                    pipes.register(pipe, EVENT_READ)
                for key, _events in pipes.select():
                    process, index = hands[key.fd]
                    if chunk := os.read(key.fd, _CHUNK):
                        answers[index] += chunk
                        continue
                    pipes.unregister(key.fd)
                    os.close(key.fd)
                    del hands[key.fd]
                    _end(process)
                    self.done(work[index])
        return [bytes(answers[index]) for index in range(len(work))]

    def _begin(self, work: Work) -> tuple[int, int]:
        """A process that does `work` and writes its answer into the pipe."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process:
            os.close(writing)
            return process, reading
        try:
            gc.disable()
            answer = self.do(work)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(answer)
        except BaseException:  # nothing of the parent's may run on in the child
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)


def _end(process: int) -> None:
    _, status = os.waitpid(process, 0)
    if status != 0:
        raise HandLostError(f"a process ended with {os.waitstatus_to_exitcode(status)}")
