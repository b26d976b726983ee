"""The server: CPU time of a page and of a save, throughput and waiting with sixteen people, memory at rest."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

import httpx2

from bench.measure import Measure, timed
from bench.server import Server, demo_server
from bench.writer import Writer

REPORT = "/kokkola/laaja-2021-2025"
PEOPLE = 16
PAGES = 150
SAVES = 200


def run() -> Iterator[Measure]:
    """Everything on one server process with the demo's data."""
    with demo_server() as server:
        time.sleep(1)
        yield Measure("idle_rss", server.memory_mb(), "MB", "after the start, before the first page; target 120")
        client = server.sign_in(*COORDINATOR)
        section = f"{REPORT}/sections/{SECTIONS[0]}"
        yield _page_cpu("section_page_cpu", server, client, section, target=10)
        yield _page_cpu("dashboard_cpu", server, client, REPORT, target=15)
        yield _step_cpu(server, client)
        yield _pages_a_second(server, client, section)
        yield _save_waiting(server, client)
        yield Measure("busy_rss", server.memory_mb(), "MB", "after all of the above")


def _page_cpu(name: str, server: Server, client: httpx2.Client, path: str, target: float) -> Measure:
    for _ in range(10):
        assert client.get(path).status_code == 200
    before = server.cpu_ms()
    for _ in range(PAGES):
        client.get(path)
    value = (server.cpu_ms() - before) / PAGES
    return Measure(name, value, "ms", f"server CPU a request, mean of {PAGES}; target {target:g}")


def _step_cpu(server: Server, client: httpx2.Client) -> Measure:
    with Writer.open(server.address, client, f"{REPORT}/sections/{SECTIONS[0]}") as writer:
        for _ in range(10):
            writer.save()
        before = server.cpu_ms()
        for _ in range(SAVES):
            writer.save()
        value = (server.cpu_ms() - before) / SAVES
    return Measure("step_save_cpu", value, "ms", f"server CPU a committed step, mean of {SAVES}; target 3")


def _pages_a_second(server: Server, client: httpx2.Client, path: str) -> Measure:
    cookies = dict(client.cookies)
    seconds = 5.0
    end = time.monotonic() + seconds

    def read(_person: int) -> int:
        count = 0
        with httpx2.Client(base_url=server.address, cookies=cookies) as own:
            while time.monotonic() < end:
                assert own.get(path).status_code == 200
                count += 1
        return count

    with timed() as watch, ThreadPoolExecutor(PEOPLE) as pool:
        count = sum(pool.map(read, range(PEOPLE)))
    return Measure("section_page_rps_16", count / watch.seconds, "1/s", f"{PEOPLE} clients for {seconds:g} s")


def _save_waiting(server: Server, client: httpx2.Client) -> Measure:
    """Sixteen people write at once, each in a text of their own where there are enough, three times a second."""
    start = threading.Barrier(PEOPLE)

    def write(person: int) -> list[float]:
        section = SECTIONS[person % len(SECTIONS)]
        language = ("fi", "sv")[person // len(SECTIONS) % 2]
        with Writer.open(server.address, client, f"{REPORT}/sections/{section}", language) as writer:
            start.wait()
            return [_paced(writer.save) for _ in range(20)]

    with ThreadPoolExecutor(PEOPLE) as pool:
        waits = [wait for waits in pool.map(write, range(PEOPLE)) for wait in waits]
    value = quantiles(waits, n=20)[-1] * 1000
    return Measure("save_p95_16", value, "ms", f"{PEOPLE} writers, three saves a second each, {len(waits)} saves")


def _paced(save: Callable[[], None]) -> float:
    with timed() as watch:
        save()
    time.sleep(max(0.0, 1 / 3 - watch.seconds))
    return watch.seconds
