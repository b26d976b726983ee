"""Reading what is known of images; the bytes stand in the file store."""

from sqlmodel import Session, col, func, select

from app.images.models import Image
from app.rendering.prose import Image as Layout


def image_of(session: Session, report_id: int, sha256: str) -> Image | None:
    """The report's image of this hash. Another report's image is none of this one."""
    return session.get(Image, (report_id, sha256))


def layouts_of(session: Session, report_id: int) -> dict[str, Layout]:
    """Hash → type and size, of all images of a report."""
    statement = select(Image.sha256, Image.media_type, Image.width, Image.height).where(Image.report_id == report_id)
    return {sha256: Layout(media_type, width, height) for sha256, media_type, width, height in session.exec(statement)}


def total_size(session: Session, report_id: int) -> int:
    """Bytes that the report's images take."""
    return session.exec(select(func.coalesce(func.sum(col(Image.size)), 0)).where(Image.report_id == report_id)).one()
