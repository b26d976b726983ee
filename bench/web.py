"""The server: CPU time of a page and of a save, throughput and waiting with sixteen people, memory at rest."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

import httpx2

from app.demo.people import PASSWORD, PEOPLE
from bench.measure import Measure, timed
from bench.server import Server, demo_server
from bench.writer import Writer

COORDINATOR = next(person.email for person in PEOPLE if person.key == "coordinator")
REPORT = "/kokkola/laaja-2021-2025"
SECTION = f"{REPORT}/sections/working_age"
TOGETHER = 16
BLOCKS = "least mean of 6 blocks of 50"


def run() -> Iterator[Measure]:
    """Everything on one server process with the demo's data."""
    with demo_server() as server:
        server.settle()
        yield Measure("idle_rss", server.memory_mb(), "MB", "after the start, before the first page; target 120")
        client = server.sign_in(COORDINATOR, PASSWORD)
        yield _page_cpu("section_page_cpu", server, client, SECTION, target=10)
        yield _page_cpu("dashboard_cpu", server, client, REPORT, target=15)
        yield _step_cpu(server, client)
        yield _pages_a_second(server, client, SECTION)
        yield _save_waiting(server, client)
        yield Measure("busy_rss", server.memory_mb(), "MB", "after all of the above")


def _page_cpu(name: str, server: Server, client: httpx2.Client, path: str, target: float) -> Measure:
    for _ in range(10):
        assert client.get(path).status_code == 200
    value = _least_cpu(server, lambda: client.get(path))
    return Measure(name, value, "ms", f"server CPU a request, {BLOCKS}; target {target:g}")


def _step_cpu(server: Server, client: httpx2.Client) -> Measure:
    with Writer.open(server.address, client, SECTION) as writer:
        for _ in range(10):
            writer.save()
        value = _least_cpu(server, writer.save)
    return Measure("step_save_cpu", value, "ms", f"server CPU a committed step, {BLOCKS}; target 3")


def _least_cpu(server: Server, act: Callable[[], object]) -> float:
    """Milliseconds of CPU a time in the quietest block: other work on the machine only ever adds."""
    means = []
    for _ in range(6):
        before = server.cpu_ms()
        for _ in range(50):
            act()
        means.append((server.cpu_ms() - before) / 50)
    return min(means)


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

    with timed() as watch, ThreadPoolExecutor(TOGETHER) as pool:
        count = sum(pool.map(read, range(TOGETHER)))
    return Measure("section_page_rps_16", count / watch.seconds, "1/s", f"{TOGETHER} clients for {seconds:g} s")


def _save_waiting(server: Server, client: httpx2.Client) -> Measure:
    """People write at once, two in each text that is open for writing, three saves a second each."""
    texts = _open_texts(client)
    start = threading.Barrier(TOGETHER)

    def write(person: int) -> list[float]:
        with Writer.open(server.address, client, *texts[person % len(texts)]) as writer:
            start.wait()
            return [_paced(writer.save) for _ in range(20)]

    with ThreadPoolExecutor(TOGETHER) as pool:
        waits = [wait for waits in pool.map(write, range(TOGETHER)) for wait in waits]
    value = quantiles(waits, n=20)[-1] * 1000
    return Measure("save_p95_16", value, "ms", f"{TOGETHER} writers in {len(texts)} texts, 3 saves a second each")


def _open_texts(client: httpx2.Client) -> list[tuple[str, str]]:
    """Sections of the report that may be written now, with a language, half as many as writers."""
    addresses = sorted(set(re.findall(rf'href="({REPORT}/sections/\w+)"', client.get(REPORT).text)))
    pages = ((address, client.get(address).text) for address in addresses)
    return [(address, "fi") for address, page in pages if 'data-editable="true"' in page][: TOGETHER // 2]


def _paced(save: Callable[[], None]) -> float:
    with timed() as watch:
        save()
    time.sleep(max(0.0, 1 / 3 - watch.seconds))
    return watch.seconds
