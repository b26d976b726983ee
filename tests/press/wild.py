"""A press whose writers also do harm: `python -m tests.press.wild` stands in for app.press."""

import os
import signal
import time
from pathlib import Path
from typing import cast

from app.press import __main__, making
from app.press.making import Noted, Told, Writer
from app.press.orders import Order
from app.press.shelf import Shelf
from app.press.side_by_side import Hands
from app.rendering import tree


def endless(_order: Order, _document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    """Also leaves a process of its own behind."""
    if os.fork() == 0:
        time.sleep(600)
    while True:
        pass


def hungry(_order: Order, _document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    return b"".join([bytearray(2**20) for _ in range(2**14)])


def crashing(_order: Order, _document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def losing_a_hand(_order: Order, _document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    def work(number: int) -> bytes:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"%d" % number

    return b"".join(Hands(work).answers(range(5), int))


def prying(_order: Order, _document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    return "\n".join([*(f"{key}={value}" for key, value in os.environ.items()), str(Path.cwd())]).encode()


WILD = (endless, hungry, crashing, losing_a_hand, prying)

if __name__ == "__main__":
    __main__.warm = lambda: None  # warming takes a second
    making.WRITERS = {**making.WRITERS, **{writer.__name__: ("json", cast("Writer", writer)) for writer in WILD}}
    __main__.main()
