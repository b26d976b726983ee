"""What must hold of a Word file itself: language, title, header rows, alternative texts, bookmarks, closed fields."""

from collections import Counter
from collections.abc import Iterator

from app.i18n import N_, translate
from app.proofs.certificate import Fault
from app.proofs.faults import fault
from app.proofs.items import normal
from app.proofs.word_parts import TEXT, WordParts
from app.proofs.word_xml import Element, value, w
from app.rendering import tree

_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_REFERRING = ("REF", "PAGEREF", "NOTEREF")


def faults(parts: WordParts, document: tree.Document) -> Iterator[Fault]:
    """Every rule that the file breaks."""
    language = document.language
    body = parts.root(TEXT)
    yield from _properties(parts, document)
    for drawing in body.iter(_NAME):
        if not drawing.get("descr") and next(drawing.iter(_DECORATIVE), None) is None:
            yield fault(language, (), N_("An image has no alternative text."))
    yield from _references(body, language)
    kinds = Counter(value(mark, "fldCharType") for mark in body.iter(w("fldChar")))
    if not kinds["begin"] == kinds["separate"] == kinds["end"]:
        yield fault(language, (), N_("A field of the file is not closed."))
    if document.draft and not _heads_say(parts, document):
        yield fault(language, (), N_("The pages do not say that the report is a draft."))


def _properties(parts: WordParts, document: tree.Document) -> Iterator[Fault]:
    core = parts.xml("docProps/core.xml")
    title = core.findtext(_TITLE) if core is not None else ""
    if document.title not in (title or ""):
        yield fault(document.language, (), N_("The file does not name its title."))
    styles = parts.xml("word/styles.xml")
    spoken = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}") if styles is not None else None
    if value(spoken).partition("-")[0] != document.language:
        yield fault(document.language, (), N_("The file does not name its language."))


def _references(body: Element, language: str) -> Iterator[Fault]:
    """Bookmarks are named once; links and fields lead to those that there are."""
    names = Counter(start.get(w("name")) for start in body.iter(w("bookmarkStart")))
    for name, count in names.items():
        if count > 1:
            yield fault(language, (), N_("Two places have the same name: %(name)s"), name=name)
    orders = [(order.text or "").split() for order in body.iter(w("instrText"))]
    wanted = {order[1] for order in orders if len(order) > 1 and order[0] in _REFERRING}
    wanted |= {link.get(w("anchor")) for link in body.iter(w("hyperlink")) if link.get(w("anchor"))}
    for name in sorted(wanted - names.keys()):
        yield fault(language, (), N_("A link leads nowhere: %(text)s"), text=name)


def _heads_say(parts: WordParts, document: tree.Document) -> bool:
    """Whether some head of a page has the draft's status."""
    status = document.status or translate(document.language, N_("draft"))  # type: ignore[arg-type]
    heads = [parts.root(name) for name in parts.names if name.startswith("word/header")]
    return any(normal(status).casefold() in normal("".join(head.itertext())).casefold() for head in heads)
