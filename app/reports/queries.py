"""Reading reports."""

from sqlmodel import Session, select

from app.reports.models import Report


def report_by_slug(session: Session, organisation_id: int, slug: str) -> Report | None:
    return session.exec(select(Report).where(Report.organisation_id == organisation_id, Report.slug == slug)).first()
