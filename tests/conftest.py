"""Where the fixtures of every test come from. Factories of one package's rows live in tests/factories/."""

import structlog

pytest_plugins = ["tests.support.databases", "tests.support.browse", "tests.support.demo", "tests.support.hashing"]


def pytest_configure() -> None:
    """Short tracebacks: drawing every variable of every frame takes seconds."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])
