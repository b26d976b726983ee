"""Blocks of a Word file → parts at its headings, each with the section that it most likely belongs to. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rapidfuzz import fuzz

from app.document import word_count

Node = dict[str, Any]

LIKELY = 74  # of 100
SAME_STEM = 80  # of 100
SHORT, ENDING = 6, 4  # letters
_NUMBER = re.compile(r"^\s*(?:osa|del|part)?\s*(\d+(?:\.\d+)*)\.?\s+", re.IGNORECASE)
LEVELS = 3  # headings below a section's own


@dataclass(frozen=True, slots=True)
class Target:
    """A section of the report that a part may go to."""

    key: str
    number: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(slots=True)
class Part:
    """One heading of the file with everything below it. `target` is a section's key, or empty: left out."""

    heading: str
    level: int  # Word's; 0 before the first heading
    blocks: list[Node] = field(default_factory=list)
    target: str = ""

    @property
    def words(self) -> int:
        return word_count({"type": "doc", "content": self.blocks})

    def count(self, kind: str) -> int:
        """How many blocks of one type it holds."""
        return sum(block["type"] == kind for block in self.blocks)

    @property
    def images(self) -> list[str]:
        """Hashes of the images it shows."""
        return [block["attrs"]["asset"] for block in self.blocks if block["type"] == "figure"]

    def content(self) -> list[Node]:
        """The blocks as a section's text has them: headings from one on, none of them skipping a level by much."""
        return [_lifted(block, self.level) for block in self.blocks]

    def to_json(self) -> Node:
        return asdict(self)


def split(blocks: Sequence[Node], targets: Sequence[Target]) -> list[Part]:
    """Parts at the file's highest headings, and at lower ones that name a section of the report."""
    levels = [block["attrs"]["level"] for block in blocks if block["type"] == "heading"]
    top = min(levels, default=1)
    parts = [Part("", 0)]
    for block in blocks:
        if block["type"] == "heading":
            heading, level = _words(block), block["attrs"]["level"]
            target = likely_target(heading, targets)
            if level == top or target:
                parts.append(Part(heading, level, target=target))
                continue
        parts[-1].blocks.append(block)
    return [part for part in parts if part.blocks]


def likely_target(heading: str, targets: Sequence[Target]) -> str:
    """The key of the section whose title the heading resembles most; empty when none does."""
    number, words = _parted(heading)
    best = max(((_score(words, number, target), target.key) for target in targets), default=(0.0, ""))
    return best[1] if best[0] >= LIKELY else ""


def _score(words: str, number: str, target: Target) -> float:
    _, title = _parted(target.title)
    whole = max(fuzz.ratio(words, title), fuzz.token_sort_ratio(words, title))
    mine, theirs = _stems(words), _stems(title)
    shared = 70 * _covered(theirs, mine) + 30 * _covered(mine, theirs)
    if mine and _covered(mine, theirs) == 1 and _covered(theirs[:1], mine) == 1:
        shared = max(shared, LIKELY)  # "Tausta" for "Tausta, tarkoitus ja tavoitteet"
    same_number = 3 if number and number == target.number else 0
    return max(whole, shared) + same_number


def _covered(wanted: Sequence[str], given: Sequence[str]) -> float:
    """How much of the wanted words the given ones hold, long words counting for more; 0 to 1."""
    total = sum(map(len, wanted))
    found = sum(len(word) for word in wanted if any(fuzz.ratio(word, other) >= SAME_STEM for other in given))
    return found / total if total else 0.0


def _parted(heading: str) -> tuple[str, str]:
    """A typed number, and the words alone."""
    match = _NUMBER.match(heading)
    words = re.sub(r"[^\w\s]", " ", heading[match.end() if match else 0 :]).casefold()
    return match[1] if match else "", " ".join(words.split())


def _stems(words: str) -> list[str]:
    """The words without what Finnish endings may change of them; "ja" and "och" left out."""
    return [word[: max(SHORT, len(word) - ENDING)] for word in words.split() if len(word) > 3]


def _words(block: Mapping[str, Any]) -> str:
    return " ".join("".join(node.get("text", "") for node in block.get("content", ())).split())[:200]


def _lifted(block: Node, above: int) -> Node:
    if block["type"] != "heading":
        return block
    level = min(max(block["attrs"]["level"] - above, 1), LEVELS)
    return block | {"attrs": {"level": level}}


def parts_from_json(values: Sequence[Node]) -> Iterator[Part]:
    """What `to_json` wrote."""
    return (Part(**value) for value in values)
