"""What a document may ask for while it is set: our own fonts and the Document's images, from memory. Nothing else."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.rendering.typefaces import FONTS_DIR

FONTS = {path.name: path for path in sorted(FONTS_DIR.glob("*.ttf"))}


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
            return URLFetcherResponse(url, font_file(name), {"Content-Type": "font/ttf"})
        if scheme == "asset" and name in self.assets:
            return URLFetcherResponse(url, self.assets[name])
        raise RefusedAddressError(f"Refused: {url[:80]}")


@cache
def font_file(name: str) -> bytes:
    """The bytes of one of our fonts."""
    return FONTS[name].read_bytes()
