"""Taking a Word file into a report: read, looked at, applied, undone. Only applying and undoing change texts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.images.service import StoredImage, add_image
from app.imports.errors import AlreadyDone, NothingChosen, SectionsFrozen, TextTooLong
from app.imports.models import ImportState, WordImport
from app.imports.parts import Part, Target, parts_from_json, split
from app.imports.placing import is_begun, placing_steps
from app.imports.queries import TargetText, target_texts
from app.imports.word_file import WordFile
from app.reports.models import Report
from app.sections.errors import HistoryUnknown, SectionFrozen, StepsRejected
from app.sections.milestones import add_milestone
from app.sections.models import MilestoneKind
from app.sections.queries import document_at, text_head
from app.sections.server_steps import change_text, replace_document


def keep_preview(
    session: Session, actor_id: int, report: Report, file: WordFile, *, language: str, targets: Sequence[Target]
) -> WordImport:
    """Remember what was read, with a section proposed for each part. No text changes."""
    assert report.id is not None
    facts = {image.sha256: image for image in file.images}
    parts = [
        part.to_json() | {"facts": [_fact(facts[name]) for name in part.images]} for part in split(file.blocks, targets)
    ]
    made = WordImport(
        report_id=report.id,
        language=language,
        file_name=file.name,
        parts=parts,
        losses=file.losses,
        created_by=actor_id,
        created_at=now(),
    )
    session.add(made)
    session.flush()
    _audit(session, "import:read", actor_id, report, made)
    return made


def parts_of(made: WordImport) -> list[Part]:
    """The parts as they were last chosen."""
    return list(parts_from_json([{k: v for k, v in part.items() if k != "facts"} for part in made.parts]))


def choose(session: Session, made: WordImport, targets: Sequence[str]) -> None:
    """Remember which section each part goes to; empty leaves it out."""
    _must_be(made, ImportState.PREVIEW)
    made.parts = [part | {"target": target} for part, target in zip(made.parts, targets, strict=True)]
    session.add(made)
    session.flush()


def apply_import(session: Session, actor_id: int, report: Report, made: WordImport, names: dict[str, str]) -> None:
    """Put every chosen part into its section's text. All or nothing. `names` are the sections', by key.

    Raises SectionsFrozen, NothingChosen, TextTooLong, AlreadyDone.
    """
    _must_be(made, ImportState.PREVIEW)
    assert report.id is not None
    chosen: dict[str, list[Part]] = defaultdict(list)
    for part in parts_of(made):
        if part.target:
            chosen[part.target].append(part)
    if not chosen:
        raise NothingChosen
    texts = [text for text in target_texts(session, report.id, made.language) if text.section_key in chosen]
    frozen = [names[text.section_key] for text in texts if text.is_frozen]
    if frozen:
        raise SectionsFrozen(sections=", ".join(frozen))
    for part in made.parts:
        for fact in part["facts"] if part["target"] else ():
            add_image(session, actor_id, report, StoredImage(**fact))
    made.applied = {
        str(text.text_id): _place(session, actor_id, report, made, text, chosen[text.section_key], names)
        for text in texts
    }
    made.state = ImportState.APPLIED
    session.add(made)
    _audit(session, "import:apply", actor_id, report, made)


def undo_import(session: Session, actor_id: int, report: Report, made: WordImport) -> None:
    """Give every text back what it held before, but leave those that somebody has changed since. AlreadyDone."""
    _must_be(made, ImportState.APPLIED)
    made.applied = {
        text_id: change | {"undone": _restore(session, actor_id, report, int(text_id), change)}
        for text_id, change in made.applied.items()
    }
    made.state = ImportState.UNDONE
    session.add(made)
    _audit(session, "import:undo", actor_id, report, made)


def _place(
    session: Session,
    actor_id: int,
    report: Report,
    made: WordImport,
    text: TargetText,
    parts: Sequence[Part],
    names: dict[str, str],
) -> dict[str, Any]:
    blocks = [block for part in parts for block in part.content()]
    begun = is_begun(text.document, text.version)
    try:
        saved = change_text(
            session,
            actor_id,
            text.text_id,
            lambda document: placing_steps(document, blocks, begun=begun),
            organisation_id=report.organisation_id,
        )
    except StepsRejected as error:
        raise TextTooLong(section=names[text.section_key]) from error
    except SectionFrozen as error:
        raise SectionsFrozen(sections=names[text.section_key]) from error
    add_milestone(session, text.text_id, saved.version, MilestoneKind.IMPORTED, by=actor_id, name=made.file_name[:120])
    return {"section": text.section_key, "before": text.version, "after": saved.version}


def _restore(session: Session, actor_id: int, report: Report, text_id: int, change: dict[str, Any]) -> bool:
    """Was it given back? Not when somebody has written since, or the section is frozen."""
    head = text_head(session, text_id, lock=True)
    if head is None or head.version != change["after"] or head.frozen_at is not None:
        return False
    try:
        before = document_at(session, text_id, change["before"])
    except HistoryUnknown:
        return False
    saved = replace_document(session, actor_id, text_id, before, organisation_id=report.organisation_id)
    add_milestone(session, text_id, saved.version, MilestoneKind.RESTORED, by=actor_id)
    return True


def _must_be(made: WordImport, state: ImportState) -> None:
    if made.state != state:
        raise AlreadyDone


def _fact(image: StoredImage) -> dict[str, Any]:
    return {
        "sha256": image.sha256,
        "media_type": image.media_type,
        "width": image.width,
        "height": image.height,
        "size": image.size,
    }


def _audit(session: Session, action: str, actor_id: int, report: Report, made: WordImport) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="import",
        subject_id=made.id or 0,
        organisation_id=report.organisation_id,
        report=report.slug,
        file=made.file_name,
        sections=[change["section"] for change in made.applied.values()],
    )
