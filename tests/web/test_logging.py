"""What goes into the log, and what never does."""

import json
import sys
from io import StringIO
from secrets import token_hex

import pytest
import structlog

from app.web.logging import configure_logging


@pytest.mark.parametrize("terminal", [False, True])
def test_a_traceback_never_holds_what_variables_held(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> None:
    stream, secret = StringIO(), token_hex()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    before = structlog.get_config()
    try:
        configure_logging()
        try:
            _fail(secret)
        except ZeroDivisionError as error:
            structlog.get_logger().error("failed", exc_info=error)
    finally:
        structlog.configure(**before)
    assert "ZeroDivisionError" in stream.getvalue()
    assert secret not in stream.getvalue()
    if not terminal:
        assert json.loads(stream.getvalue())["event"] == "failed"


def _fail(secret: str) -> float:
    return len(secret) / 0
