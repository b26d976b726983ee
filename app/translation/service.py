"""The verbs of a translator. Each changes, keeps how the text stands now, records one audit entry and announces."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from prosemirror.model import Node
from prosemirror.transform import Step
from sqlmodel import Session, col, delete

from app.audit.service import record
from app.clock import now
from app.document import Document
from app.errors import NotFound
from app.reports.section_deps import SectionAccess
from app.sections.announcements import announce_panel
from app.sections.errors import HistoryUnknown, SectionFrozen, WrongState
from app.sections.models import SectionText
from app.sections.queries import document_at, text_of
from app.sections.server_steps import change_text
from app.translation.alignment import BlockState, Row, Source, Standing, align, identifier_of, standing
from app.translation.comparing import essence
from app.translation.models import Translation, TranslationState
from app.translation.queries import sources_of, state_of
from app.translation.steps import copying_steps, following_steps, naming_steps, pairing_steps

_UNTRANSLATED = frozenset({BlockState.BEHIND, BlockState.COPIED})


@dataclass(frozen=True, slots=True)
class Texts:
    """The text of a section in the report's first language, and one that translates it."""

    original: SectionText
    translated: SectionText

    @property
    def original_id(self) -> int:
        assert self.original.id is not None
        return self.original.id

    @property
    def translated_id(self) -> int:
        assert self.translated.id is not None
        return self.translated.id


def texts_of(session: Session, access: SectionAccess, language: str) -> Texts:
    """Both texts as they are now. Raises NotFound for the original language and for those that are not written."""
    languages = access.on_report.report.languages
    if language not in languages[1:]:
        raise NotFound
    original = text_of(session, access.section_id, languages[0])
    translated = text_of(session, access.section_id, language)
    if original is None or translated is None:
        raise NotFound
    return Texts(original, translated)


def rows_of(session: Session, texts: Texts) -> list[Row]:
    """The blocks of both texts side by side."""
    return align(texts.original.document, texts.translated.document, _sources(session, texts))


def _sources(session: Session, texts: Texts) -> dict[str, Source]:
    """What is known to be translated; of the rest what both texts began with, as the report's template has it."""
    kept = sources_of(session, texts.translated_id)
    if all(identifier_of(block) in kept for block in texts.translated.document["content"] if identifier_of(block)):
        return kept
    try:
        first = document_at(session, texts.original_id, 0)
    except HistoryUnknown:
        return kept
    return {identifier_of(block): Source(essence(block)) for block in first["content"]} | kept


def mark_current(session: Session, access: SectionAccess, language: str, block: str, seen: int) -> int:
    """A person says that this block translates the original as they saw it, at the version `seen`; gives how many.

    An empty `block` means every block that is behind. What no language changes, such as the indicators of a table,
    is taken over from the original. Raises HistoryUnknown.
    """
    texts = _open(session, access, language)
    before = document_at(session, texts.original_id, seen)
    rows = align(before, texts.translated.document, _sources(session, texts))
    stale = [row for row in rows if (row.state in _UNTRANSLATED and row.id == block) or _is_behind(row, block)]
    originals = [row.original for row in stale if row.original is not None]
    actor_id = access.on_report.person.id
    following = [row.original for row in stale if row.is_stale_in_settings and row.original is not None]
    if following:
        change_text(session, actor_id, texts.translated_id, lambda now: following_steps(now, following))
    _keep_sources(session, actor_id, texts, originals, seen, checked=True)
    _changed(session, access, language, "translation:mark-current", len(originals))
    return len(originals)


def _is_behind(row: Row, block: str) -> bool:
    return not block and bool(row.id) and row.state is BlockState.BEHIND


def copy_missing(session: Session, access: SectionAccess, language: str) -> int:
    """Put the original's blocks that the translation lacks at their places in it; gives how many."""
    texts = _open(session, access, language)
    actor_id = access.on_report.person.id
    for text_id in (texts.original_id, texts.translated_id):
        change_text(session, actor_id, text_id, naming_steps(_fresh), is_remark=True)
    session.expire_all()
    texts = texts_of(session, access, language)
    copied: list[str] = []

    def steps(translated: Node) -> list[Step]:
        made, identifiers = copying_steps(translated, texts.original.document)
        copied.extend(identifiers)
        return made

    change_text(session, actor_id, texts.translated_id, steps)
    blocks = [block for block in texts.original.document["content"] if identifier_of(block) in copied]
    _keep_sources(session, actor_id, texts, blocks, texts.original.version, checked=False)
    _changed(session, access, language, "translation:copy-missing", len(blocks))
    return len(blocks)


def pair(session: Session, access: SectionAccess, language: str, extra: str, missing: str) -> None:
    """The block `extra` of the translation translates the original's block `missing`. Raises WrongState."""
    texts = _open(session, access, language)
    actor_id = access.on_report.person.id
    found = [block for block in texts.original.document["content"] if extra and missing == identifier_of(block)]
    if not found or extra in {identifier_of(block) for block in texts.original.document["content"]}:
        raise WrongState
    before = texts.translated.version
    saved = change_text(session, actor_id, texts.translated_id, lambda text: pairing_steps(text, extra, missing))
    if saved.version == before:
        raise WrongState
    _forget(session, texts, [extra])
    _keep_sources(session, actor_id, texts, found, texts.original.version, checked=True)
    _changed(session, access, language, "translation:pair", 1)


def record_translated(session: Session, actor_id: int, texts: Texts) -> None:
    """Every block of the translation that has a counterpart translates it as it is now. Part of writing both."""
    pairs = [row.original for row in rows_of(session, texts) if row.original is not None and row.translated is not None]
    _keep_sources(session, actor_id, texts, pairs, texts.original.version, checked=True)


def keep_standing(session: Session, texts: Texts, stands: Standing) -> None:
    """Remember how the text stands, for the lists that do not read texts."""
    session.merge(
        TranslationState(
            text_id=texts.translated_id,
            source_version=texts.original.version,
            behind=stands.behind,
            missing=stands.missing,
            at=now(),
        )
    )


def is_kept(session: Session, texts: Texts, stands: Standing) -> bool:
    """Do the lists know already how the text stands?"""
    kept = state_of(session, texts.translated_id)
    found = (kept.source_version, kept.behind, kept.missing) if kept else None
    return found == (texts.original.version, stands.behind, stands.missing)


def _open(session: Session, access: SectionAccess, language: str) -> Texts:
    if access.section.frozen_at is not None:
        raise SectionFrozen
    return texts_of(session, access, language)


def _fresh() -> str:
    return uuid4().hex[:10]


def _keep_sources(
    session: Session, actor_id: int, texts: Texts, blocks: Sequence[Document], version: int, *, checked: bool
) -> None:
    for block in blocks:
        session.merge(
            Translation(
                text_id=texts.translated_id,
                block_id=identifier_of(block),
                source_version=version,
                source=essence(block),
                checked=checked,
                by=actor_id,
                at=now(),
            )
        )
    session.flush()


def _forget(session: Session, texts: Texts, identifiers: Sequence[str]) -> None:
    session.execute(
        delete(Translation).where(
            col(Translation.text_id) == texts.translated_id, col(Translation.block_id).in_(identifiers)
        )
    )


def _changed(session: Session, access: SectionAccess, language: str, action: str, count: int) -> None:
    session.expire_all()
    texts = texts_of(session, access, language)
    keep_standing(session, texts, standing(rows_of(session, texts)))
    record(
        session,
        action,
        actor_id=access.on_report.person.id,
        subject_type="section",
        subject_id=access.section_id,
        organisation_id=access.on_report.organisation.id,
        language=language,
        blocks=count,
    )
    announce_panel(session, texts.translated_id, "translation")
