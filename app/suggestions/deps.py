"""What the routes of suggestions take from a request."""

from typing import Annotated

from fastapi import Depends, Query

from app.db import SessionDep
from app.errors import NotFound
from app.i18n import Language
from app.report_templates.queries import template_of
from app.reports.section_deps import ReadableSection, SectionAccess, SuggestableSection, WritableSection
from app.sections.queries import text_of
from app.suggestions.text_access import TextAccess

LanguageQuery = Annotated[Language | None, Query()]


def _text(access: SectionAccess, session: SessionDep, language: Language | None) -> TextAccess:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    report = access.on_report.report
    language = language or report.languages[0]  # type: ignore[assignment]
    text = text_of(session, access.section_id, language) if language in report.languages else None
    if text is None or language is None:
        raise NotFound
    template = template_of(session, report.template_version_id)
    key = access.section.key
    name = f"{template.numbers()[key]} {template.section(key).titles.in_language(language)}".strip()
    return TextAccess(access, text, language, name)


def _read(access: ReadableSection, session: SessionDep, language: LanguageQuery = None) -> TextAccess:
    return _text(access, session, language)


def _suggested(access: SuggestableSection, session: SessionDep, language: LanguageQuery = None) -> TextAccess:
    return _text(access, session, language)


def _written(access: WritableSection, session: SessionDep, language: LanguageQuery = None) -> TextAccess:
    return _text(access, session, language)


OnReadText = Annotated[TextAccess, Depends(_read)]
OnSuggestedText = Annotated[TextAccess, Depends(_suggested)]
OnWrittenText = Annotated[TextAccess, Depends(_written)]
