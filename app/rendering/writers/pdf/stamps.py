"""Numbers of pages, set where the pieces left room for them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.rendering.writers.pdf.notes import OpenSlot
from app.rendering.writers.pdf.sheets import Sheet


def stamp(out: Any, sheets: Sequence[Sheet], pages: Mapping[str, int]) -> None:
    """Each page's own number with the number of all, and in references the page that they lead to."""
    total, first = len(out.pages), 0
    for sheet in sheets:
        for slot in sheet.notes.slots:
            text = str(pages.get(slot.target, "")) if slot.target else f"{first + slot.page + 1} / {total}"
            page = out.pages[first + slot.page].obj
            page.Contents[slot.stream].write(_operations(slot, text, sheet.notes.glyphs[slot.font]))
        first += len(sheet)


def _operations(slot: OpenSlot, text: str, glyphs: Mapping[str, tuple[int, float]]) -> bytes:
    """The text at the slot's edge, within the marks that its place has in the page."""
    codes = "".join(f"{glyphs[character][0]:04x}" for character in text)
    width = sum(glyphs[character][1] for character in text) * slot.size / 1000
    x = slot.x + slot.width - width if slot.is_right else slot.x
    lines = (
        slot.before,
        f"BT 1 0 0 -1 {x:.3f} {slot.y:.3f} Tm",
        f"/{slot.font} {slot.size:g} Tf <{codes}> Tj ET",
        "EMC",
    )
    return "\n".join(lines).encode("ascii")
