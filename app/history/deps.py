"""What the routes of the history take from a request."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from pydantic import Field

from app.db import SessionDep
from app.history.subject import Subject
from app.i18n import Language
from app.reports.section_deps import ReadableSection, SectionAccess, WritableSection
from app.reports.section_text import chosen_text, section_name
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
    text, asked = chosen_text(session, access, language)
    return Subject(access, text, asked, section_name(session, access, asked))


ReadSubject = Annotated[Subject, Depends(read_subject)]
ChangedSubject = Annotated[Subject, Depends(changed_subject)]
