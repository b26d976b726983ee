"""The life of an uploaded file: kept, its columns said, taken in or left. Figures change only by taking in."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from app.audit.service import record
from app.clock import now
from app.datafiles.opening import FigureFile
from app.db import after_commit
from app.errors import NotFound
from app.figure_imports.choices import Choices
from app.figure_imports.errors import AlreadySettled, NotAsShown, NothingToTake
from app.figure_imports.judged import Judged
from app.figure_imports.models import FigureImport
from app.files import forget_file

PREVIEW, TAKEN, LEFT = "preview", "taken", "left"
EARLIER = 10


def keep(
    session: Session, actor_id: int, organisation_id: int | None, *, name: str, sha256: str, file: FigureFile
) -> FigureImport:
    """Remember an uploaded file. No figure changes."""
    made = FigureImport(
        organisation_id=organisation_id,
        file_name=name,
        sha256=sha256,
        shape=file.recognised.shape,
        mapping=Choices(file.recognised.mapping).to_json(),
        state=PREVIEW,
        counts={"rows": len(file.rows) - file.recognised.first},
        created_by=actor_id,
        created_at=now(),
    )
    session.add(made)
    session.flush()
    _audit(session, "figure-import:read", actor_id, made)
    return made


def found_import(session: Session, organisation_id: int | None, import_id: int, *, lock: bool = False) -> FigureImport:
    """The file of this number, of this organisation; of none for statistics. Raises NotFound."""
    statement = select(FigureImport).where(FigureImport.id == import_id)
    made = session.exec(statement.with_for_update() if lock else statement).first()
    if made is None or made.organisation_id != organisation_id:
        raise NotFound
    return made


def open_import(session: Session, organisation_id: int | None, import_id: int) -> FigureImport:
    """The same, to be changed. Raises AlreadySettled."""
    made = found_import(session, organisation_id, import_id, lock=True)
    if made.state != PREVIEW:
        raise AlreadySettled
    return made


def earlier_imports(session: Session, organisation_id: int | None) -> list[FigureImport]:
    """The newest files, the newest first."""
    statement = select(FigureImport).where(FigureImport.organisation_id == organisation_id)
    return list(session.exec(statement.order_by(col(FigureImport.id).desc()).limit(EARLIER)))


def choose(session: Session, made: FigureImport, choices: Choices, keys: Collection[str]) -> None:
    """Remember what the columns mean; `keys` are the indicators that may be named."""
    named = {text: key for text, key in choices.indicators.items() if key in keys}
    single = choices.single if choices.single in keys else ""
    made.mapping = Choices(choices.columns, named, single).to_json()
    session.add(made)
    session.flush()


def check_takeable(judged: Judged, *, leave_wrong: bool) -> None:
    """Raises NotAsShown, NothingToTake."""
    if not judged.right:
        raise NothingToTake
    if judged.faults and not leave_wrong:
        raise NotAsShown


def settle(session: Session, actor_id: int, data_dir: Path, made: FigureImport, state: str, **counts: Any) -> None:
    """Taken in or left. What came of it stays; the file goes, for it may hold small numbers that nobody should keep."""
    made.state, made.counts = state, {**made.counts, **counts}
    made.taken_at = now() if state == TAKEN else None
    session.add(made)
    _audit(session, f"figure-import:{state}", actor_id, made)
    waiting = select(FigureImport.id).where(FigureImport.sha256 == made.sha256, FigureImport.state == PREVIEW)
    if session.exec(waiting.where(FigureImport.id != made.id)).first() is None:
        after_commit(session, partial(forget_file, data_dir, made.sha256))


def _audit(session: Session, action: str, actor_id: int, made: FigureImport) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="figure_import",
        subject_id=made.id or 0,
        organisation_id=made.organisation_id,
        file=made.file_name,
        **made.counts,
    )
