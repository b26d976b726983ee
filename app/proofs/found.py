"""What readers of files have in common: words and links as they are gathered, the width of a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.proofs.items import Item, Kind, item, normal
from app.rendering.inlines import address


@dataclass(slots=True)
class Words:
    """The words of one paragraph or cell as they are met, and what stands in them."""

    parts: list[str] = field(default_factory=list)
    inner: list[Item] = field(default_factory=list)
    _link: str = ""  # the address of the link that the last words belonged to
    _linked: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Words outside any link."""
        if text:
            self.end_link()
            self.parts.append(text)

    def link(self, text: str, where: str) -> None:
        """Words of a link; it goes on where the one before it had the same address."""
        self.parts.append(text)
        if where != self._link:
            self.end_link()
            self._link = where
        self._linked.append(text)

    def note(self, one: Item) -> None:
        """Something that stands here."""
        self.end_link()
        self.inner.append(one)

    def end_link(self) -> None:
        """No link reaches further than this."""
        text = "".join(self._linked)
        if self._link and normal(text):
            self.inner.append(item(Kind.LINK, text, address=address(self._link)))
        self._link, self._linked = "", []

    @property
    def text(self) -> str:
        """All of it, once everything is said."""
        self.end_link()
        return "".join(self.parts)


def spoken(kind: Kind, words: Words, **facts: object) -> list[Item]:
    """An item of these words and what is in them; nothing where there are none."""
    text = words.text
    if not normal(text) and not words.inner:
        return []
    return [item(kind, text, **facts), *words.inner]


def width(rows: Iterable[Sequence[tuple[int, int]]]) -> int:
    """Columns of a table by the spans (across, down) of its cells."""
    widest = 0
    reaching: dict[int, int] = {}  # column → rows still covered
    for row in rows:
        column, below = 0, {}
        for across, down in row:
            while reaching.get(column):
                column += 1
            for taken in range(column, column + across):
                below[taken] = down
            column += across
        for taken, left in reaching.items():
            below.setdefault(taken, left)
        widest = max(widest, *(taken + 1 for taken in below), 0)
        reaching = {taken: left - 1 for taken, left in below.items() if left > 1}
    return widest


def is_stepwise(levels: Iterable[int]) -> bool:
    """Whether headings begin at one and never skip a level on their way down."""
    above = 0
    for level in levels:
        if level > above + 1:
            return False
        above = level
    return True
