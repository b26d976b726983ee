"""The tag trees of pieces under one root, with one tree that leads from content back to its element."""

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from app.rendering.writers.pdf.sheets import Sheet


def join_tags(out: Any, sheets: Sequence[Sheet], language: str) -> None:
    """The pages must be in `out` already: then copied elements point to them."""
    root = out.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, Lang=String(language)))
    kids: list[Any] = []
    numbers: list[Any] = []
    names: dict[bytes, Any] = {}
    first = base = 0
    for sheet in sheets:
        part = out.copy_foreign(sheet.pdf.Root.StructTreeRoot)
        for kid in part.K[0].K:
            kid.P = whole
            kids.append(kid)
        keys = list(_pairs(part.ParentTree.Nums))
        for key, owners in keys:
            numbers.extend((base + int(key), owners))
        _renumber(out.pages[first : first + len(sheet)], base)
        if "/IDTree" in part:
            names |= {bytes(name): element for name, element in _pairs(part.IDTree.Names)}
        first, base = first + len(sheet), base + len(keys)
    whole.K = Array(kids)
    root.K = Array([whole])
    root.ParentTree = out.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = base
    if names:
        sorted_names = (part for name in sorted(names) for part in (String(name), names[name]))
        root.IDTree = out.make_indirect(Dictionary(Names=Array(sorted_names)))
    out.Root.StructTreeRoot = root


def _pairs(values: Any) -> Iterator[tuple[Any, Any]]:
    items = list(values)
    return zip(items[::2], items[1::2], strict=True)


def _renumber(pages: Sequence[Any], base: int) -> None:
    """A piece counts its pages and links from 0."""
    for page in pages:
        page.obj.StructParents += base
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent += base
