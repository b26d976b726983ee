"""Reading the stored versions of report templates."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.errors import NotFound
from app.report_templates.models import ReportTemplateVersion
from app.report_templates.schema import ReportTemplate

_read: dict[str, ReportTemplate] = {}  # by content hash: a version never changes, whatever database it is in


_SHA256 = select(ReportTemplateVersion.sha256).where(col(ReportTemplateVersion.id) == bindparam("id"))


def template_of(session: Session, version_id: int) -> ReportTemplate:
    """The report template as it was when a report was made from it. Read and checked once a process."""
    sha256 = session.exec(_SHA256, params={"id": version_id}).one_or_none()
    if sha256 is None:
        raise NotFound
    if sha256 not in _read:
        version = session.get_one(ReportTemplateVersion, version_id)
        _read[sha256] = ReportTemplate.model_validate(version.body)
    return _read[sha256]


def stored_versions(session: Session, key: str, version: str) -> list[ReportTemplateVersion]:
    """What is stored under a template's key and version number; more than one only if somebody broke the rule."""
    statement = select(ReportTemplateVersion).where(
        ReportTemplateVersion.key == key, ReportTemplateVersion.version == version
    )
    return list(session.exec(statement))
