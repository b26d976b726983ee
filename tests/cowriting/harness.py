"""Drives the real client without a screen: many editors in one browser page. See app/editor/harness/main.ts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from app.accounts.guards import TOKEN_COOKIE
from app.document import Document

SCRIPT = Path(__file__).parent / "harness.js"
EDITOR = re.compile(r"/js/editor\b")  # the page's own client, which stays away


@dataclass(frozen=True)
class Harness:
    """A page with editors in it."""

    page: Page

    def start(self, verb: str, *arguments: Any) -> None:
        """Begin something that takes long; `finish` waits for it."""
        self.page.evaluate("([verb, args]) => void (window.going = harness[verb](...args))", [verb, arguments])

    def finish(self) -> Any:
        """What was begun last, when it is done."""
        return self.page.evaluate("window.going")

    def do(self, verb: str, *arguments: Any) -> Any:
        """Call the harness and wait for its answer."""
        return self.page.evaluate("([verb, args]) => harness[verb](...args)", [verb, arguments])

    def counted(self) -> dict[str, int]:
        """Cuts of connections, batches sent, batches sent twice."""
        found: dict[str, int] = self.page.evaluate("harness.counted")
        return found

    def documents(self) -> list[Document]:
        """What each editor has, once all are at one with the server. No editor may have met a fault."""
        self.do("calm")
        faults = self.do("faults")
        assert not faults, faults
        found: list[Document] = self.do("documents")
        return found


@contextmanager
def editors(browser: Browser, section: str, token: str, name: str, count: int) -> Iterator[Harness]:
    """So many editors in one page on the section at this address, in the name of the person with this token."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": TOKEN_COOKIE, "value": token, "url": "/".join(section.split("/")[:3])}])
    context.route(EDITOR, lambda route: route.abort())
    page = context.new_page()
    page.goto(section)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    harness = Harness(page)
    harness.do("open", name, count)
    yield harness
    context.close()
