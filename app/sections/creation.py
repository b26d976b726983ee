"""What the texts of a new report start with."""

from collections.abc import Iterator
from itertools import count

from app.document import Document, empty_document
from app.i18n import Language
from app.report_templates.schema import DefaultBlock, IndicatorTableBlock, SectionTemplate, TextBlock


def first_document(section: SectionTemplate, language: Language) -> Document:
    """The section's default blocks in the text's language, with empty paragraphs where one would write."""
    return {"type": "doc", "content": list(_content(section, language))}


def _content(section: SectionTemplate, language: Language) -> Iterator[Document]:
    """A paragraph before a first table, under every heading, and at the end."""
    ids = count(1)
    (paragraph,) = empty_document()["content"]
    headings = [isinstance(block, TextBlock) for block in section.blocks]
    if not any(headings[:1]):
        yield paragraph
    for block, is_heading in zip(section.blocks, headings, strict=True):
        yield _node(block, language, f"n{next(ids)}")
        if is_heading:
            yield paragraph
    if headings and not headings[-1]:
        yield paragraph


def _node(block: DefaultBlock, language: Language, identifier: str) -> Document:
    if isinstance(block, TextBlock):
        text = {"type": "text", "text": block.title.in_language(language)}
        return {"type": "heading", "attrs": {"level": 1, "id": identifier}, "content": [text]}
    package = {"package": block.package} if isinstance(block, IndicatorTableBlock) else {}
    return {"type": block.kind, "attrs": {"id": identifier, **package}}
