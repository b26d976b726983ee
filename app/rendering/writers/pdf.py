"""Document → tagged PDF (PDF/UA-1) by WeasyPrint, from the HTML for paper.

Nothing is fetched: fonts come from this package, images from the given assets, anything else is refused.
"""

import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.rendering import tree
from app.rendering.writers.html import document_html

FONTS_DIR = Path(__file__).resolve().parents[1] / "fonts"
FONTS = {path.name: path for path in sorted(FONTS_DIR.glob("*.ttf"))}

logging.getLogger("weasyprint").setLevel(logging.ERROR)


class RefusedAddressError(FatalURLFetchingError):  # type: ignore[misc]
    """The text asked for something outside the Document."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `font:NAME` and `asset:HASH` from memory; every other address is refused."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.assets = assets

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme == "font" and name in FONTS:
            return URLFetcherResponse(url, FONTS[name].read_bytes(), {"Content-Type": "font/ttf"})
        if scheme == "asset" and name in self.assets:
            return URLFetcherResponse(url, self.assets[name])
        raise RefusedAddressError(f"Refused: {url[:80]}")


def pdf_bytes(document: tree.Document, assets: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF. Same Document, same bytes. `assets` are the images by the hash that figures name.

    Raises RefusedAddressError when a figure's image is not among them.
    """
    markup = document_html(document, for_print=True)
    page = weasyprint.HTML(string=markup, url_fetcher=ClosedFetcher(assets or {}))
    pdf: bytes = page.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(markup.encode()).digest()[:16],
        font_config=FontConfiguration(),
        finisher=_mend_tags,
    )
    return pdf


def write(document: tree.Document, assets: Mapping[str, bytes]) -> bytes:
    """The file of the format `pdf`."""
    return pdf_bytes(document, assets)


def _mend_tags(_document: Any, pdf: Any) -> None:
    _name_header_scopes(pdf)
    _hide_decorations(pdf)


def _name_header_scopes(pdf: Any) -> None:
    """WeasyPrint leaves out which way a table's header cells point: those in the head down, the others across."""
    for cell in pdf.objects:
        if isinstance(cell, dict) and cell.get("S") == "/TH":
            group = _parent(pdf, _parent(pdf, cell))
            scope = "/Column" if group["S"] == "/THead" else "/Row"
            cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = scope


def _hide_decorations(pdf: Any) -> None:
    """An image without alternative text is decoration: in the file an artifact that no reader is told about."""
    content_map = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])
    owners = [entry for entry in content_map["Nums"] if isinstance(entry, list)]
    for image in filter(_is_decoration, pdf.objects):
        drawing = _object(pdf, _object(pdf, image["Pg"])["Contents"]).stream
        begin = drawing.index({"MCID": image["K"][0]}) - 1  # before it stands the tag, after it the operator
        drawing[begin : begin + 3] = ["/Artifact", b"BMC"]
        _parent(pdf, image)["K"].remove(image.reference)
        for owner in owners:
            owner[:] = ["null" if entry == image.reference else entry for entry in owner]


def _is_decoration(item: Any) -> bool:
    return isinstance(item, dict) and item.get("S") == "/Figure" and "Alt" not in item


def _parent(pdf: Any, element: Any) -> Any:
    return _object(pdf, element["P"])


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
