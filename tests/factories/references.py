"""Texts that refer to each other."""

from typing import Any

from sqlmodel import Session

from app.reports.models import Report
from app.sections.queries import section_by_key, text_of
from app.sections.server_steps import replace_document


def table(identity: str, caption: str) -> dict[str, Any]:
    """A table of one cell."""
    cell = {"type": "table_cell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "1"}]}]}
    rows = [{"type": "table_row", "content": [cell]}]
    title = {"type": "table_caption", "content": [{"type": "text", "text": caption}]}
    return {"type": "table_figure", "attrs": {"id": identity}, "content": [title, {"type": "table", "content": rows}]}


def referring(*targets: str) -> dict[str, Any]:
    """A paragraph that refers to all of these."""
    content = [{"type": "cross_reference", "attrs": {"target": target}} for target in targets]
    return {"type": "paragraph", "content": [{"type": "text", "text": "Ks. "}, *content]}


def write(session: Session, report: Report, actor_id: int, key: str, *blocks: dict[str, Any]) -> None:
    """These blocks become the section's Finnish text."""
    assert report.id is not None
    section = section_by_key(session, report.id, key)
    assert section is not None
    assert section.id is not None
    text = text_of(session, section.id, "fi")
    assert text is not None
    assert text.id is not None
    replace_document(session, actor_id, text.id, {"type": "doc", "content": list(blocks)})
