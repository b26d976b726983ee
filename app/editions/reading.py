"""An edition as a page to read: its contents lists and its markup, made once for the same content."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from app.datafiles.collecting import data_in
from app.editions.content import images_in
from app.editions.documents import stored_documents
from app.editions.models import Edition
from app.rendering import tree
from app.rendering.outline import outline
from app.rendering.prose_inlines import plain_text
from app.rendering.references import figure_name, table_name
from app.rendering.writers.html import reading_html

_SHORT = 300  # characters that say what a report is about, where it is only named


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A section, table or figure in a list of contents."""

    anchor: str
    text: str
    is_sub: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading page shows of a Document. `body` holds sections from heading level 2 down.

    `approval` and `summary` are the anchors of the sections where decisions stand and where reading begins, empty
    where there are none; `opening` are the first words of the summary.
    """

    language: str
    languages: tuple[str, ...]
    organisation: str
    title: str
    subtitle: str
    status: str
    opening: str
    summary: str
    approval: str
    contents: tuple[ContentsLine, ...]
    tables: tuple[ContentsLine, ...]
    figures: tuple[ContentsLine, ...]
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


@lru_cache(maxsize=4)
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
        opening=_opening(document),
        summary=_anchor_of(document, "summary"),
        approval=_anchor_of(document, "approval"),
        contents=tuple(_contents(document)),
        tables=tuple(_numbered_tables(document)),
        figures=tuple(_numbered_figures(document)),
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


def _numbered_tables(document: tree.Document) -> list[ContentsLine]:
    return [
        _numbered(table_name(document.language, block.number), block)
        for section in document.sections()
        for block in section.blocks
        if isinstance(block, tree.Table) and block.number
    ]


def _numbered_figures(document: tree.Document) -> list[ContentsLine]:
    return [
        _numbered(figure_name(document.language, block.number), block)
        for section in document.sections()
        for block in section.blocks
        if isinstance(block, tree.Chart | tree.Figure) and block.number
    ]


def _numbered(name: str, block: tree.Table | tree.Chart | tree.Figure) -> ContentsLine:
    return ContentsLine(block.anchor, f"{name}. {plain_text(block.caption)}".removesuffix(". "), is_sub=False)


def _anchor_of(document: tree.Document, role: str) -> str:
    return next((section.anchor for section in document.sections() if section.role == role), "")


def _opening(document: tree.Document) -> str:
    """The first paragraph of the summary, cut between words."""
    section = next((found for found in document.sections() if found.role == "summary"), None)
    paragraphs = [block for block in section.blocks if isinstance(block, tree.Paragraph)] if section else []
    text = " ".join(plain_text(paragraphs[0].inlines).split()) if paragraphs else ""
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]} …"
