"""Reading imports, and the texts that they would go to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.imports.models import WordImport
from app.sections.models import Section, SectionText


@dataclass(frozen=True, slots=True)
class TargetText:
    """The text of a section in the import's language, and what its section allows."""

    text_id: int
    section_key: str
    state: str
    is_frozen: bool
    version: int
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListedImport:
    """An import in a list, without what it holds."""

    id: int
    file_name: str
    language: str
    state: str
    by: str
    at: datetime


def import_of(session: Session, report_id: int, import_id: int, *, lock: bool = False) -> WordImport | None:
    """The report's import of this number; with `lock` nobody else applies or undoes it meanwhile."""
    statement = select(WordImport).where(WordImport.id == import_id, WordImport.report_id == report_id)
    return session.exec(statement.with_for_update() if lock else statement).first()


def imports_of(session: Session, report_id: int) -> list[ListedImport]:
    """The report's imports, the newest first."""
    statement = (
        select(  # type: ignore[call-overload]
            WordImport.id,
            WordImport.file_name,
            WordImport.language,
            WordImport.state,
            User.name,
            WordImport.created_at,
        )
        .join(User, col(User.id) == col(WordImport.created_by))
        .where(WordImport.report_id == report_id)
        .order_by(col(WordImport.id).desc())
    )
    return [ListedImport(*row) for row in session.execute(statement)]


def target_texts(session: Session, report_id: int, language: str) -> Sequence[TargetText]:
    """The report's texts in one language, in the sections' order."""
    statement = (
        select(  # type: ignore[call-overload]
            SectionText.id,
            Section.key,
            Section.state,
            Section.frozen_at,
            SectionText.version,
            SectionText.document,
        )
        .join(Section, col(Section.id) == col(SectionText.section_id))
        .where(Section.report_id == report_id, SectionText.language == language)
        .order_by(col(Section.position))
    )
    return [
        TargetText(text_id, key, state, frozen_at is not None, version, document)
        for text_id, key, state, frozen_at, version, document in session.execute(statement)
    ]
