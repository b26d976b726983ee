"""Words as a person changes them in a plain field, and the least change of the text that says the same.

Pure. What is not words (a footnote, a number that knows its indicator) stands in the field as ⟦1: its text⟧: it
stays as it is while that stays, and goes when that is deleted.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from app.suggestions.units import JsonNode, Run, Unit, inherited, nodes_of, runs_between, tokens_of, units_of, words_of

MAX_LABEL = 40
_OPEN, _CLOSE = "⟦", "⟧"


class Misplaced(ValueError):  # noqa: N818 - a fact
    """A placeholder was changed instead of kept or deleted."""


def as_typed(nodes: Iterable[JsonNode]) -> str:
    """The words as they stand in the field."""
    units = units_of(nodes)
    held = _placeholders(units)
    return "".join(held.get(place, unit.text) for place, unit in enumerate(units))


def reworded(nodes: Sequence[JsonNode], typed: str) -> list[dict[str, Any]]:
    """`nodes` after their field was changed to `typed`; what stayed keeps its nodes and marks. Raises Misplaced."""
    units = units_of(nodes)
    old = tokens_of(units)
    held = _placeholders(units)
    names = [held.get(token.start, "".join(unit.text for unit in units[token])) for token in old]
    words = _split(typed, list(held.values()))
    if not {_OPEN, _CLOSE} & set(names) and {_OPEN, _CLOSE} & set(words):
        raise Misplaced
    by_name = {name: units[place] for place, name in held.items()}
    made: list[Unit] = []
    for run in runs_between(names, words):
        gap = _in_units(run, old, len(units))
        made += units[gap] if run.same else _typed_units(words[run.new], by_name, inherited(units, gap, "look"))
    return nodes_of(made)


def with_words(before: Sequence[Unit], words: str, after: Sequence[Unit]) -> list[dict[str, Any]]:
    """Words written between units: they look as the words before them."""
    units, place = [*before, *after], len(before)
    look = inherited(units, slice(place, place), "look")
    return nodes_of([*before, *_typed_units(_split(words, []), {}, look), *after])


def _in_units(run: Run, tokens: Sequence[slice], size: int) -> slice:
    ends = [*(token.start for token in tokens), size]
    return slice(ends[run.old.start], ends[run.old.stop])


def _typed_units(words: Iterable[str], held: dict[str, Unit], look: str) -> list[Unit]:
    """A placeholder that was moved is its node; a new line is a line break."""
    made: list[Unit] = []
    for word in words:
        if word in held:
            made.append(held[word])
        elif word == "\n":
            made += [Unit(unit.text, unit.size, unit.node, look) for unit in units_of([{"type": "hard_break"}])]
        else:
            made += [Unit(char, 1 + (ord(char) > 0xFFFF), "", look) for char in word]
    return made


def _placeholders(units: Sequence[Unit]) -> dict[int, str]:
    """Place of a node among the units → its placeholder; line breaks are new lines and need none."""
    places = [place for place, unit in enumerate(units) if unit.node and unit.text != "\n"]
    return {
        place: _OPEN + f"{number}: {_label(units[place])}".removesuffix(": ") + _CLOSE
        for number, place in enumerate(places, start=1)
    }


def _label(unit: Unit) -> str:
    """The node's own words: of a footnote its text, of a figure its number."""
    node = json.loads(unit.node)
    inside = "".join(child.get("text", "") for child in node.get("content", ()))
    words = str(node.get("attrs", {}).get("text") or inside)
    return re.sub(rf"[{_OPEN}{_CLOSE}\s]+", " ", words).strip()[:MAX_LABEL].strip()


def _split(typed: str, placeholders: list[str]) -> list[str]:
    text = typed.replace("\r\n", "\n").replace("\r", "\n")
    if not placeholders:
        return words_of(text)
    pieces = re.split("(" + "|".join(map(re.escape, placeholders)) + ")", text)
    return [word for piece in pieces for word in ([piece] if piece in placeholders else words_of(piece))]
