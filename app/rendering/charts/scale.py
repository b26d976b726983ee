"""From figures to pixels: a scale with round steps, and how its steps are written."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from app.i18n.formats import MINUS, THIN_SPACE

LARGEST = 1e15  # beyond it a float no longer holds every whole number; no statistic does either
_STEPS = (1, 2, 5, 10)


def drawable(value: float | None) -> float | None:
    """The figure, if it is one that can be drawn."""
    return value if value is not None and math.isfinite(value) and abs(value) <= LARGEST else None


@dataclass(frozen=True, slots=True)
class Scale:
    """Round steps from `first` × `step` to `last` × `step`, over the pixels from `start` to `end`."""

    first: int
    last: int
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value / self.step - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)

    @property
    def low(self) -> float:
        return self.first * self.step

    def ticks(self) -> list[float]:
        return [number * self.step for number in range(self.first, self.last + 1)]

    def label(self, tick: float, language: str) -> str:
        decimals = max(0, -math.floor(math.log10(self.step) + 1e-9))
        return plain_number(tick, min(decimals, 12), language)


def round_scale(values: Iterable[float], start: float, end: float, *, steps: int, from_zero: bool = False) -> Scale:
    """A scale that holds all values in at most about `steps` steps. Without values it goes from 0 to 1."""
    known = [*values, 0.0] if from_zero else list(values)
    low, high = min(known, default=0.0), max(known, default=0.0)
    if high - low <= max(abs(low), abs(high)) * 1e-9 or high - low < 1e-9:
        low, high = _around(low, from_zero=from_zero)
    step = _step((high - low) / steps)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(first, max(last, first + 1), step, start, end)


def _around(value: float, *, from_zero: bool) -> tuple[float, float]:
    """An interval for figures that are all alike."""
    if abs(value) < 1e-9:
        return 0.0, 1.0
    if from_zero:
        return min(value, 0.0), max(value, 0.0)
    return value - abs(value) / 10, value + abs(value) / 10


def _step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next((factor * power for factor in _STEPS if factor * power >= least * (1 - 1e-9)), 10 * power)


def plain_number(value: float, decimals: int, language: str) -> str:
    """As app.i18n.formats writes it, without its care for halves: a scale's steps are round."""
    digits = f"{abs(value):,.{decimals}f}"
    if language != "en":
        digits = digits.replace(",", THIN_SPACE).replace(".", ",")
    return MINUS + digits if value < 0 and digits.strip("0,.") else digits
