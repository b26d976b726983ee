"""What the press is asked for, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.proofs.certificate import Certificate
from app.rendering.attachments import Attachment


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """A file to make. `writer` is a module of rendering.writers, `document` a Document's JSON values or their text.

    `template` is the organisation's own Word file, empty for the product's.
    """

    writer: str
    document: Mapping[str, Any] | bytes
    assets: Mapping[str, bytes] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    template: bytes = b""


@dataclass(frozen=True, slots=True)
class Made:
    """The file, and what reading it back showed."""

    content: bytes
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: per cent, and the title of the section that was just set."""

    percent: int
    doing: str = ""
