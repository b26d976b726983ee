"""One order made into one file, and read back. Runs in a process of its own, within its limits."""

import hashlib
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from app.i18n import N_
from app.press.orders import Made, Order, Progress
from app.press.setting import Setting
from app.press.shelf import Shelf
from app.proofs import prove
from app.proofs.certificate import Certificate
from app.proofs.faults import fault
from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers import canonical, docx, html, pdf

READ, WRITTEN, PROVED = 5, 90, 98  # per cent after each step

NOT_READ = N_("The file could not be read back for comparison with the report.")

Told = Callable[[Progress], None]
Noted = list[tuple[str, str]]  # place and reason of each block that had to be set in plain words
Writer = Callable[[Order, tree.Document, Shelf, Told, Noted], bytes]


def make(order: Order, shelf: Shelf, told: Told) -> Made:
    """The file with its certificate. Raises whatever its writer raises."""
    assert not isinstance(order.document, bytes)
    document = tree.from_json(dict(order.document))
    told(Progress(READ))
    file_format, write = WRITERS[order.writer]
    noted: Noted = []
    content = write(order, document, shelf, told, noted)
    told(Progress(WRITTEN))
    certificate = _proved(document, file_format, content, noted, order.attachments)
    told(Progress(PROVED))
    return Made(content, certificate)


def _proved(
    document: tree.Document, file_format: str, content: bytes, noted: Noted, attachments: tuple[Attachment, ...]
) -> Certificate:
    """A file that cannot be read back is handed over all the same, but never as a whole one."""
    try:
        return prove(document, file_format, content, plain=noted, attachments=attachments)
    except Exception:
        traceback.print_exc()
        unread = fault(document.language, (), NOT_READ)
        sha256 = hashlib.sha256(content).hexdigest()
        return Certificate(file_sha256=sha256, file_format=file_format, compared={}, faults=(unread,))


def _pdf(order: Order, document: tree.Document, shelf: Shelf, told: Told, noted: Noted) -> bytes:
    return pdf.pdf_bytes(document, order.assets, order.attachments, run=Setting(shelf, told), noted=noted)


def _docx(order: Order, document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    more: tuple[Any, ...] = (order.template,) if order.template else ()
    content: bytes = docx.write(document, order.assets, *more)
    return content


def _html(order: Order, document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    return html.write(document, order.assets)


def _canonical(order: Order, document: tree.Document, _shelf: Shelf, _told: Told, _noted: Noted) -> bytes:
    return canonical.write(document, order.assets)


WRITERS: Mapping[str, tuple[str, Writer]] = {  # Order.writer → format as proofs name it, and what writes it
    "pdf": ("pdf", _pdf),
    "docx": ("docx", _docx),
    "html": ("html", _html),
    "canonical": ("json", _canonical),
}
