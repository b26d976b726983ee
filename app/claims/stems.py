"""Letters of words, to compare them by."""

from itertools import takewhile


def shared_start(one: str, other: str) -> str:
    """The letters that both words begin with."""
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def lowered(text: str) -> str:
    """In small letters, each at its place: a few foreign letters would become two."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(each.lower()[0] for each in text)
