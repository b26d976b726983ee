"""The public site on a council evening: waiting and throughput of its pages, repeat visits, memory of the server."""

from collections.abc import Iterator
from statistics import quantiles

import httpx2

from app.demo.people import PASSWORD
from bench.measure import Measure
from bench.readers import Reading, read
from bench.server import Server, demo_server
from bench.web import COORDINATOR, SECTION

TOGETHER, CROWD, SECONDS = 16, 64, 5.0
ORGANISATION = "/julkaisut/kokkola"
BROWSER = {"accept-encoding": "gzip", "accept-language": "fi"}


def run() -> Iterator[Measure]:
    """Everything on one server process with the demo's published report."""
    with demo_server() as server:
        server.settle()
        before = server.memory_mb()
        pages = _pages(server)
        asked = [(page, BROWSER) for page in pages]
        read(server.address, asked, 4, 1.0)  # what nobody has read is made once
        yield _waiting(read(server.address, asked, TOGETHER, SECONDS), len(pages))
        yield _repeat_visits(server, pages)
        grown = server.memory_mb() - before
        yield Measure("public_memory", grown, "MB", f"more than the {before:.0f} MB before the first reader")
        yield from _crowd(server, asked)


def _pages(server: Server) -> list[str]:
    """Everybody's list, the municipality's, its report in both languages, its statement."""
    front = httpx2.get(server.address + ORGANISATION).text
    report = front.split('<section class="publications"')[1].split('href="')[1].split('"')[0]
    return ["/julkaisut", ORGANISATION, report, f"{report}?language=sv", f"{ORGANISATION}/accessibility"]


def _waiting(reading: Reading, pages: int) -> Measure:
    _all_right(reading, 200)
    value = quantiles(reading.waits, n=20)[-1] * 1000
    said = f"{TOGETHER} readers, {pages} pages in turn, {len(reading.waits)} answers; target 25"
    return Measure("public_p95", value, "ms", said)


def _crowd(server: Server, asked: list[tuple[str, dict[str, str]]]) -> Iterator[Measure]:
    """The pages, and beside them a page of the desk, asked by the same readers in the same run."""
    public = read(server.address, asked, CROWD, SECONDS)
    _all_right(public, 200)
    client = server.sign_in(COORDINATOR, PASSWORD)
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    desk = read(server.address, [(SECTION, {**BROWSER, "cookie": cookies})], CROWD, SECONDS)
    _all_right(desk, 200)
    yield Measure("public_rps_64", public.a_second, "1/s", f"{CROWD} readers for {SECONDS:g} s")
    yield Measure("desk_rps_64", desk.a_second, "1/s", f"the section's page, {CROWD} clients for {SECONDS:g} s")
    ratio = public.a_second / desk.a_second
    yield Measure("public_rps_64_over_desk", ratio, "", "public_rps_64 over desk_rps_64; target at least 5")


def _repeat_visits(server: Server, pages: list[str]) -> Measure:
    """Readers who have the pages send the tags they were given."""
    with httpx2.Client(base_url=server.address, headers=BROWSER) as client:
        tagged = [(page, {**BROWSER, "if-none-match": client.get(page).headers["etag"]}) for page in pages]
    again = read(server.address, tagged, TOGETHER, 2.0)
    share = again.statuses[304] / len(again.waits)
    return Measure("public_304_share", share, "", f"of {len(again.waits)} repeat visits, {again.a_second:.0f} a second")


def _all_right(reading: Reading, status: int) -> None:
    assert set(reading.statuses) == {status}, reading.statuses
