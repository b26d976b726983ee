"""Takes away what nobody needs any more: old drafts' files, and files that nothing names. Editions keep everything."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Text, cast, delete
from sqlmodel import Session, col, select

from app.clock import now
from app.config import Settings
from app.db import Database
from app.editions.models import Edition
from app.exports.models import ExportJob, JobState, StoredFile
from app.figure_imports.models import FigureImport
from app.files import NEW, forget_begun, forget_file, stored_before
from app.images.models import Image
from app.imports.models import WordImport
from app.organisations.models import Organisation

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
YOUNG = timedelta(days=1)  # a file is written before the row that names it
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many jobs of drafts went, and the names of the files that did."""

    jobs: int
    files: tuple[str, ...]


def clean(database: Database, data_dir: Path, kept_days: int, *, dry: bool = False) -> Cleaned:
    """Rows first, then the files that nothing names any more. `dry`: only says what would go."""
    with database.read() as session:
        jobs = _ended_drafts(session, now() - timedelta(days=kept_days))
        named = references(session, without=jobs)
    unnamed = tuple(sorted(set(stored_before(data_dir, now() - YOUNG)) - named))
    if dry:
        return Cleaned(len(jobs), unnamed)
    with database.write() as session:
        session.execute(delete(ExportJob).where(col(ExportJob.id).in_(jobs)))
        made = select(ExportJob.file_sha256).where(col(ExportJob.file_sha256).is_not(None))
        session.execute(delete(StoredFile).where(col(StoredFile.sha256).not_in(made)))
    for name in unnamed:
        (forget_begun if name.startswith(NEW) else forget_file)(data_dir, name)
    return Cleaned(len(jobs), unnamed)


def daily_cleaning(database: Database, settings: Settings) -> Callable[[], Cleaned]:
    """What a worker does once a day."""
    return lambda: clean(database, settings.data_dir, settings.drafts_kept_days)


def references(session: Session, without: Sequence[int] = ()) -> set[str]:
    """Every file that something names: made files, images, arms, Word templates, uploads, whatever editions show.

    `without`: jobs that are about to go.
    """
    made = select(ExportJob.file_sha256).where(col(ExportJob.id).not_in(without))
    named = {name for name in session.exec(made) if name}
    for column in (Image.sha256, Organisation.arms_sha256, Organisation.word_template_sha256, FigureImport.sha256):
        named.update(name for name in session.exec(select(column)) if name)
    for text in _texts(session):
        named.update(_HASH.findall(text))
    return named


def _texts(session: Session) -> Iterator[str]:
    """Whatever may name files inside itself: frozen reports, what waits to be made, Word files that were read."""
    for column in (col(Edition.content), cast(col(ExportJob.source), Text), cast(col(WordImport.parts), Text)):
        statement = select(column).where(column.is_not(None))
        for text in session.exec(statement, execution_options={"yield_per": 4}):
            yield str(text)


def _ended_drafts(session: Session, before: datetime) -> list[int]:
    statement = select(ExportJob.id).where(
        col(ExportJob.edition_id).is_(None),
        col(ExportJob.state).in_(ENDED),
        col(ExportJob.finished_at) < before,
    )
    return [job for job in session.exec(statement) if job is not None]
