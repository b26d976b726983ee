"""What the texts of a new report start with."""

from itertools import count

from app.document import Document, empty_document
from app.i18n import Language
from app.report_templates.schema import DefaultBlock, IndicatorTableBlock, SectionTemplate


def first_document(section: SectionTemplate, language: Language) -> Document:
    """The section's default blocks in the text's language, and an empty paragraph to write in."""
    ids = count(1)
    blocks = [_node(block, language, f"n{next(ids)}") for block in section.blocks]
    writing = empty_document()["content"]
    return {"type": "doc", "content": [*writing, *blocks] if _opens_with_data(section) else [*blocks, *writing]}


def _opens_with_data(section: SectionTemplate) -> bool:
    return bool(section.blocks) and isinstance(section.blocks[0], IndicatorTableBlock)


def _node(block: DefaultBlock, language: Language, identifier: str) -> Document:
    if isinstance(block, IndicatorTableBlock):
        return {"type": block.kind, "attrs": {"id": identifier, "package": block.package}}
    text = {"type": "text", "text": block.title.in_language(language)}
    return {"type": "heading", "attrs": {"level": 1, "id": identifier}, "content": [text]}
