"""What the routes of comments take from a request."""

from typing import Annotated

from fastapi import Depends, Path, Query

from app.comments.commented import CommentedText
from app.db import SessionDep
from app.i18n import Language
from app.reports.section_deps import CommentableSection
from app.reports.section_text import chosen_text, section_name


def commented_text(
    access: CommentableSection, session: SessionDep, language: Annotated[Language | None, Query()] = None
) -> CommentedText:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    text, asked = chosen_text(session, access, language)
    return CommentedText(access, text, asked, section_name(session, access, asked))


OnText = Annotated[CommentedText, Depends(commented_text)]
ThreadInPath = Annotated[str, Path(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
