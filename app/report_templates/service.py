"""Keeping the version of a report template that a report is made from."""

import hashlib

import rfc8785
from sqlmodel import Session

from app.clock import now
from app.report_templates.errors import VersionReused
from app.report_templates.models import ReportTemplateVersion
from app.report_templates.queries import stored_versions
from app.report_templates.schema import ReportTemplate


def store_version(session: Session, template: ReportTemplate) -> ReportTemplateVersion:
    """The stored row of this very content; the same content is stored once."""
    body = template.model_dump(mode="json")
    sha256 = hashlib.sha256(rfc8785.dumps(body)).hexdigest()
    stored = stored_versions(session, template.key, template.version)
    for version in stored:
        if version.sha256 == sha256:
            return version
    if stored:
        raise VersionReused(key=template.key, version=template.version)
    version = ReportTemplateVersion(
        key=template.key, version=template.version, sha256=sha256, body=body, stored_at=now()
    )
    session.add(version)
    session.flush()
    return version
