"""What the routes of suggestions take from a request."""

from typing import Annotated

from fastapi import Depends, Query

from app.db import SessionDep
from app.i18n import Language
from app.reports.section_deps import ReadableSection, SectionAccess, SuggestableSection, WritableSection
from app.reports.section_text import chosen_text, section_name
from app.suggestions.text_access import TextAccess

LanguageQuery = Annotated[Language | None, Query()]


def _text(access: SectionAccess, session: SessionDep, language: Language | None) -> TextAccess:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    text, asked = chosen_text(session, access, language)
    return TextAccess(access, text, asked, section_name(session, access, asked))


def _read(access: ReadableSection, session: SessionDep, language: LanguageQuery = None) -> TextAccess:
    return _text(access, session, language)


def _suggested(access: SuggestableSection, session: SessionDep, language: LanguageQuery = None) -> TextAccess:
    return _text(access, session, language)


def _written(access: WritableSection, session: SessionDep, language: LanguageQuery = None) -> TextAccess:
    return _text(access, session, language)


OnReadText = Annotated[TextAccess, Depends(_read)]
OnSuggestedText = Annotated[TextAccess, Depends(_suggested)]
OnWrittenText = Annotated[TextAccess, Depends(_written)]
