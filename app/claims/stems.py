"""What inflected words have in common."""

from itertools import takewhile


def shared_start(one: str, other: str) -> str:
    """The letters that both words begin with."""
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
