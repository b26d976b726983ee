"""How much work WeasyPrint may spend on a piece: a layout that does not come to its end is given up.

Work is counted, not timed, so that the same report is always set in the same way.
"""

from collections.abc import Callable
from typing import Any, Final

FIRST_LINES, LINES_OF_AN_ELEMENT = 5000, 20
FIRST_PAGES: Final = 100
LETTERS_OF_A_PAGE = 200  # on one with hardly any text


class RunawayError(Exception):
    """The layout went on and on."""


class Effort:
    """Counts lines and pages as they are laid out. Raises RunawayError when there are far more than text for them."""

    def __init__(self) -> None:
        self.lines = self.pages = 0
        self.most_lines = self.most_pages = 0

    def begin(self, root: Any) -> None:
        """Counts anew, for the page of this HTML."""
        text = root.find("body")
        elements = sum(1 for _ in text.iter())
        letters = sum(map(len, text.itertext()))
        self.lines = self.pages = 0
        self.most_lines = FIRST_LINES + letters + LINES_OF_AN_ELEMENT * elements
        self.most_pages = FIRST_PAGES + elements + letters // LETTERS_OF_A_PAGE

    def line(self, lay_out: Callable[..., Any]) -> Callable[..., Any]:
        """WeasyPrint's function that sets a line of text, counted."""

        def counted(*values: Any, **more: Any) -> Any:
            self.lines += 1
            if self.lines > self.most_lines:
                raise RunawayError("its lines came to no end")
            return lay_out(*values, **more)

        return counted

    def page(self, make: Callable[..., Any]) -> Callable[..., Any]:
        """WeasyPrint's function that makes a page, counted."""

        def counted(*values: Any, **more: Any) -> Any:
            self.pages += 1
            if self.pages > self.most_pages:
                raise RunawayError("its pages came to no end")
            return make(*values, **more)

        return counted
