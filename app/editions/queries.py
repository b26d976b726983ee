"""Reading editions and their files. Lists leave the contents in the database: they are large."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.editions.models import Edition
from app.exports.models import ExportJob, JobState, StoredFile
from app.proofs.certificate import Certificate, from_json


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition without its content."""

    id: int
    number: int
    sha256: str
    created_at: datetime
    created_by: str  # the person's name
    approved_at: datetime | None
    published_at: datetime | None

    @property
    def short_sha256(self) -> str:
        """Enough of the hash to tell editions apart by eye."""
        return f"{self.sha256[:8]} {self.sha256[8:16]} … {self.sha256[-8:]}"


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One file made, or being made, of an edition. `size` is in bytes, 0 until it is done.

    `certificate` is what reading it back showed; None where that has not been done.
    """

    edition_id: int
    language: str
    format: str
    job_id: int
    state: JobState
    progress: int
    sha256: str
    size: int
    certificate: Certificate | None = None
    doing: str = ""

    @property
    def is_ready(self) -> bool:
        return self.state is JobState.DONE

    @property
    def is_failed(self) -> bool:
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def is_whole(self) -> bool:
        """Is it there, and proved to have everything that the report says?"""
        return self.is_ready and self.certificate is not None and self.certificate.is_whole

    @property
    def needs_making(self) -> bool:
        """Has it been tried, without a file that is proved to be whole?"""
        return self.is_failed or (self.is_ready and not self.is_whole)


def editions_of(session: Session, report_id: int) -> list[EditionRow]:
    """All editions of a report, the newest first."""
    statement = (
        select(  # type: ignore[call-overload]
            Edition.id,
            Edition.number,
            Edition.sha256,
            Edition.created_at,
            User.name,
            Edition.approved_at,
            Edition.published_at,
        )
        .join(User, col(User.id) == col(Edition.created_by))
        .where(Edition.report_id == report_id)
        .order_by(col(Edition.number).desc())
    )
    return [EditionRow(*row) for row in session.execute(statement)]


def edition_by_number(session: Session, report_id: int, number: int) -> Edition | None:
    """The report's edition of this number, with its content."""
    return session.exec(select(Edition).where(Edition.report_id == report_id, Edition.number == number)).first()


def newest_edition(session: Session, report_id: int) -> Edition | None:
    """The report's last edition, with its content; None before the first freezing."""
    statement = select(Edition).where(Edition.report_id == report_id).order_by(col(Edition.number).desc())
    return session.exec(statement).first()


def published_edition(session: Session, report_id: int) -> Edition | None:
    """The newest edition of the report that the public may read."""
    statement = (
        select(Edition)
        .where(Edition.report_id == report_id, col(Edition.published_at).is_not(None))
        .order_by(col(Edition.number).desc())
    )
    return session.exec(statement).first()


def files_of(session: Session, edition_ids: Sequence[int]) -> list[EditionFile]:
    """The newest file of every edition, language and format: after approval the approved one."""
    job = ExportJob  # its column `source` is a whole Document: only what is shown is read
    statement = (
        select(  # type: ignore[call-overload]
            job.edition_id,
            job.language,
            job.format,
            job.id,
            job.state,
            job.progress,
            job.file_sha256,
            StoredFile.size,
            job.certificate,
            job.doing,
        )
        .join(StoredFile, col(StoredFile.sha256) == col(job.file_sha256), isouter=True)
        .where(col(job.edition_id).in_(edition_ids))
        .order_by(col(job.id))
    )
    newest: dict[tuple[int, str, str], EditionFile] = {}
    for edition, language, form, job_id, state, progress, sha256, size, proved, doing in session.execute(statement):
        certificate = from_json(proved) if proved is not None else None
        newest[edition, language, form] = EditionFile(
            edition, language, form, job_id, JobState(state), progress, sha256 or "", size or 0, certificate, doing
        )
    return list(newest.values())


def file_of(session: Session, edition_id: int, language: str, format_key: str) -> EditionFile | None:
    """The file to hand out for this edition, language and format; None when none was asked for."""
    files = files_of(session, [edition_id])
    return next((file for file in files if (file.language, file.format) == (language, format_key)), None)
