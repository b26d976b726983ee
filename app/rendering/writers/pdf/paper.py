"""The HTML of each piece of a report, for WeasyPrint."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.outline import OutlinedSection
from app.rendering.writers.html import paper_values, printed
from app.rendering.writers.pdf.contents import ContentsList
from app.rendering.writers.pdf.estimate import page_slots

PLAIN_WORDS = N_("This part could not be set as it should; here it is in plain words.")


class Paper:
    """Makes the HTML of the pieces of one Document."""

    def __init__(self, document: tree.Document) -> None:
        self.document = document

    @cached_property
    def values(self) -> dict[str, Any]:
        slots = {} if self.document.part else page_slots(self.document)
        remark = translate(self.document.language, PLAIN_WORDS)  # type: ignore[arg-type]
        return paper_values(self.document, slots) | {"plain_words": remark}

    def cover(self) -> str:
        return printed("document/print/cover.html", self.values | {"key": "cover"})

    def chapter(self, items: Sequence[OutlinedSection]) -> str:
        return printed("document/print/chapter.html", self.values | {"key": items[0].section.anchor, "items": items})

    def part(self, items: Sequence[OutlinedSection]) -> str:
        return printed("document/print/part.html", self.values | {"key": "part", "items": items})

    def contents(self, lists: Sequence[ContentsList]) -> str:
        return printed("document/print/contents.html", self.values | {"key": "contents", "lists": lists})
