"""Where the fixtures of every test come from. Factories of one package's rows live in tests/factories/."""

import pytest
import structlog

pytest_plugins = ["tests.support.databases", "tests.support.browse", "tests.support.demo", "tests.support.hashing"]


def pytest_configure() -> None:
    """Short tracebacks: drawing every variable of every frame takes seconds."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end no worker waits for the other. Each has whole files, set up once."""
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in ("browser", "slow")])
