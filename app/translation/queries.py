"""Reading what was translated from what, and how the translations stand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, select

from app.sections.models import Section, SectionText
from app.translation.alignment import Source
from app.translation.models import Translation, TranslationState


def sources_of(session: Session, text_id: int) -> dict[str, Source]:
    """By block id: what each block of this text translates."""
    statement = select(Translation.block_id, Translation.source, Translation.checked).where(
        Translation.text_id == text_id
    )
    return {identifier: Source(dict(block), checked) for identifier, block, checked in session.exec(statement)}


def state_of(session: Session, text_id: int) -> TranslationState | None:
    """How the translated text stood when that was last reckoned."""
    return session.get(TranslationState, text_id)


@dataclass(frozen=True, slots=True)
class Lag:
    """How a section's text in one language stands against its original.

    `is_begun`: somebody has written in it. `is_outdated`: the original has changed since the rest was reckoned.
    """

    language: str
    behind: int
    missing: int
    is_begun: bool
    is_outdated: bool

    @property
    def is_behind(self) -> bool:
        return not self.is_begun or self.is_outdated or self.behind + self.missing > 0


_SOURCE = aliased(SectionText)
_ORIGINAL: BindParameter[str] = bindparam("original")
_LAGS = (  # asked by every dashboard and every desk
    select(  # type: ignore[call-overload]
        Section.key,
        SectionText.language,
        SectionText.version,
        _SOURCE.version,
        TranslationState.behind,
        TranslationState.missing,
        TranslationState.source_version,
        col(_SOURCE.updated_at) > col(TranslationState.at),
    )
    .join(SectionText, col(SectionText.section_id) == col(Section.id))
    .join(_SOURCE, and_(col(_SOURCE.section_id) == col(Section.id), col(_SOURCE.language) == _ORIGINAL))
    .outerjoin(TranslationState, col(TranslationState.text_id) == col(SectionText.id))
    .where(
        col(Section.report_id) == bindparam("report_id"),
        col(SectionText.language) != _ORIGINAL,
        col(_SOURCE.version) > 0,
    )
    .order_by(col(Section.position), col(SectionText.language))
)


def lags_of(session: Session, report_id: int, original: str) -> Mapping[str, tuple[Lag, ...]]:
    """By section key: how the other languages stand against the written original. One query, without any text."""
    asked = session.execute(_LAGS, {"report_id": report_id, "original": original})
    found: dict[str, list[Lag]] = defaultdict(list)
    for key, language, written, version, behind, missing, reckoned, is_newer in asked:
        is_outdated = reckoned is None or (reckoned != version and is_newer)  # a remark is a version, but no news
        found[key].append(Lag(language, behind or 0, missing or 0, written > 0, is_outdated))
    return {key: tuple(lags) for key, lags in found.items()}
