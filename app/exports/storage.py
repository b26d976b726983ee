"""Where files are kept, and their rows. The files themselves are written before: see app.files."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.clock import now
from app.config import Settings
from app.exports.models import StoredFile
from app.files import use_bucket


def open_storage(settings: Settings) -> None:
    """Say once in a process where the files are kept."""
    use_bucket(
        settings.data_dir,
        settings.storage_url,
        endpoint=settings.storage_endpoint,
        region=settings.storage_region,
        key=settings.storage_key,
        secret=settings.storage_secret,
    )


def keep_row(session: Session, sha256: str, size: int, media_type: str) -> StoredFile:
    """The row of a file that is on disk; the existing one when the content is known."""
    known = session.get(StoredFile, sha256)
    if known is not None:
        return known
    stored = StoredFile(sha256=sha256, media_type=media_type, size=size, created_at=now())
    try:
        with session.begin_nested():
            session.add(stored)
    except IntegrityError:  # somebody else stored the same content at the same moment
        return session.get_one(StoredFile, sha256)
    return stored
