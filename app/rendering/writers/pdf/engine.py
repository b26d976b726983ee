"""One piece of a report → its PDF by WeasyPrint, with our own tag tree and fonts in place of WeasyPrint's."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.layout import inline
from weasyprint.layout import page as paging
from weasyprint.pdf import stream
from weasyprint.text.fonts import FontConfiguration

from app.rendering import hyphenation
from app.rendering.writers.pdf.effort import Effort
from app.rendering.writers.pdf.fetcher import ClosedFetcher, RefusedAddressError
from app.rendering.writers.pdf.fitting import fitted, tight
from app.rendering.writers.pdf.fonts import ReportFont, build_fonts_dictionary, load_faces
from app.rendering.writers.pdf.isolation import set_in_plain_words
from app.rendering.writers.pdf.line_ends import noting_removals, noting_splits
from app.rendering.writers.pdf.marks import EngineChangedError
from app.rendering.writers.pdf.pieces import Piece
from app.rendering.writers.pdf.styles import paper_style, style_sheets
from app.rendering.writers.pdf.tags import add_tags

logging.getLogger("weasyprint").setLevel(logging.ERROR)

FONTS_CONF = Path(__file__).parent / "fonts.conf"
OPTIONS = {
    "pdf_tags": True,
    "pdf_version": "1.7",
    "pdf_identifier": b"piece",
    "uncompressed_pdf": True,
    "presentational_hints": True,  # else a list's first number, its attribute `start`, is not heeded
}


def prepare() -> None:
    """Read what every piece needs, once for all processes that are forked from this one."""
    hyphenation.load()
    paper_style()
    load_faces()


def render_piece(piece: Piece) -> bytes:
    """The PDF of that piece alone: tagged, the same bytes each time, its page numbers left open.

    A block that WeasyPrint cannot set stands in plain words, and the piece's notes say so.
    """
    hyphenation.install()
    effort = Effort()

    def parse(html: str = piece.html) -> Any:
        return weasyprint.HTML(string=html, url_fetcher=ClosedFetcher(piece.assets))

    def render(page: Any) -> Any:
        effort.begin(page.etree_element)
        return page.render(font_config=font_configuration(piece.frame.font), **OPTIONS)

    def attempt(page: Any) -> bytes:
        return _written(render(page))

    with _uncollected(), _own_parts(effort):
        try:
            return _written(fitted(parse, lambda: parse(tight(piece.html)), render))
        except (RefusedAddressError, EngineChangedError, MemoryError):
            raise
        except Exception as error:
            return set_in_plain_words(parse, attempt, error)


def _written(rendered: Any) -> bytes:
    pdf: bytes = rendered.write_pdf(**OPTIONS)
    return pdf


@cache
def font_configuration(_font: str) -> Any:
    """The fonts of one typeface, for all pieces in this process. Those of the machine are never looked at."""
    os.putenv("FONTCONFIG_FILE", str(FONTS_CONF))  # of the C library alone: it has no other way to be told
    return FontConfiguration()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looking for cycles takes a tenth of the time, and a piece is small enough to do without."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _own_parts(effort: Effort) -> Iterator[None]:
    """WeasyPrint with our tags and fonts, its work counted, as long as a piece is made; others get its own."""
    parts: tuple[tuple[Any, str, Any], ...] = (
        (weasyprint.css, "find_stylesheets", style_sheets),
        (weasyprint.pdf, "add_tags", add_tags),
        (weasyprint.pdf, "build_fonts_dictionary", build_fonts_dictionary),
        (stream, "Font", ReportFont),
        (inline, "split_text_box", effort.line(noting_splits(inline.split_text_box))),
        (inline, "remove_last_whitespace", noting_removals(inline.remove_last_whitespace)),
        (paging, "make_page", effort.page(paging.make_page)),
    )
    own = [getattr(module, name) for module, name, _ in parts]
    for module, name, part in parts:
        setattr(module, name, part)
    try:
        yield
    finally:
        for (module, name, _), part in zip(parts, own, strict=True):
            setattr(module, name, part)
