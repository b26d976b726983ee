"""A real server on the demo, a real browser, and people who use it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.demo import serving
from tests.support.visitor import Visitor, chromium, visiting

PICTURES = Path(__file__).resolve().parents[2] / "build" / "journeys"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, once a worker."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(printed_demo: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server with a demo of this test's own."""
    shutil.copytree(printed_demo, tmp_path / "site")
    with serving(tmp_path / "site") as address:
        yield address


@pytest.fixture
def come(site: str, browser: Browser) -> Iterator[Callable[[], Visitor]]:
    """`come()` is a new visitor at the site."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with visiting(browser, site, PICTURES) as come:
        yield come
