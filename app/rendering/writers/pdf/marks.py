"""The marked content of one page's stream, as WeasyPrint drew it: hidden from readers, or cut out to be set later.

A stream is a list of operations; marked content is `/Span`, a dictionary with its MCID, `BDC`, …, `EMC`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from app.rendering.writers.pdf.fonts import LineEndCodes

_BEGIN = (b"BMC", b"BDC")
_END = b"EMC"


class EngineChangedError(Exception):
    """WeasyPrint drew something in a way that our tag tree does not know: its version is not the pinned one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where text was cut out of a page: what stood before it, its place and its font, as the page's units are."""

    position: int  # in the page's operations
    before: bytes
    x: float
    y: float
    font: str
    size: float


class PageMarks:
    """The marked content of a page: by its MCID, and which box it is of."""

    def __init__(self, stream: Any, tags: dict[Any, Any]) -> None:
        self.items: list[Any] = stream.stream
        self.tags = tags  # of what box each is
        self.spans: dict[int, tuple[int, int]] = {}
        self.cuts: list[tuple[int, int]] = []
        self._read()

    def _read(self) -> None:
        """Finds all marks; those inside marked text (of underlines) are taken away, since content has one owner."""
        open_marks: list[tuple[int, int | None]] = []
        for index, item in enumerate(self.items):
            if item in _BEGIN:
                properties = self.items[index - 1]
                mcid = properties.get("MCID") if isinstance(properties, dict) else None
                if any(owner is not None for _, owner in open_marks):
                    self._blank(index - (2 if item == b"BDC" else 1), index)
                    open_marks.append((-1, None))
                else:
                    open_marks.append((index, mcid))
            elif item == _END:
                begin, mcid = open_marks.pop()
                if begin < 0:
                    self.items[index] = b""
                elif mcid is not None:
                    self.spans[mcid] = (begin, index)

    def _blank(self, first: int, last: int) -> None:
        self.items[first : last + 1] = [b""] * (last + 1 - first)

    def hide(self, mcid: int, kind: str) -> None:
        """Makes it an artifact of this kind: Pagination or Layout."""
        begin, _ = self.spans[mcid]
        self.items[begin - 2] = "/Artifact"
        self.items[begin - 1] = pydyf.Dictionary({"Type": f"/{kind}"})

    def cut(self, mcid: int) -> Gap:
        """Takes one piece of text out of the page, to be set later in its place."""
        begin, end = self.spans[mcid]
        inside = self.items[begin - 2 : end + 1]
        text = inside.index(b"BT")
        before = b"\n".join(pydyf._to_bytes(item) for item in inside[:text])
        x, y = _operands(inside, b" Tm")[4:6]
        font, size = _operands(inside, b" Tf")
        self.cuts.append((begin - 2, end + 1))
        return Gap(begin, before, float(x), float(y), font.decode().lstrip("/"), float(size))

    def soften(self, mcid: int, codes: Mapping[str, LineEndCodes]) -> None:
        """The hyphen that ends this text is there only because the line ends. `codes` are by font."""
        for index, font in self._shown(mcid, codes):
            head, last, tail = self.items[index].rpartition(b"%04x>" % font.hyphen)
            if last and b"<" not in tail:
                self.items[index] = head + b"%04x>" % font.soft_hyphen + tail

    def add_space(self, mcid: int, codes: Mapping[str, LineEndCodes]) -> None:
        """A space ends this text, where the line ends: it draws nothing, but parts two words. `codes` are by font."""
        for index, font in [*self._shown(mcid, codes)][-1:]:
            head, last, tail = self.items[index].rpartition(b">")
            self.items[index] = head + b"%04x" % font.space + last + tail

    def _shown(self, mcid: int, codes: Mapping[str, LineEndCodes]) -> Iterator[tuple[int, LineEndCodes]]:
        """The operations that show this text, each with its font, if that is ours."""
        font = ""
        for index in range(*self.spans[mcid]):
            item = self.items[index]
            if isinstance(item, bytes) and item.endswith(b" Tf"):
                font = item.split()[0].decode().lstrip("/")
            elif isinstance(item, bytes) and item.endswith(b"] TJ") and font in codes:
                yield index, codes[font]

    def parts(self) -> list[list[Any]]:
        """The operations before, between and after what was cut."""
        edges = [0, *(edge for cut in sorted(self.cuts) for edge in cut), len(self.items)]
        return [self.items[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _operands(items: list[Any], operator: bytes) -> list[bytes]:
    for item in items:
        if isinstance(item, bytes) and item.endswith(operator):
            return item.split()[:-1]
    raise EngineChangedError(f"no {operator.decode()} in text that is to be cut out")
