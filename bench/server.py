"""A real server process on a fresh demo database, and what the system says of its use of time and memory."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from bench.memory import tree

HVK = Path(sys.executable).parent / "hvk"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. CPU time and memory are the kernel's figures for its process."""

    address: str
    pid: int

    def cpu_ms(self) -> float:
        """CPU time used so far, user and system, all threads, in milliseconds."""
        return _cpu_ms(self.pid)

    def memory_mb(self) -> float:
        """Resident memory, in megabytes."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def settle(self, seconds: float = 60) -> None:
        """Wait until it and its press have nothing left to do: less than 2 % of a processor in two seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = sum(map(_cpu_ms, tree(self.pid)))
            time.sleep(2)
            if abs(sum(map(_cpu_ms, tree(self.pid))) - before) < 40:
                return

    def sign_in(self, email: str, password: str) -> httpx2.Client:
        """A client with this person's cookie."""
        client = httpx2.Client(base_url=self.address, headers=SAME_ORIGIN, timeout=60)
        answer = client.post("/sign-in", data={"email": email, "password": password})
        assert answer.status_code == 303, f"sign-in answered {answer.status_code}"
        return client


def _cpu_ms(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:  # it has just ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def demo_server() -> Iterator[Server]:
    """Serve the demo from a folder of its own until the block ends."""
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as folder:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        environment = {**os.environ, "HVK_DATA_DIR": folder, "HVK_PORT": str(port), "HVK_BASE_URL": address}
        for command in ("migrate", "demo"):
            subprocess.run([HVK, command], env=environment, stdout=subprocess.DEVNULL, check=True)
        with (Path(folder) / "server.log").open("w") as log:
            process = subprocess.Popen([HVK, "serve"], env=environment, stdout=log, stderr=log)
        try:
            wait_for(address)
            yield Server(address, process.pid)
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, seconds: float = 60) -> None:
    """Until the server answers. A client of its own for every question would read all certificates at each."""
    end = time.monotonic() + seconds
    with httpx2.Client(timeout=2, verify=False) as client:
        while True:
            try:
                client.get(f"{address}/health").raise_for_status()
            except httpx2.HTTPError:
                assert time.monotonic() < end, f"{address} does not answer"
                time.sleep(0.05)
            else:
                return
