"""Taking images in: drawn anew in a process of its own, stored by their hash, then known to the report.

An image that no text shows any more stays: editions and the history of texts go on naming it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.files import write_file
from app.images.errors import BY_NAME, BrokenImage, ImagesTakeTooMuch, ImageTooLarge
from app.images.models import Image
from app.images.queries import image_of, total_size
from app.processes import ProcessFailed, answer_of
from app.reports.models import Report

LARGEST_UPLOAD = 10 * 2**20  # bytes
LARGEST_TOTAL = 500 * 2**20  # bytes a report
SECONDS, MEMORY_MB = 20, 1024


@dataclass(frozen=True, slots=True)
class StoredImage:
    """An image that is on disk under its hash. No row says so yet."""

    sha256: str
    media_type: str
    width: int
    height: int
    size: int


def store_image(data_dir: Path, content: bytes) -> StoredImage:
    """Decode, clean and write an image. Slow: call it outside transactions. Raises ImageRefused."""
    if len(content) > LARGEST_UPLOAD:
        raise ImageTooLarge
    try:
        answer = answer_of("app.images.decoding", content, seconds=SECONDS, memory_mb=MEMORY_MB)
    except ProcessFailed as error:
        raise BrokenImage from error
    line, _, clean = answer.partition(b"\n")
    facts = json.loads(line)
    if "refused" in facts:
        raise BY_NAME[facts["refused"]]
    sha256 = write_file(data_dir, clean)
    return StoredImage(sha256, facts["media_type"], facts["width"], facts["height"], len(clean))


def add_image(session: Session, actor_id: int, report: Report, stored: StoredImage) -> Image:
    """Let the report show a stored image. The same image again changes nothing. Raises ImagesTakeTooMuch."""
    assert report.id is not None
    known = image_of(session, report.id, stored.sha256)
    if known is not None:
        return known
    if total_size(session, report.id) + stored.size > LARGEST_TOTAL:
        raise ImagesTakeTooMuch
    image = Image(
        report_id=report.id,
        sha256=stored.sha256,
        media_type=stored.media_type,
        width=stored.width,
        height=stored.height,
        size=stored.size,
        uploaded_by=actor_id,
        uploaded_at=now(),
    )
    try:
        with session.begin_nested():
            session.add(image)
    except IntegrityError:  # somebody else added the same image at the same moment
        return session.get_one(Image, (report.id, stored.sha256))
    record(
        session,
        "image:add",
        actor_id=actor_id,
        subject_type="report",
        subject_id=report.id,
        organisation_id=report.organisation_id,
        sha256=stored.sha256,
        size=stored.size,
    )
    return image
