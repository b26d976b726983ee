"""An edition as a page to read: its contents list and its markup, made once for the same content."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from app.datafiles.collecting import data_in
from app.editions.content import images_in
from app.editions.documents import stored_documents
from app.editions.models import Edition
from app.rendering import tree
from app.rendering.outline import outline
from app.rendering.writers.html import reading_html


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A section in the list of contents."""

    anchor: str
    text: str
    is_sub: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading page shows of a Document. `body` holds sections from heading level 2 down."""

    language: str
    languages: tuple[str, ...]
    organisation: str
    title: str
    subtitle: str
    status: str
    contents: tuple[ContentsLine, ...]
    body: Markup
    has_figures: bool  # can any be downloaded?

    @property
    def seal(self) -> str:
        """The status as a line of its own."""
        return self.status[:1].upper() + self.status[1:]


def reading_of(edition: Edition, language: str, address: str) -> Reading:
    """The edition in `language`, or in its original where it was not written in that.

    `address` is the edition's own, below which its images are.
    """
    return _reading(edition.content, edition.approval, language, address)


@lru_cache(maxsize=8)
def _reading(content: str, approval: str | None, language: str, address: str) -> Reading:
    documents = stored_documents(content, approval)
    document = next((found for code, found in documents.items() if code == language), None)
    document = document or next(iter(documents.values()))
    written = document.language
    return Reading(
        language=document.language,
        languages=tuple(documents),
        organisation=document.organisation,
        title=document.title,
        subtitle=document.subtitle,
        status=document.status,
        contents=tuple(_contents(document)),
        body=reading_html(
            document,
            {name: f"{address}/images/{name}" for name in images_in(content)},
            data_address=lambda anchor, form: f"{address}/{written}/figures/{anchor}.{form}",
        ),
        has_figures=any(True for _ in data_in(document)),
    )


def _contents(document: tree.Document) -> list[ContentsLine]:
    return [
        ContentsLine(item.section.anchor, f"{item.section.number} {item.section.title}".strip(), item.is_subsection)
        for item in outline(document)
    ]
