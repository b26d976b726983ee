"""Takes orders on a socket. Each gets a keeper, which forks the maker, watches it, and ends it with all it forked."""

import gc
import os
import select
import signal
import sys
import time
import traceback
from contextlib import suppress
from socketserver import ForkingMixIn, StreamRequestHandler, UnixStreamServer
from typing import Any

from app.press.making import make
from app.press.orders import Progress
from app.press.shelf import Shelf
from app.press.wire import LIMITS, read_order, write_frame
from app.processes import limit
from app.proofs.certificate import to_json

LARGEST_FILE = 64 * 2**20  # bytes; a piece on the shelf, a font for Pango
NOT_MADE, NO_MEMORY = 1, 2  # exit codes of a maker
LATE, TOO_LARGE, FAULTY = "late", "memory", "fault"  # why there is no file, on the wire


class Desk(ForkingMixIn, UnixStreamServer):
    """Ends itself when nobody has ordered for `idle_seconds`, or when whoever started it is gone."""

    timeout = 1.0  # seconds between looks at the clock
    request_queue_size = 32
    max_children = 64

    def __init__(self, address: str, shelf: Shelf, idle_seconds: float) -> None:
        super().__init__(address, Keeper)
        self.shelf = shelf
        self.idle_seconds = idle_seconds
        self.starter = os.getppid()
        self.last_busy = time.monotonic()

    def serve(self) -> None:
        """Until it is idle."""
        self.last_busy = time.monotonic()
        while os.getppid() == self.starter and time.monotonic() - self.last_busy < self.idle_seconds:
            self.handle_request()
            self.service_actions()  # takes leave of keepers that have ended
            if self.active_children:
                self.last_busy = time.monotonic()

    def handle_error(self, _request: Any, _client_address: Any) -> None:
        """Runs in a keeper: what it cannot say on the socket is said on stderr."""
        traceback.print_exc()


class Keeper(StreamRequestHandler):
    """Has nothing to do with the order's content, so that nothing in it can harm the watch."""

    server: Desk

    def handle(self) -> None:
        """One order, from its first byte until nothing of it is left."""
        seconds, memory_mb = LIMITS.unpack(self.rfile.read(LIMITS.size))
        write_frame(self.wfile, "begun")
        sys.stderr.flush()
        maker = os.fork()
        if maker == 0:
            os.setpgid(0, 0)
            os._exit(self._make(seconds, memory_mb))
        with suppress(PermissionError):  # it has done so itself and gone on
            os.setpgid(maker, maker)
        is_late = self._watch(maker, seconds)
        os.killpg(maker, signal.SIGKILL)
        _, status = os.waitpid(maker, 0)
        self._tell(is_late=is_late, code=os.waitstatus_to_exitcode(status))

    def _watch(self, maker: int, seconds: int) -> bool:
        """Wait for the maker's end, or for whoever ordered to go away. True when the time was up."""
        ended = os.pidfd_open(maker)
        watched = select.poll()
        watched.register(ended, select.POLLIN)
        watched.register(self.connection, select.POLLRDHUP | select.POLLHUP)
        try:
            return not watched.poll(seconds * 1000)
        finally:
            os.close(ended)

    def _tell(self, *, is_late: bool, code: int) -> None:
        """Say why there is no file; with a file, whoever ordered has gone by now."""
        if code == 0 and not is_late:
            return
        reasons: dict[int, str] = {NO_MEMORY: TOO_LARGE, -signal.SIGXCPU: LATE}
        with suppress(OSError):
            write_frame(self.wfile, "failed", reason=LATE if is_late else reasons.get(code, FAULTY), code=code)

    def _make(self, seconds: int, memory_mb: int) -> int:
        gc.disable()  # it ends soon: looking for cycles costs more than it frees
        try:
            limit(seconds + 1, memory_mb, LARGEST_FILE)
            made = make(read_order(self.rfile), self.server.shelf, self._progress)
            certificate = to_json(made.certificate)
            write_frame(self.wfile, "made", made.content, certificate=certificate)
        except MemoryError:
            return NO_MEMORY
        except BaseException:  # nothing of the keeper's may run on in the maker
            traceback.print_exc()
            sys.stderr.flush()
            return NOT_MADE
        return 0

    def _progress(self, progress: Progress) -> None:
        write_frame(self.wfile, "progress", percent=progress.percent, doing=progress.doing)
