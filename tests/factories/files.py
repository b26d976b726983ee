"""Files for tests that are not about files: jobs that are done, with certificates."""

from sqlmodel import col, select

from app.db import Database
from app.exports.models import ExportJob, JobState
from app.proofs.certificate import Certificate, Fault, to_json


def stand_in_files(database: Database, edition_id: int) -> None:
    """What the worker would have made and proved of an edition by now, but for the files themselves."""
    with database.write() as session:
        waiting = select(ExportJob).where(ExportJob.edition_id == edition_id, ExportJob.state == JobState.QUEUED)
        for job in session.exec(waiting.order_by(col(ExportJob.id))).all():
            job.certificate = to_json(certificate_of(job.format))
            job.state, job.source = JobState.DONE, None
            session.add(job)


def certificate_of(file_format: str, *faults: Fault) -> Certificate:
    """Of a file with one paragraph."""
    return Certificate(file_sha256="", file_format=file_format, compared={"paragraph": 1}, faults=faults)
