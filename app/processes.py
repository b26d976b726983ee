"""Processes of our own with limits, for work on what strangers made: values in, bytes out.

Such a process knows nothing of our environment, reaches no database, and stalls nobody.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

ROOT = Path(__file__).resolve().parents[1]
LARGEST_FILE = 4 * 2**20  # bytes; a font is handed to Pango as a file

log = structlog.get_logger()


class ProcessFailed(Exception):  # noqa: N818 - errors are named as facts
    """It ended with a fault, was stopped at a limit, or said too much."""


def limit(cpu_seconds: int, memory_mb: int, largest_file: int = LARGEST_FILE) -> None:
    """Called by such a process before it reads anything: beyond these the system stops it."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def confined(
    module: str, *arguments: str, complaints: int | None = subprocess.PIPE
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """`module` as a process, and the folder of its own that it works in, which goes with it.

    `complaints` is where its stderr goes: by default to whoever reads it, None for our own.
    """
    with tempfile.TemporaryDirectory(prefix="hvk-") as folder:
        environment = {
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT),
            "HOME": folder,
            "TMPDIR": folder,
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "OPENBLAS_NUM_THREADS": "1",
        }
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        try:
            yield process, Path(folder)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    stream.close()


def answer_of(module: str, request: bytes, *, seconds: int, memory_mb: int) -> bytes:
    """What `module` writes when it is given `request`. Raises ProcessFailed."""
    with confined(module, str(seconds), str(memory_mb)) as (process, _folder):
        try:
            answer, complaints = process.communicate(request, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise ProcessFailed("too slow") from error
    if process.returncode != 0:
        last = complaints.decode(errors="replace").strip().rsplit("\n", 1)[-1][:300]
        log.warning("a process failed", module=module, code=process.returncode, complaint=last)
        raise ProcessFailed(last)
    return answer
