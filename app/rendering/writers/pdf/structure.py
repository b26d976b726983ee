"""The tag tree of a piece: one node for each element, on however many pages it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """Something drawn on a page, by its number in the page's content."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The rectangle on a page that a link answers to, as a pydyf dictionary."""

    page: int
    rectangle: Any


@dataclass(eq=False, slots=True)
class Node:
    """A structure element. `attributes` are PDF's for its owner: Table, List or Layout."""

    role: str
    parent: "Node | None" = None
    kids: "list[Node | Content | Annotation]" = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    alternative: str = ""
    identifier: str = ""

    def add(self, role: str, *, first: bool = False) -> "Node":
        """A new node inside this one, after all others, or before them but for a caption."""
        node = Node(role, self)
        has_caption = bool(self.kids) and isinstance(self.kids[0], Node) and self.kids[0].role == "Caption"
        self.kids.insert(int(has_caption) if first else len(self.kids), node)
        return node

    def move(self, parent: "Node") -> None:
        """To the end of another node."""
        if self.parent is not None:
            self.parent.kids.remove(self)
        self.parent = parent
        parent.kids.append(self)

    def prune(self) -> None:
        """Takes away all that holds nothing, but for cells: each row of a table fills all its columns."""
        for kid in list(self.kids):
            if isinstance(kid, Node):
                kid.prune()
                if not kid.kids and kid.role not in ("TH", "TD"):
                    self.kids.remove(kid)
        groups = {kid.role: kid for kid in self.kids if isinstance(kid, Node)}
        if "THead" in groups and "TBody" not in groups:
            groups["THead"].role = "TBody"  # a head alone heads nothing: PDF/UA-1, 7.2

    def page(self) -> int | None:
        """The page that it begins on; None for an empty one."""
        for kid in self.kids:
            page = kid.page() if isinstance(kid, Node) else kid.page
            if page is not None:
                return page
        return None

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()
