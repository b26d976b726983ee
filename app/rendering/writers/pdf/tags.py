"""The tag tree of a piece, in place of WeasyPrint's own: one element for each element of the HTML, across pages.

WeasyPrint lays an element out as one box a page; its own tags follow the boxes, so that a table over two pages
would be two tables to a reader. Here the element itself is the key.
"""

from typing import Any

import pydyf

from app.rendering.writers.pdf.elements import write_elements
from app.rendering.writers.pdf.fonts import line_end_codes
from app.rendering.writers.pdf.isolation import LostTextError, lost_blocks
from app.rendering.writers.pdf.marks import EngineChangedError, PageMarks
from app.rendering.writers.pdf.notes import write_notes
from app.rendering.writers.pdf.streams import pack
from app.rendering.writers.pdf.walk import TagWalk


def add_tags(pdf: Any, document: Any, _version: Any, page_streams: list[Any]) -> None:
    """Gives the PDF its tag tree, and notes for whoever joins it with others. WeasyPrint calls this at the end."""
    walk = TagWalk(document._html.etree_element, line_end_codes(document.fonts.values()))
    counts = []
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        counts.append(len(stream._tags))
        walk.page(number, page, PageMarks(stream, stream._tags))
        if stream._tags:
            raise EngineChangedError(f"page {number + 1} has content that is in no element")
        _leave_gaps(pdf, _page(pdf, number), stream, walk.marks)
    for annotation in walk.refused:
        _page(pdf, annotation.page)["Annots"].remove(annotation.rectangle.reference)
    if lost := lost_blocks(document._html.etree_element, walk.drawn):
        raise LostTextError(lost)
    walk.document.prune()
    write_elements(pdf, walk.document, counts)
    pack(pdf)
    write_notes(pdf, document, walk)


def _page(pdf: Any, number: int) -> Any:
    return pdf.objects[int(pdf.page_references[number].split()[0])]


def _leave_gaps(pdf: Any, page: Any, stream: Any, marks: PageMarks) -> None:
    """Splits the page's content where text was cut out, so that it can be filled without reading the page again."""
    first, *rest = marks.parts()
    stream.stream[:] = first
    if not rest:
        return
    contents = pydyf.Array([stream.reference])
    for part in rest:
        for operations in ([], part):
            added = pydyf.Stream(operations)
            pdf.add_object(added)
            contents.append(added.reference)
    page["Contents"] = contents
