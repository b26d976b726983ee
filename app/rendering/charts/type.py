"""Room that words take in a drawing, so that labels neither collide nor run out of it."""

from functools import lru_cache

from app.rendering.charts.advances import BOLD, REGULAR

SIZE = 13  # of all words in a drawing, in its own pixels
LINE = 16  # from one line of a label to the next
UNKNOWN = 620  # a character that the table lacks
ELLIPSIS = "…"

_REGULAR = {ord(character): width for width, characters in REGULAR.items() for character in characters}
_BOLD = {ord(character): width for width, characters in BOLD.items() for character in characters}


@lru_cache(maxsize=4096)
def width_of(words: str, *, bold: bool = False) -> float:
    """Pixels that the words take on one line."""
    widths = _BOLD if bold else _REGULAR
    return sum(widths.get(ord(character), UNKNOWN) for character in words) * SIZE / 1000


def cut(words: str, room: float, *, bold: bool = False) -> str:
    """The words, or as many of their characters as fit before an ellipsis."""
    if width_of(words, bold=bold) <= room:
        return words
    left = room - width_of(ELLIPSIS, bold=bold)
    for end, character in enumerate(words):
        left -= width_of(character, bold=bold)
        if left < 0:
            return words[:end].rstrip() + ELLIPSIS
    return words


def wrap(words: str, room: float, *, most: int, bold: bool = False) -> list[str]:
    """The words on at most `most` lines, broken at spaces and after hyphens; what is too long is cut."""
    lines = [""]
    for word in words.replace("-", "-\n").replace(" ", " \n").split("\n"):
        longer = lines[-1] + word
        if not lines[-1] or width_of(longer.rstrip(), bold=bold) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [cut(line.rstrip(), room, bold=bold) for line in lines]
