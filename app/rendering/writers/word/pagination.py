"""On which page each bookmark of a Word text will stand."""

from typing import Any


def fill_pages(body: Any, notes: bytes, ground: Any) -> None:
    """Put the pages' numbers into the fields that name them."""
