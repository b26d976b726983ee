"""Document → one PDF that is PDF/UA-1 and PDF/A-3a, set piece by piece and joined.

`pieces` cuts the Document up, `engine` sets a piece with WeasyPrint (with the tag tree of `walk`, the fonts of
`faces`), `book` lays the pieces out and `join` makes one file of them. Only numbers of pages depend on the whole: they
are stamped when all is joined, so that a changed word makes one piece anew.
"""

from collections.abc import Mapping, Sequence

from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers.pdf.book import Noted, Run, in_turn, make_book
from app.rendering.writers.pdf.engine import prepare, render_piece
from app.rendering.writers.pdf.fetcher import ClosedFetcher, RefusedAddressError
from app.rendering.writers.pdf.pieces import Piece

__all__ = [
    "ClosedFetcher",
    "Noted",
    "Piece",
    "RefusedAddressError",
    "Run",
    "in_turn",
    "pdf_bytes",
    "prepare",
    "render_piece",
    "write",
]


def pdf_bytes(
    document: tree.Document,
    assets: Mapping[str, bytes] | None = None,
    attachments: Sequence[Attachment] = (),
    *,
    run: Run = in_turn,
    noted: list[Noted] | None = None,
) -> bytes:
    """The PDF. Same Document, same bytes. `assets` are the images by the hash that figures name.

    `run` sets the pieces; `noted` gets the place and reason of every block that stands in plain words.
    Raises RefusedAddressError when a figure's image is not among the assets.
    """
    return make_book(document, assets or {}, attachments, run, [] if noted is None else noted)


def write(document: tree.Document, assets: Mapping[str, bytes]) -> bytes:
    """The file of the format `pdf`."""
    return pdf_bytes(document, assets)
