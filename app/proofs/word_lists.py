"""Which number or bullet Word sets before a paragraph of a list, counted as Word counts."""

from collections import defaultdict
from dataclasses import dataclass, field

from app.proofs.word_parts import WordParts
from app.proofs.word_xml import Element, value, w


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts. `counter` is shared by lists that go on from each other."""

    is_counted: bool
    start: int
    counter: str


@dataclass
class WordLists:
    """Counts the paragraphs of every list as they are met."""

    parts: WordParts
    levels: dict[tuple[str, int], Level] = field(init=False)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        self.levels = dict(self._all())

    def place(self, shape: Element | None, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph, by its own properties or its style's."""
        own = shape.find(w("numPr")) if shape is not None else None
        inherited = self.parts.inherited(style, f"{w('pPr')}/{w('numPr')}")
        given = own if own is not None else inherited
        if given is None:
            return None
        found = (one.find(w("numId")) for one in (own, inherited) if one is not None)
        number = next((value(one) for one in found if one is not None), "")
        return (number, int(value(given.find(w("ilvl"))) or 0)) if number not in ("", "0") else None

    def label(self, place: tuple[str, int]) -> str:
        """The number of the list's next paragraph, empty where it has a bullet."""
        level = self.levels.get(place)
        if level is None or not level.is_counted:
            return ""
        counts = self.counts[level.counter]
        counts[place[1]] = counts.get(place[1], level.start - 1) + 1
        for deeper in [one for one in counts if one > place[1]]:
            del counts[deeper]
        return str(counts[place[1]])

    def _all(self) -> list[tuple[tuple[str, int], Level]]:
        root = self.parts.xml("word/numbering.xml")
        if root is None:
            return []
        kinds = {kind.get(w("abstractNumId")): kind for kind in root.findall(w("abstractNum"))}
        found = []
        for number in root.findall(w("num")):
            kind = kinds.get(value(number.find(w("abstractNumId"))))
            if kind is not None:
                found += [_level(number, level, kind.get(w("abstractNumId"))) for level in kind.findall(w("lvl"))]
        return found


def _level(number: Element, level: Element, kind: str) -> tuple[tuple[str, int], Level]:
    identity, depth = number.get(w("numId")), level.get(w("ilvl"))
    again = number.find(f"{w('lvlOverride')}[@{w('ilvl')}='{depth}']/{w('startOverride')}")
    start = int(value(again) or value(level.find(w("start"))) or 1)
    is_counted = value(level.find(w("numFmt"))) not in ("bullet", "none")
    counter = f"list {identity}" if again is not None else f"kind {kind}"
    return (identity, int(depth)), Level(is_counted, start, counter)
