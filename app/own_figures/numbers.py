"""Numbers as people type them: decimal comma, spaces between thousands, a real minus sign. Pure."""

import re

from app.i18n.formats import MINUS, number_text

_SPACES = re.compile(r"\s")  # also thin and hard ones
_NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,6})?")


def read_number(typed: str) -> float | None:
    """1 234,5 → 1234.5; None for what is no number."""
    text = _SPACES.sub("", typed).replace(MINUS, "-").replace("–", "-")
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def plain_number(value: float) -> str:
    """The number with as many decimals as it needs: 2,5."""
    return typed_number(value, 3).rstrip("0").rstrip(",")


def typed_number(value: float | None, decimals: int) -> str:
    """The number as a field holds it, without spaces; nothing for none."""
    if value is None:
        return ""
    text = number_text(value, decimals, "fi")
    return _SPACES.sub("", text).replace(MINUS, "-")
