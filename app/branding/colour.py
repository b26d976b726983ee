"""The organisation's colour: can it be read on paper, and white upon it; and the nearest darker tone that can. Pure."""

import re
from dataclasses import dataclass

WHITE, GROUND = "#ffffff", "#f6f6f3"  # paper, and the ground that pages of the screen lie on (css/tokens.css)
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a colour can be read. `darker` is the nearest tone that passes; empty when the colour itself does."""

    colour: str
    with_white: float
    with_ground: float
    darker: str

    @property
    def passes(self) -> bool:
        return not self.darker


def read_colour(typed: str) -> str | None:
    """`#1f4e79` from what was typed: with or without #, in either case, short or long. None when it is no colour."""
    found = _HEX.fullmatch(typed.strip())
    if not found:
        return None
    digits = found[1].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def judged(colour: str) -> Judgement:
    """The colour's contrasts, cut to one decimal, so that nothing is said to be more than it is."""
    with_white, with_ground = contrast(colour, WHITE), contrast(colour, GROUND)
    darker = "" if min(with_white, with_ground) >= LEAST_CONTRAST else _darker(colour)
    return Judgement(colour, int(with_white * 10) / 10, int(with_ground * 10) / 10, darker)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 to 1."""
    red, green, blue = _light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _darker(colour: str) -> str:
    """The same hue with less light, until it can be read."""
    highest = (luminance(GROUND) + 0.05) / LEAST_CONTRAST - 0.05
    share = highest / luminance(colour)
    while contrast(found := _with_light(colour, share), GROUND) < LEAST_CONTRAST:
        share *= 0.995  # rounding to whole steps can leave it a trifle too light
    return found


def _light(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear


def _with_light(colour: str, share: float) -> str:
    return "#" + "".join(f"{round(_screen(part * share) * 255):02x}" for part in _light(colour))


def _screen(light: float) -> float:
    part: float = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return part
