"""The fixtures `client` and `browse`: what a browser would do, every opened page checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import URL

from app.accounts.throttle import Attempts
from app.api.throttle import Readings
from app.config import Settings, get_settings
from app.db import Database
from app.exports.worker import Worker
from app.feedback.throttle import Senders
from app.live.relay import Relay
from app.main import create_app
from app.reading import middleware
from tests.support.pages import parsed, text_of, watch

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@dataclass(frozen=True)
class Opened:
    """A page as a reader meets it."""

    status: int
    root: Element

    @property
    def heading(self) -> str:
        """The text of the h1."""
        return text_of(next(self.root.iter("h1")))

    @property
    def text(self) -> str:
        """All text of the main part."""
        return text_of(next(self.root.iter("main")))

    @property
    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [href for item in self.root.iter("a") if (href := item.get("href"))]


@dataclass(frozen=True)
class Browser:
    """`browse(path)` opens a page with the client's cookies and gives it parsed and checked."""

    client: TestClient

    def __call__(self, path: str) -> Opened:
        answer = self.client.get(path)
        return Opened(answer.status_code, parsed(answer.text)[0])


_applications: dict[URL, FastAPI] = {}


def application(database: Database, settings: Settings | None = None) -> FastAPI:
    """This worker's application on the database, as new: working out its routes, at first requests, takes a second."""
    if database.address not in _applications:
        _applications[database.address] = create_app(database=database)
    app = _applications[database.address]
    app.state.database = database
    app.state.settings = settings or get_settings()
    app.state.attempts = Attempts()
    app.state.senders = Senders()
    app.state.readings = Readings()
    return app


@contextmanager
def opened(database: Database, **options: Any) -> Iterator[TestClient]:
    """A browser-like client of an application that has started; every HTML answer to it is checked.

    No other process is there to be heard, and one that listens takes half a second to stop. Files are made by those
    tests that want them: see tests.support.press.
    """
    client = TestClient(application(database), base_url="http://127.0.0.1", headers=SAME_ORIGIN, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Relay, "start", lambda _relay: None)
        patch.setattr(Worker, "start", lambda _worker: None)
        patch.setattr(middleware, "LOOK_EVERY", 0)  # what a test publishes is there at once
        with client:
            yield watch(client)


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """Signed in as nobody."""
    with opened(database) as client:
        yield client


@pytest.fixture
def browse(client: TestClient) -> Browser:
    """Opens pages with `client`, which may be signed in before or between."""
    return Browser(client)
