"""What must hold of a PDF itself (PDF/UA-1 and PDF/A-3 ask for it): language, title, tags, links, attachments."""

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from app.i18n import N_
from app.proofs.certificate import Fault
from app.proofs.faults import fault
from app.proofs.found import is_stepwise
from app.proofs.items import normal
from app.proofs.pdf_file import Reading
from app.proofs.pdf_tree import PdfFile
from app.rendering import tree
from app.rendering.attachments import Attachment

_CLAIMS = ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")


def faults(
    file: PdfFile, reading: Reading, document: tree.Document, attachments: Iterable[Attachment]
) -> Iterator[Fault]:
    """Every rule that the file breaks."""
    messages = [*_of_file(file, document), *_of_tags(reading), *_of_content(file, reading)]
    yield from (fault(document.language, (), message) for message in messages)
    for text in reading.wrong_pages:
        yield fault(document.language, (), N_("The number of a page is wrong: %(text)s"), text=normal(text))
    for text in _letterless(file):
        yield fault(document.language, (), N_("The typeface has no letter for “%(text)s”"), text=text)
    yield from _attached(file, document.language, attachments)


def _of_file(file: PdfFile, document: tree.Document) -> Iterator[str]:
    root = file.pdf.Root
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield N_("The file is not tagged.")
    if str(root.get("/Lang", "")) != document.language:
        yield N_("The file does not name its language.")
    is_titled = bool(root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False))
    if document.title not in str(file.pdf.docinfo.get("/Title", "")) or not is_titled:
        yield N_("The file does not name its title.")
    packet = bytes(root.Metadata.read_bytes()).decode("utf-8", "replace") if "/Metadata" in root else ""
    if not all(claim in packet for claim in _CLAIMS):
        yield N_("The file does not say which standards it follows.")


def _of_tags(reading: Reading) -> Iterator[str]:
    levels = [int(role[2:]) for role, _ in reading.tags if role[1:2] == "H" and role[2:].isdecimal()]
    if levels and (not is_stepwise(levels) or levels.count(1) != 1):
        yield N_("The levels of the headings are not in order.")
    if any(role == "/TH" and not _has_scope(element) for role, element in reading.tags):
        yield N_("A header cell does not say which way it points.")
    if any(role == "/Figure" and not str(element.get("/Alt", "")).strip() for role, element in reading.tags):
        yield N_("An image has no alternative text.")
    names = [str(element.ID) for role, element in reading.tags if role == "/Note" and "/ID" in element]
    if len(names) != sum(role == "/Note" for role, _ in reading.tags) or len(set(names)) < len(names):
        yield N_("A footnote has no name of its own.")


def _has_scope(element: Any) -> bool:
    given = element.get("/A")
    shapes = given if isinstance(given, pikepdf.Array) else [given]
    return any(shape is not None and "/Scope" in shape for shape in shapes)


def _of_content(file: PdfFile, reading: Reading) -> Iterator[str]:
    drawn = {(number, mark) for number, page in enumerate(file.pages) for mark in page.marked}
    if drawn - reading.spots.keys() or any("".join(page.loose).strip() for page in file.pages):
        yield N_("Some text on a page is not in the tag tree.")
    if any(count > 1 for count in reading.spots.values()):
        yield N_("Some text on a page is twice in the tag tree.")
    links = [one for page in file.pdf.pages for one in page.obj.get("/Annots", ()) if one.get("/Subtype") == "/Link"]
    if any(not str(link.get("/Contents", "")).strip() for link in links):
        yield N_("A link does not say where it leads.")
    if any(str(link.Dest) not in file.destinations for link in links if "/Dest" in link):
        yield N_("A link leads nowhere.")


def _letterless(file: PdfFile) -> list[str]:
    """The letters that a font had no glyph for, each once."""
    pieces = (piece for page in file.pages for pieces in page.marked.values() for piece in pieces)
    return list(dict.fromkeys(letter for piece in pieces for letter in piece.lacks))


def _attached(file: PdfFile, language: str, attachments: Iterable[Attachment]) -> Iterator[Fault]:
    there = file.pdf.attachments
    for one in attachments:
        if one.name not in there or there[one.name].get_file().read_bytes() != one.content:
            yield fault(language, (), N_("An attachment is missing or not whole: %(name)s"), name=one.name)
