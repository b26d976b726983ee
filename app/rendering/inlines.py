"""What a line of text is made of; see `rendering.tree`, which names these too."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field

_STANDS_IN_ADDRESSES = "!#$%&'()*+,/:;=?@"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def address(link: str) -> str:
    """An address as every format can hold it: what may not stand in one is in per cent."""
    place, hash_mark, inner = _LONE_PERCENT.sub("%25", link.strip()).partition("#")
    return quote(place, safe=_STANDS_IN_ADDRESSES) + hash_mark + quote(inner.replace("#", "%23"), _STANDS_IN_ADDRESSES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A run of text. `link` is an absolute http(s) or mailto address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    kind: Literal["text"] = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBreak:
    kind: Literal["line-break"] = "line-break"


@dataclass(frozen=True, kw_only=True, slots=True)
class FootnoteCall:
    """The place in the text that a footnote belongs to; the note stands in its section's `footnotes`."""

    number: int
    kind: Literal["footnote-call"] = "footnote-call"


@dataclass(frozen=True, kw_only=True, slots=True)
class CrossReference:
    """A link to a section, table or figure of the same Document; `target` is that node's anchor."""

    target: str
    text: str
    kind: Literal["cross-reference"] = "cross-reference"


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """Words that somebody suggests adding, or taking away; only in a draft that was asked to show them."""

    change: Literal["added", "removed"]
    author: str
    inlines: "tuple[Inline, ...]"
    kind: Literal["proposed"] = "proposed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """What somebody has said of some words. `on` is an ISO date; `resolved` closes the whole conversation."""

    author: str
    on: str
    text: str
    resolved: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Remarked:
    """Words with what is said of them: a conversation, its first remark first.

    Only in a draft that was asked to have its comments; formats that have no place for them show the words alone.
    """

    inlines: "tuple[Inline, ...]"
    remarks: tuple[Remark, ...]
    kind: Literal["remarked"] = "remarked"


Inline = Annotated[Text | LineBreak | FootnoteCall | CrossReference | Proposed | Remarked, Field(discriminator="kind")]
