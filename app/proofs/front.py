"""What stands before the sections: the cover's lines and the lines of the contents."""

from collections.abc import Iterable, Iterator

from app.i18n import N_
from app.proofs.items import Item, Kind, item, normal
from app.proofs.wording import Wording
from app.rendering import tree
from app.rendering.outline import OutlinedSection


def cover_items(document: tree.Document, words: Wording) -> Iterator[Item]:
    """Every word of the cover; formats may set them in an order of their own."""
    place = (words.says(N_("the cover")),)
    yield item(Kind.HEADING, document.title, place, level=1)
    status = document.status or (words.says(N_("draft")) if document.draft else "")
    lines = [document.subtitle, document.notice]
    if words.view.status_beside_organisation:
        lines.append(", ".join(filter(None, (document.organisation, status))))
    else:
        lines += [
            document.organisation,
            status,
            words.says(N_("Status")) if document.status and not document.draft else "",
        ]
    if document.edition_number:
        lines += [words.says(N_("Edition")), str(document.edition_number)]
    for fact in document.facts:
        lines += [fact.label, fact.text]
    for line in lines:
        if normal(line):
            yield item(Kind.COVER, line, place)


def contents_items(outlined: Iterable[OutlinedSection], words: Wording) -> Iterator[Item]:
    """A line a section, leading to it."""
    place = (words.says(N_("Contents")),)
    for one in outlined:
        section = one.section
        yield item(Kind.CONTENTS, f"{section.number} {section.title}", place, target=section.anchor)
