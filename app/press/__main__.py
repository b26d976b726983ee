"""`python -m app.press CACHE IDLE_SECONDS`: the press, started by app.press.client in a folder of its own."""

import sys
from pathlib import Path

from app.press.server import Desk
from app.press.shelf import Shelf
from app.press.warm import warm
from app.press.wire import SOCKET


def main() -> None:
    """Listens, says so, warms up and serves: whoever comes meanwhile waits in the socket's queue."""
    cache, idle_seconds = Path(sys.argv[1]), float(sys.argv[2])
    cache.mkdir(parents=True, exist_ok=True, mode=0o700)
    with Desk(SOCKET, Shelf(cache), idle_seconds) as desk:
        print("ready", flush=True)  # noqa: T201 - whoever started us waits for this line
        warm()
        desk.serve()


if __name__ == "__main__":
    main()
