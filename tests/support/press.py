"""One press for all tests of a process: warm once, its pieces kept between them, ended with the process."""

import atexit
import tempfile
from functools import cache
from pathlib import Path

from app.press.client import Press


class SharedPress(Press):
    """Outlives the workers that it is lent to."""

    def close(self) -> None:
        """Not by them."""


@cache
def shared_press() -> Press:
    folder = tempfile.TemporaryDirectory(prefix="hvk-test-press-")
    press = SharedPress(Path(folder.name), idle_seconds=120)

    @atexit.register
    def end() -> None:
        Press.close(press)
        folder.cleanup()

    return press
