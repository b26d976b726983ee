"""What the routes of comments take from a request."""

from typing import Annotated

from fastapi import Depends, Path, Query

from app.comments.commented import CommentedText
from app.db import SessionDep
from app.errors import NotFound
from app.i18n import Language
from app.report_templates.queries import template_of
from app.reports.section_deps import CommentableSection
from app.sections.queries import text_of


def commented_text(
    access: CommentableSection, session: SessionDep, language: Annotated[Language | None, Query()] = None
) -> CommentedText:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    report = access.on_report.report
    language = language or report.languages[0]  # type: ignore[assignment]
    text = text_of(session, access.section_id, language) if language in report.languages else None
    if text is None or language is None:
        raise NotFound
    template = template_of(session, report.template_version_id)
    key = access.section.key
    name = f"{template.numbers()[key]} {template.section(key).titles.in_language(language)}".strip()
    return CommentedText(access, text, language, name)


OnText = Annotated[CommentedText, Depends(commented_text)]
ThreadInPath = Annotated[str, Path(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
