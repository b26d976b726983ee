"""Orders files of the press, which is started at the first order and started again whenever it is gone."""

import hashlib
import subprocess
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from socket import AF_UNIX, SHUT_RDWR, SOCK_STREAM, socket

import structlog

from app.press.errors import RenderingFailed, RenderingStopped, RenderingTooLarge, RenderingTooSlow
from app.press.orders import Made, Order, Progress
from app.press.wire import LIMITS, SOCKET, BrokenLineError, Frame, Heard, Said, read_frame, write_order
from app.processes import confined
from app.proofs import certificate

IDLE_SECONDS = 300.0
ATTEMPTS = 3  # to find a press that lives long enough to begin
PATIENCE = 30.0  # seconds that the press may be silent beyond an order's own limit

log = structlog.get_logger()

Stop = Callable[[], None]


class PressGoneError(Exception):
    """It ended before it had begun with the order: nothing is lost but time."""


class Press:
    """Belongs to one process; any number of its threads may order at once. `cache` keeps the finished pieces."""

    def __init__(self, cache: Path, *, idle_seconds: float = IDLE_SECONDS, module: str = "app.press") -> None:
        self.cache = cache.absolute()
        self.idle_seconds = idle_seconds
        self.module = module
        self._lock = threading.Lock()
        self._running = ExitStack()
        weakref.finalize(self, self._running.close)  # also when it was forgotten, and when the interpreter ends
        self._process: subprocess.Popen[bytes] | None = None
        self._address = ""

    def make(
        self,
        order: Order,
        *,
        seconds: int,
        memory_mb: int,
        progress: Callable[[Progress], None] = lambda _progress: None,
        started: Callable[[Stop], None] = lambda _stop: None,
    ) -> Made:
        """The file, proved. `progress` hears how far it is; `started` gets what stops it, from any thread.

        Raises RenderingFailed or one of its kinds.
        """
        stopped = threading.Event()
        for _attempt in range(ATTEMPTS):
            try:
                with self._line(seconds) as line:
                    started(lambda: _stop(line, stopped))
                    return _exchange(line, order, (seconds, memory_mb), progress)
            except PressGoneError:
                self._take_leave()
            except (BrokenLineError, OSError) as error:
                if stopped.is_set():
                    raise RenderingStopped from error
                log.warning("the press was silent", error=repr(error)[:200])
                raise RenderingFailed from error
        raise RenderingFailed

    @property
    def process_id(self) -> int | None:
        """Of the press, while it runs."""
        running = self._process
        return running.pid if running is not None and running.poll() is None else None

    def close(self) -> None:
        """End the press, also while it is being started; what it is making ends with the lines it was ordered on."""
        starting = self._process
        if starting is not None and starting.poll() is None:
            starting.kill()
        with self._lock:
            self._end()

    @contextmanager
    def _line(self, seconds: int) -> Iterator[socket]:
        with socket(AF_UNIX, SOCK_STREAM) as line:
            line.settimeout(seconds + PATIENCE)
            with self._lock:
                if self.process_id is None:
                    self._end()
                    self._begin()
                try:
                    line.connect(self._address)
                except OSError as error:  # it ended a moment ago
                    raise PressGoneError from error
            yield line

    def _begin(self) -> None:
        self.cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        arguments = (str(self.cache), str(self.idle_seconds))
        process, folder = self._running.enter_context(confined(self.module, *arguments, complaints=None))
        assert process.stdout is not None
        self._process, self._address = process, str(folder / SOCKET)
        if not process.stdout.readline():
            self._end()
            raise RenderingFailed

    def _take_leave(self) -> None:
        """It said no more: let it end, so that the next order starts another."""
        process = self._process
        if process is not None:
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()

    def _end(self) -> None:
        self._process = None
        self._running.close()


class Voice:
    """Says everything at once: nothing is kept back that could not be said any more at the end."""

    def __init__(self, line: socket) -> None:
        self.line = line

    def write(self, content: bytes) -> None:
        """To the press."""
        self.line.sendall(content)

    def flush(self) -> None:
        """Has been done."""


def _exchange(line: socket, order: Order, limits: tuple[int, int], progress: Callable[[Progress], None]) -> Made:
    said = Voice(line)
    with line.makefile("rb") as heard:
        _begin_order(heard, said, limits)
        with suppress(BrokenPipeError, ConnectionResetError):  # it ended before it had read all, and has said why
            write_order(said, order)
        while (frame := read_frame(heard)).what == "progress":
            progress(Progress(int(frame.values["percent"]), str(frame.values["doing"])[:200]))
        return _made(frame)


def _begin_order(heard: Heard, said: Said, limits: tuple[int, int]) -> None:
    try:
        said.write(LIMITS.pack(*limits))
        said.flush()
        read_frame(heard)
    except (BrokenLineError, ConnectionError) as error:
        raise PressGoneError from error


def _made(frame: Frame) -> Made:
    if frame.what != "made":
        log.warning("rendering failed", reason=frame.values.get("reason"), code=frame.values.get("code"))
        raise REASONS.get(str(frame.values.get("reason")), RenderingFailed)()
    proved = certificate.from_json(frame.values["certificate"])
    if hashlib.sha256(frame.content).hexdigest() != proved.file_sha256:
        raise BrokenLineError
    return Made(frame.content, proved)


REASONS: dict[str, type[RenderingFailed]] = {"late": RenderingTooSlow, "memory": RenderingTooLarge}


def _stop(line: socket, stopped: threading.Event) -> None:
    stopped.set()
    try:
        line.shutdown(SHUT_RDWR)
    except OSError:
        return  # it has ended by itself
