"""How the press is spoken with: frames of a JSON line and as many bytes as the line says. Nothing is unpickled."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from app.press.orders import Order
from app.rendering.attachments import Attachment

SOCKET = "orders"  # its name in the press's folder
LARGEST_LINE = 8 * 2**20  # bytes; a certificate may name many faults
LARGEST_CONTENT = 512 * 2**20
LIMITS = struct.Struct("!II")  # seconds, megabytes: sent before all frames


class Heard(Protocol):
    """The end of a line that is read from."""

    def readline(self, limit: int = -1, /) -> bytes: ...
    def read(self, size: int = -1, /) -> bytes: ...


class Said(Protocol):
    """The end of a line that is written to."""

    def write(self, content: bytes, /) -> Any: ...
    def flush(self) -> None: ...


class BrokenLineError(Exception):
    """The other side ended in the middle, or spoke nonsense."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`what` it is, its values, and its bytes."""

    what: str
    values: dict[str, Any]
    content: bytes


def write_frame(stream: Said, what: str, content: bytes = b"", **values: Any) -> None:
    """Send one frame at once."""
    stream.write(json.dumps({"what": what, "size": len(content), **values}).encode() + b"\n")
    stream.write(content)
    stream.flush()


def read_frame(stream: Heard) -> Frame:
    """The next frame. Raises BrokenLineError."""
    line = stream.readline(LARGEST_LINE)
    try:
        values = json.loads(line)
        what, size = str(values.pop("what")), int(values.pop("size"))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BrokenLineError from error
    if not 0 <= size <= LARGEST_CONTENT:
        raise BrokenLineError
    content = stream.read(size)
    if len(content) != size:
        raise BrokenLineError
    return Frame(what, values, content)


def write_order(stream: Said, order: Order) -> None:
    """Send everything that the file is made of; images one by one, so that they need not be in memory together."""
    document = order.document
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    write_frame(stream, "document", text, writer=order.writer)
    for name in order.assets:
        write_frame(stream, "asset", order.assets[name], name=name)
    for item in order.attachments:
        about = {"name": item.name, "media_type": item.media_type, "description": item.description}
        write_frame(stream, "attachment", item.content, relationship=item.relationship, **about)
    if order.template:
        write_frame(stream, "template", order.template)
    write_frame(stream, "end")


def read_order(stream: Heard) -> Order:
    """What write_order sent. Raises BrokenLineError."""
    frames = list(_frames_of_order(stream))
    first = frames[0] if frames else None
    if first is None or first.what != "document":
        raise BrokenLineError
    return Order(
        writer=str(first.values["writer"]),
        document=json.loads(first.content),
        assets={str(frame.values["name"]): frame.content for frame in frames if frame.what == "asset"},
        attachments=tuple(
            Attachment(content=frame.content, **frame.values) for frame in frames if frame.what == "attachment"
        ),
        template=next((frame.content for frame in frames if frame.what == "template"), b""),
    )


def _frames_of_order(stream: Heard) -> Iterator[Frame]:
    while (frame := read_frame(stream)).what != "end":
        yield frame
