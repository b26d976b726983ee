"""Links, bookmarks and named places of the joined file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from app.i18n import N_, translate
from app.rendering.writers.pdf.notes import Bookmark, Place
from app.rendering.writers.pdf.sheets import Sheet

INTERNAL = "xref:"
"""How pieces write a link to a place that may be in another piece."""
OPEN_LEVELS = 2
"""Bookmarks of the report's parts are open, those of chapters closed."""


def lead_links(out: Any, pages: Mapping[str, int], names: Mapping[str, str], language: str) -> None:
    """Links between pieces lead to named places, and say where: "2.1 Otsikko, sivu 16". All are printed."""
    for page in out.pages:
        for link in page.obj.get("/Annots", ()):
            link.F = 4
            target = str(link.A.URI) if "/A" in link else ""
            if target.startswith(INTERNAL):
                anchor = target.removeprefix(INTERNAL)
                del link.A
                link.Dest = String(anchor)
                link.Contents = String(_words(anchor, pages, names, language))


def _words(anchor: str, pages: Mapping[str, int], names: Mapping[str, str], language: str) -> str:
    named = names.get(anchor, anchor)
    message = N_("%(title)s, page %(page)s")
    return translate(language, message, title=named, page=pages.get(anchor, ""))  # type: ignore[arg-type]


def add_destinations(out: Any, sheets: Sequence[Sheet]) -> None:
    """Every anchor by name, so that an address may end in "#osio-2"."""
    places: dict[bytes, Any] = {}
    first = 0
    for sheet in sheets:
        for anchor, place in sheet.notes.anchors.items():
            places.setdefault(anchor.encode(), _destination(out, first, place))
        first += len(sheet)
    names = Array(part for name in sorted(places) for part in (String(name), places[name]))
    out.Root.Names = Dictionary(Dests=out.make_indirect(Dictionary(Names=names)))


def _destination(out: Any, first: int, place: Place) -> Any:
    page, across, up = place
    return Array([out.pages[first + page].obj, Name.XYZ, across, up, None])


@dataclass(slots=True)
class _Item:
    """A bookmark in the file, and those below it."""

    level: int
    written: Any
    kids: "list[_Item]" = field(default_factory=list)


def add_bookmarks(out: Any, sheets: Sequence[Sheet]) -> None:
    """All headings, nested by level. The title stands beside the first chapters, not around everything."""
    root = _Item(0, out.make_indirect(Dictionary(Type=Name.Outlines)))
    opened = [root]
    for first, bookmark in _bookmarks(sheets):
        level = max(bookmark.level, OPEN_LEVELS)
        while opened[-1].level >= level:
            opened.pop()
        destination = _destination(out, first, bookmark.place)
        item = _Item(level, out.make_indirect(Dictionary(Title=String(bookmark.title), Dest=destination)))
        opened[-1].kids.append(item)
        opened.append(item)
    if root.kids:
        _hang(root)
        out.Root.Outlines = root.written
        out.Root.PageMode = Name.UseOutlines


def _bookmarks(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Bookmark]]:
    first = 0
    for sheet in sheets:
        for bookmark in sheet.notes.bookmarks:
            yield first, bookmark
        first += len(sheet)


def _hang(item: _Item) -> int:
    """Ties the kids to each other and to the item; how many lines it takes when a reader opens the file."""
    if not item.kids:
        return 1
    lines = sum(map(_hang, item.kids))
    for kid, after in pairwise(item.kids):
        kid.written.Next, after.written.Prev = after.written, kid.written
    for kid in item.kids:
        kid.written.Parent = item.written
    item.written.First, item.written.Last = item.kids[0].written, item.kids[-1].written
    is_open = item.level <= OPEN_LEVELS
    item.written.Count = lines if is_open else -lines
    return 1 + (lines if is_open else 0)
