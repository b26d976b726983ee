"""What the routes of the history take from a request."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from pydantic import Field

from app.db import SessionDep
from app.errors import NotFound
from app.history.subject import Subject
from app.i18n import LANGUAGES, Language
from app.report_templates.queries import template_of
from app.reports.section_deps import ReadableSection, SectionAccess, WritableSection
from app.sections.queries import text_of
from app.web.params import MAX_INTEGER

LanguageOfText = Annotated[Language | None, Query()]
Bounded = Annotated[int, Query(ge=0, le=MAX_INTEGER)]
_Version = Annotated[int, Field(ge=0, le=MAX_INTEGER)] | Literal["now"]
OlderVersion = Annotated[_Version, Query(alias="from")]
NewerVersion = Annotated[_Version, Query(alias="to")]
VersionInPath = Annotated[int, Path(ge=0, le=MAX_INTEGER)]


def read_subject(access: ReadableSection, session: SessionDep, language: LanguageOfText = None) -> Subject:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    return _subject(session, access, language)


def changed_subject(access: WritableSection, session: SessionDep, language: LanguageOfText = None) -> Subject:
    """The same, for whoever may write in the section."""
    return _subject(session, access, language)


def _subject(session: SessionDep, access: SectionAccess, language: Language | None) -> Subject:
    report = access.on_report.report
    written = [code for code in LANGUAGES if code in report.languages]
    asked = language if language else next(code for code in LANGUAGES if code == report.languages[0])
    text = text_of(session, access.section_id, asked) if asked in written else None
    if text is None:
        raise NotFound
    template, key = template_of(session, report.template_version_id), access.section.key
    name = f"{template.numbers()[key]} {template.section(key).titles.in_language(asked)}".strip()
    return Subject(access, text, asked, name)


ReadSubject = Annotated[Subject, Depends(read_subject)]
ChangedSubject = Annotated[Subject, Depends(changed_subject)]
