"""Reading jobs, without the Documents they hold."""

from dataclasses import dataclass

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.exports.models import ExportJob, JobState, StoredFile
from app.proofs.certificate import Certificate, from_json


@dataclass(frozen=True, slots=True)
class JobRow:
    """How far one file is. `size` is in bytes, 0 until it is done; `failure` is a message to translate.

    `doing` is the title of the section that was just set, `certificate` what reading the file back showed.
    """

    id: int
    language: str
    format: str
    state: JobState
    progress: int
    failure: str
    file_sha256: str | None
    media_type: str
    size: int
    part: str
    doing: str
    requested_by: int | None
    certificate: Certificate | None

    @property
    def is_done(self) -> bool:
        return self.state is JobState.DONE

    @property
    def is_failed(self) -> bool:
        return self.state is JobState.FAILED

    @property
    def is_cancelled(self) -> bool:
        return self.state is JobState.CANCELLED

    @property
    def is_waiting(self) -> bool:
        """Is it still being made?"""
        return self.state in (JobState.QUEUED, JobState.RUNNING)


def draft_job(session: Session, report_id: int, job_id: int) -> JobRow | None:
    """A job that makes a draft of this report; files of editions have addresses of their own."""
    job = ExportJob
    statement = (
        select(job, StoredFile)
        .join(StoredFile, col(StoredFile.sha256) == col(job.file_sha256), isouter=True)
        .options(defer(job.source))  # type: ignore[arg-type]  # a whole Document
        .where(job.id == job_id, job.report_id == report_id, col(job.edition_id).is_(None))
    )
    row = session.execute(statement).first()
    if row is None:
        return None
    found, file = row
    return JobRow(
        id=job_id,
        language=found.language,
        format=found.format,
        state=JobState(found.state),
        progress=found.progress,
        failure=found.failure,
        file_sha256=found.file_sha256,
        media_type=file.media_type if file else "",
        size=file.size if file else 0,
        part=found.part,
        doing=found.doing,
        requested_by=found.requested_by,
        certificate=from_json(found.certificate) if found.certificate is not None else None,
    )
