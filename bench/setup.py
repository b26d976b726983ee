"""How long a newcomer waits: from a fresh clone to the first page of `make run`."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Measure, timed
from bench.server import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent
CACHES = ("UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME")


def run() -> Iterator[Measure]:
    """With the package caches of this machine, and with empty ones."""
    yield Measure("setup_warm", first_page(cold=False), "s", "fresh clone, warm package cache; target 15")
    yield Measure("setup_cold", first_page(cold=True), "s", "fresh clone, empty package cache; target 60")


def first_page(*, cold: bool) -> float:
    """Seconds from `make run` in a fresh clone until the server answers."""
    with tempfile.TemporaryDirectory(prefix="hvk-setup-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        port = free_port()
        environment = {**os.environ, "HVK_PORT": str(port), "HVK_BASE_URL": f"http://127.0.0.1:{port}"}
        environment.pop("VIRTUAL_ENV", None)
        if cold:
            environment |= dict.fromkeys(CACHES, f"{folder}/cache")
        with timed() as watch:
            process = subprocess.Popen(
                ["make", "run"],
                cwd=clone,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                wait_for(f"http://127.0.0.1:{port}", seconds=600)
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(20)
        return watch.seconds
