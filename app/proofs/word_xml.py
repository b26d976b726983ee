"""Names of the markup in Word files."""

from typing import Any

Element = Any  # lxml tells no types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return _W + name


def r(name: str) -> str:
    """A name of a relation."""
    return _R + name


def value(element: Element | None, name: str = "val") -> str:
    """An element's attribute, if there is such an element."""
    return "" if element is None else element.get(_W + name) or ""
