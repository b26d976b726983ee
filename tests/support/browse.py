"""The fixtures `client` and `browse`: what a browser would do, every opened page checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from tests.support.pages import text_of, watch

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
        return Opened(answer.status_code, html5lib.parse(answer.text, namespaceHTMLElements=False))


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """A browser-like client, signed in as nobody; every HTML answer to it is checked."""
    with TestClient(create_app(database=database), base_url="http://127.0.0.1", headers=SAME_ORIGIN) as client:
        yield watch(client)


@pytest.fixture
def browse(client: TestClient) -> Browser:
    """Opens pages with `client`, which may be signed in before or between."""
    return Browser(client)
