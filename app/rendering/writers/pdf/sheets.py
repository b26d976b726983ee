"""A rendered piece, opened to be joined with others."""

from collections.abc import Iterable
from io import BytesIO
from types import TracebackType

import pikepdf

from app.rendering.writers.pdf.notes import KEY, PieceNotes, read_notes


class Sheet:
    """The pages of a piece, with what it says about them. Its PDF stays open until the whole is saved."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self.notes: PieceNotes = read_notes(self.pdf.Root[f"/{KEY}"].read_bytes())

    def __len__(self) -> int:
        return len(self.pdf.pages)

    def __enter__(self) -> "Sheet":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.pdf.close()


def page_numbers(sheets: Iterable[Sheet], *, first: int = 1) -> dict[str, int]:
    """The page of every anchor, when the sheets follow each other from page `first` on."""
    pages: dict[str, int] = {}
    for sheet in sheets:
        for anchor, (page, _across, _up) in sheet.notes.anchors.items():
            pages.setdefault(anchor, first + page)
        first += len(sheet)
    return pages
