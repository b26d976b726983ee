"""How a cited figure is printed in a text. Pure."""

import re

from app.i18n import Language
from app.i18n.formats import number_text
from app.rendering.series import IndicatorInfo

NO_BREAK = "\u00a0"
_SPACES = re.compile(r"\s+")


def figure_text(value: float, info: IndicatorInfo, language: Language, *, with_unit: bool = False) -> str:
    """The number as it stands in a sentence; with its unit it is never cut at the end of a line."""
    number = number_text(value, info.decimals, language)
    return f"{number}{NO_BREAK}{info.unit}" if with_unit and info.unit else number


def has_unit(text: str, info: IndicatorInfo) -> bool:
    """Was it printed with its unit?"""
    return bool(info.unit) and _plain(text).endswith(f" {_plain(info.unit)}")


def is_printed(text: str, value: float, info: IndicatorInfo, language: Language) -> bool:
    """Does this text print that figure, with its unit or without?"""
    return _plain(text) in {
        _plain(figure_text(value, info, language, with_unit=with_unit)) for with_unit in (True, False)
    }


def _plain(text: str) -> str:
    """Which kind of space was typed does not matter."""
    return _SPACES.sub(" ", text).strip()
