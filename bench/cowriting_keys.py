"""From the key in one browser to the letter in another: two people, then twenty."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page

from app.accounts.guards import TOKEN_COOKIE
from bench.database import fresh_database
from bench.measure import Measure
from tests.cowriting.ground import Ground, Mortal, lay_paragraphs, make_ground, mortal_server
from tests.cowriting.harness import Harness, editors
from tests.cowriting.simulation import Authority
from tests.support.visitor import chromium

RATE = 5  # letters a second and person
SECONDS_OF_TWO, SECONDS_OF_TWENTY = 30, 60
PAGES, IN_A_PAGE = 5, 4
TEXT = "#editor .ProseMirror"
SAVED = "#saving-state[data-standing=saved]"

# What people wrote, without the names at their cursors.
WRITTEN = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".ProseMirror-widget").forEach(widget => widget.remove());
  return copy.textContent;
}"""
# Notes when the keys of this page were pressed, and when each letter of the other one's paragraph was in the page.
WATCH = f"""other => {{ const written = {WRITTEN};
  const text = document.querySelector("#editor .ProseMirror");
  window.pressed = []; window.seen = [];
  document.addEventListener("keydown", event => window.pressed.push(performance.timeOrigin + event.timeStamp), true);
  new MutationObserver(() => {{
    const letters = written(text.children[other]).length, now = performance.timeOrigin + performance.now();
    while (window.seen.length < letters) window.seen.push(now);
  }}).observe(text, {{subtree: true, childList: true, characterData: true}});
}}"""


def run(scale: float) -> Iterator[Measure]:
    """Both on a fresh server; every editor ends with the server's document."""
    with (
        fresh_database("sqlite") as (database, folder),
        mortal_server(database, folder) as server,
        chromium() as browser,
    ):
        ground = make_ground(database, sections=2, people=PAGES)
        lay_paragraphs(ground, [""] * (PAGES * IN_A_PAGE))
        yield _two(browser, server, ground, max(3, SECONDS_OF_TWO * scale))
        yield _twenty(browser, server, ground, max(3, SECONDS_OF_TWENTY * scale))


def _two(browser: Browser, server: Mortal, ground: Ground, seconds: float) -> Measure:
    pages = [_open(browser, server.address, ground.sections[0], token) for token in ground.tokens[:2]]
    for own, page in enumerate(pages):
        page.locator(f"{TEXT} > p").nth(own).click()
        page.evaluate(WATCH, 1 - own)
    keys = round(RATE * seconds)
    began = time.monotonic()
    for number in range(keys):
        for own, page in enumerate(pages):
            time.sleep(max(0, began + (number + own / 2) / RATE - time.monotonic()))
            page.keyboard.press("a")
    for page in pages:
        page.wait_for_function(f"window.seen.length >= {keys}")
        page.wait_for_selector(SAVED)
    noted: list[list[list[float]]] = [page.evaluate("[window.pressed, window.seen]") for page in pages]
    texts = {page.locator(TEXT).evaluate(WRITTEN) for page in pages}
    assert len(texts) == 1, "the two pages differ"
    waits = [seen - pressed for own in (0, 1) for pressed, seen in zip(noted[own][0], noted[1 - own][1], strict=True)]
    for page in pages:
        page.context.close()
    return _measure(
        "keystroke_p95_2", waits, f"2 browsers' pages, {RATE} letters a second each for {seconds:.0f} s; bar 30"
    )


def _open(browser: Browser, address: str, section: str, token: str) -> Page:
    context = browser.new_context(bypass_csp=True, locale="fi-FI", viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": TOKEN_COOKIE, "value": token, "url": address}])
    page = context.new_page()
    page.goto(address + section)
    page.wait_for_selector(SAVED)
    return page


def _twenty(browser: Browser, server: Mortal, ground: Ground, seconds: float) -> Measure:
    with ExitStack() as stack:
        pages = [
            stack.enter_context(editors(browser, server.address + ground.sections[1], token, f"page{n}", IN_A_PAGE))
            for n, token in enumerate(ground.tokens)
        ]
        for number, page in enumerate(pages):
            page.start("type", number * IN_A_PAGE, RATE, seconds)
        for page in pages:
            page.finish()
        _assert_alike(pages, Authority(ground.database, ground.texts[1], ground.authors[0]).document)
        waits = _waits([times for page in pages for times in page.do("times")])
    context = f"{PAGES * IN_A_PAGE} real clients in {PAGES} pages, {RATE} letters a second each for {seconds:.0f} s"
    return _measure("keystroke_p95_20", waits, f"{context}, all alike; bar 150")


def _assert_alike(pages: list[Harness], stored: Any) -> None:
    for page in pages:
        page.do("calm")
    time.sleep(1)  # what others said last is still on its way to those who have saved
    newest = stored()
    documents = [document for page in pages for document in page.documents()]
    assert [document == newest for document in documents] == [True] * len(documents), "the editors differ"


def _waits(noted: list[dict[str, Any]]) -> list[float]:
    """For every letter and everybody else: how long until they had it."""
    return [
        seen - typed
        for writer in noted
        for reader in noted
        if reader is not writer
        for typed, seen in zip(writer["typed"], reader["seen"][str(writer["block"])], strict=True)
    ]


def _measure(name: str, waits: list[float], context: str) -> Measure:
    value = quantiles(waits, n=20)[-1]
    return Measure(name, value, "ms", f"{context}; median {median(waits):.0f}, worst {max(waits):.0f}")
