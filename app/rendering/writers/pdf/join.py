"""The pieces of a report → one file: all pages, one tag tree, one set of fonts, one set of bookmarks."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf

from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers.pdf.contents import names_of_targets
from app.rendering.writers.pdf.join_fonts import share_fonts
from app.rendering.writers.pdf.join_links import add_bookmarks, add_destinations, lead_links
from app.rendering.writers.pdf.join_tags import join_tags
from app.rendering.writers.pdf.metadata import attach, describe
from app.rendering.writers.pdf.sheets import Sheet, page_numbers
from app.rendering.writers.pdf.stamps import stamp


def join(document: tree.Document, sheets: Sequence[Sheet], attachments: Sequence[Attachment]) -> bytes:
    """The finished file. The same sheets give the same bytes."""
    with pikepdf.Pdf.new() as out:
        for sheet in sheets:
            _append(out, sheet)
        pages = page_numbers(sheets)
        join_tags(out, sheets, document.language)
        share_fonts(out)
        stamp(out, sheets, pages)
        lead_links(out, pages, names_of_targets(document), document.language)
        add_destinations(out, sheets)
        add_bookmarks(out, sheets)
        describe(out, document)
        attach(out, attachments, document.created_on)
        return _saved(out)


def _append(out: Any, sheet: Sheet) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that destinations are not copied: they are made anew
        out.pages.extend(sheet.pdf.pages)


def _saved(out: Any) -> bytes:
    file = BytesIO()
    out.save(
        file,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return file.getvalue()
