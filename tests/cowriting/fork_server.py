"""Starts the server anew at every line it reads, and writes its process id.

It has imported everything already, so that a start costs a tenth of a second instead of seconds: what is killed
is a whole server process like any other. A child that was killed is gone; nobody mourns it.
"""

import os
import signal
import sys

import httptools  # noqa: F401 - imported for the children
import uvicorn.protocols.http.httptools_impl
import uvicorn.protocols.websockets.websockets_impl  # noqa: F401
import uvloop  # noqa: F401

import app.main  # noqa: F401
from app.cli import serve


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve()
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
