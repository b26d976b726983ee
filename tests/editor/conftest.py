"""A real server on a report just begun, that can go away and come back, and a browser."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from app.accounts.guards import TOKEN_COOKIE
from app.accounts.models import SignIn, User
from app.accounts.queries import hash_token
from app.clock import now
from app.config import Settings
from app.db import Database
from app.permissions import Role
from tests.factories.people import make_organisation, make_person
from tests.factories.texts import KEY, OpenText, make_text
from tests.support.browse import application
from tests.support.visitor import chromium
from tests.support.visitor import violations as examine

__all__ = ["examine"]

SAVED = "#saving-state[data-standing=saved]"
OFFLINE = "#saving-state[data-standing=offline]"
TEXT = "#editor .ProseMirror"


@dataclass
class Site:
    """The server at one address, over one database."""

    database: Database
    text: OpenText
    other: User
    port: int

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}/kokkola/{self.text.report.slug}/sections/{KEY}"

    def start(self) -> None:
        settings = Settings(base_url=f"http://127.0.0.1:{self.port}")
        app = application(self.database, settings)
        self.server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="critical", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def token(self, user: User) -> str:
        assert user.id is not None
        token = f"token-{user.id}"
        with self.database.write() as session:
            session.merge(SignIn(token_hash=hash_token(token), user_id=user.id, created_at=now(), last_seen_at=now()))
        return token


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(database: Database, browser: Browser) -> Iterator[Site]:
    """At the end its pages go first: those without a server would go on looking for it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    other = make_person(database, "Jukka Niemelä", Role.AUTHOR, organisation=make_organisation(database))
    site = Site(database, make_text(database), other, port)
    site.start()
    yield site
    for context in browser.contexts:
        context.close()
    site.stop()


def open_text(browser: Browser, site: Site, user: User) -> Page:
    """The section's page in a browser of this person's own, ready for writing."""
    context = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": TOKEN_COOKIE, "value": site.token(user), "url": f"http://127.0.0.1:{site.port}"}])
    page = context.new_page()
    page.goto(site.page)
    page.wait_for_selector(SAVED)
    return page


def write(page: Page, words: str) -> None:
    """Type at the end of the text."""
    page.locator(TEXT).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def shows(page: Page, words: str) -> None:
    """The text comes to be these words; others' cursors with their names are not of it."""
    page.wait_for_function(
        """([text, words]) => { const own = document.querySelector(text).cloneNode(true);
        own.querySelectorAll(".caret").forEach(caret => caret.remove());
        return own.textContent.replaceAll("\u2060", "") === words; }""",
        arg=[TEXT, words],
    )
