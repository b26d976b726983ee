"""What the routes of a text's figures take from a request."""

from typing import Annotated

from fastapi import Depends, Query

from app.db import SessionDep
from app.figures.text_access import FiguresOfText
from app.i18n import Language
from app.reports.section_deps import ReadableSection, SectionAccess, WritableSection
from app.reports.section_text import chosen_text, section_name

LanguageQuery = Annotated[Language | None, Query()]
IndicatorQuery = Annotated[str, Query(max_length=60)]
RegionQuery = Annotated[str, Query(max_length=8)]
WordsQuery = Annotated[str, Query(max_length=200)]


def _text(access: SectionAccess, session: SessionDep, language: Language | None) -> FiguresOfText:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    text, asked = chosen_text(session, access, language)
    return FiguresOfText(access, text, asked, section_name(session, access, asked))


def _read(access: ReadableSection, session: SessionDep, language: LanguageQuery = None) -> FiguresOfText:
    return _text(access, session, language)


def _written(access: WritableSection, session: SessionDep, language: LanguageQuery = None) -> FiguresOfText:
    return _text(access, session, language)


OnReadText = Annotated[FiguresOfText, Depends(_read)]
OnWrittenText = Annotated[FiguresOfText, Depends(_written)]
