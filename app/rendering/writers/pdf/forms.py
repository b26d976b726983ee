"""A block in a simpler form than its own, for when WeasyPrint cannot set it or leaves out text of it."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from app.rendering.writers.pdf.roles import SVG, alternative

_OWN_LINE = frozenset({"p", "tr", "caption", "figcaption", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
_OWN_SPANS = frozenset({"vrt", "borrowed", "nodata", "delta", "judge", "key-figure__line"})
_IMAGES = ("img", f"{SVG}svg")
_CELLS = ("td", "th")

Form = Callable[[Any, str], list[Any]]
"""What stands for a block: its elements, of the block and of the remark that says so."""


def with_notes_within(block: Any, _remark: str) -> list[Any]:
    """The block as it is, but its footnotes stand where they are called: WeasyPrint may lose one on its way down."""
    for holder in list(block.iter()):
        for place, note in reversed(list(enumerate(holder))):
            if has_footnote_class(note):
                number = note.get("data-number", "")
                holder.insert(place, _span("Reference", number, "note-call"))
                label = _span("Lbl", f"{number}. ", "")
                label.tail, note.text = note.text, ""
                note.insert(0, label)
                note.set("class", "footnote note-within")
    return [block]


def in_paragraphs(block: Any, remark: str) -> list[Any]:
    """The remark, then each line of the block as a paragraph, with its links and notes."""
    with_notes_within(block, remark)
    return [_remark_of(block, remark), *_paragraphs(block, _poured), *_images(block)]


def in_words(block: Any, remark: str) -> list[Any]:
    """The remark, then each line of the block as bare words."""
    return [_remark_of(block, remark), *_paragraphs(block, lambda line: _paragraph(text_of(line))), *_images(block)]


def left_out(block: Any, remark: str) -> list[Any]:
    """The remark alone."""
    return [_remark_of(block, remark)]


def has_footnote_class(element: Any) -> bool:
    """Whether it is a footnote's text."""
    return bool(element.get("class") == "footnote")


def text_of(element: Any) -> str:
    """Its words; cells and lines of a block apart by a space."""
    return " ".join("".join(_runs(element)).split())


def _span(role: str, text: str, name: str) -> Any:
    span = Element("span", {"data-pdf": role, "class": name})
    span.text = text
    return span


def _remark_of(block: Any, remark: str) -> Any:
    """It takes the block's anchor."""
    return _paragraph(remark, "doc-notice", block.get("id", ""))


def _paragraph(text: str, name: str = "plain-words", anchor: str = "") -> Any:
    paragraph = Element("p", {"class": name, **({"id": anchor} if anchor else {})})
    paragraph.text = text
    return paragraph


def _paragraphs(block: Any, made: Callable[[Any], Any]) -> list[Any]:
    lines = [block] if block.tag in _OWN_LINE else [element for element in block.iter() if _is_line(element)]
    return [made(line) for line in lines or [block] if text_of(line)]


def _is_line(element: Any) -> bool:
    return element.tag in _OWN_LINE and not any(
        inner is not element and inner.tag in _OWN_LINE for inner in element.iter()
    )


def _images(block: Any) -> Iterator[Any]:
    words = (alternative(image) for image in block.iter() if image.tag in _IMAGES)
    return (_paragraph(text) for text in words if text)


def _poured(line: Any) -> Any:
    """A paragraph of all that stands in the line; its cells apart by a space."""
    paragraph = _paragraph("")
    for run in list(line) if line.tag == "tr" else [line]:
        _say(paragraph, " " if run.tag in _CELLS else "")
        _say(paragraph, run.text or "")
        for child in list(run):
            if child.tag in _IMAGES:
                _say(paragraph, child.tail or "")
                continue
            _say(paragraph, " " if _is_apart(child) else "")
            paragraph.append(child)
    return paragraph


def _say(paragraph: Any, text: str) -> None:
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + text
    else:
        paragraph.text += text


def _is_apart(element: Any) -> bool:
    return element.tag == "br" or not _OWN_SPANS.isdisjoint(element.get("class", "").split())


def _runs(element: Any) -> Iterator[str]:
    if element.tag in _CELLS or _is_apart(element):
        yield " "
    yield element.text or ""
    for child in element:
        yield from _runs(child)
        yield child.tail or ""
