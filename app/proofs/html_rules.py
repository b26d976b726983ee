"""What must hold of an HTML file itself, whatever it says: language, title, one h1, ids, targets, headings, texts."""

from collections import Counter
from collections.abc import Iterator

from app.i18n import N_
from app.proofs.certificate import Fault
from app.proofs.faults import fault
from app.proofs.found import is_stepwise
from app.proofs.html_file import Element
from app.rendering import tree


def faults(root: Element, document: tree.Document) -> Iterator[Fault]:
    """Every rule that the file breaks."""
    language = document.language
    if root.get("lang") != language:
        yield fault(language, (), N_("The file does not name its language."))
    if document.title not in (root.findtext("head/title") or ""):
        yield fault(language, (), N_("The file does not name its title."))
    yield from _headings(root, language)
    yield from _targets(root, language)
    for image in root.iter("img"):
        if image.get("alt") is None:
            yield fault(language, (), N_("An image has no alternative text."))


def _headings(root: Element, language: str) -> Iterator[Fault]:
    levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1 or not is_stepwise(levels):
        yield fault(language, (), N_("The levels of the headings are not in order."))


def _targets(root: Element, language: str) -> Iterator[Fault]:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    for name, count in ids.items():
        if count > 1:
            yield fault(language, (), N_("Two places have the same name: %(name)s"), name=name)
    for link in root.xpath("//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in ids:
            text = "".join(link.itertext()).strip()
            yield fault(language, (), N_("A link leads nowhere: %(text)s"), text=text)
