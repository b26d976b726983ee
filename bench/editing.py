"""The editor in a real browser: a long paste from Word, and how soon a key shows in a text of 100 KB."""

from collections.abc import Iterator
from statistics import quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from app.demo.people import PASSWORD, PEOPLE
from bench.measure import Measure, timed
from bench.server import Server, demo_server
from bench.word_clipboard import word_document
from tests.support.visitor import PROGRAM

COORDINATOR = next(person.email for person in PEOPLE if person.key == "coordinator")
SECTION = "/kokkola/laaja-2021-2025/sections/summary"
TEXT = "#editor .ProseMirror"
SAVED = "#saving-state[data-standing=saved]"
FLAGS = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
PAGES = 30
KEYS = 150

PASTE = """html => new Promise(done => {
  const data = new DataTransfer(); data.setData("text/html", html);
  const began = performance.now();
  document.querySelector("#editor .ProseMirror")
    .dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""

# From the key to the end of the frame that shows it.
LISTEN = """() => {
  window.paints = [];
  document.querySelector("#editor .ProseMirror").addEventListener("keydown", event => {
    requestAnimationFrame(() => { const channel = new MessageChannel();
      channel.port1.onmessage = () => window.paints.push(performance.now() - event.timeStamp);
      channel.port2.postMessage(0); });
  }, {capture: true});
}"""


def run() -> Iterator[Measure]:
    """Both on one demo server, on one page of a coordinator."""
    with demo_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=[f"--{flag}" for flag in FLAGS])
        page = _open(browser, server)
        yield _paste(page)
        yield _keys(page)
        browser.close()


def _open(browser: Browser, server: Server) -> Page:
    page = browser.new_page()
    page.goto(f"{server.address}/sign-in")
    page.fill("input[name=email]", COORDINATOR)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    page.goto(server.address + SECTION)
    page.wait_for_selector(SAVED)
    page.locator(TEXT).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_selector(SAVED)
    return page


def _paste(page: Page) -> Measure:
    with timed() as watch:
        shown: float = page.evaluate(PASTE, word_document(PAGES))
        page.wait_for_selector(SAVED)
    blocks = page.locator(f"{TEXT} > *").count()
    told = f"until it shows, {PAGES} pages of Word ({blocks} blocks); saved in {watch.seconds:.1f} s; target 2"
    return Measure("paste_30_pages", shown / 1000, "s", told)


def _keys(page: Page) -> Measure:
    size: int = page.evaluate(f"document.querySelector('{TEXT}').textContent.length")
    page.locator(f"{TEXT} > p").nth(60).click()
    page.wait_for_timeout(1500)
    page.evaluate(LISTEN)
    page.keyboard.type("Hyvin vointi " * (KEYS // 12), delay=80)
    page.wait_for_function(f"window.paints.length >= {KEYS // 12 * 13}")
    paints: list[float] = page.evaluate("window.paints")
    value = quantiles(paints, n=20)[-1]
    return Measure("key_paint_p95", value, "ms", f"{len(paints)} keys in a text of {size / 1000:.0f} KB; target 50")
