"""Looks at the reports whenever figures were restated, and tells their coordinators what waits for them."""

from sqlmodel import Session, col, select

from app.accounts.models import Grant, Notification
from app.accounts.notifications import notify
from app.db import Database
from app.figures.restated import settle
from app.organisations.models import Organisation
from app.permissions import Role
from app.reports.models import Report
from app.reports.restated import newest_restatement
from app.reports.service import OPEN_STATES

KIND = "restated"


class Watch:
    """One a server process; `look` costs one small query while nothing was restated."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen = -1

    def look(self) -> None:
        """Reports in which nothing printed would change have seen it; of the others their coordinators hear once."""
        with self._database.read() as session:
            newest = newest_restatement(session)
            if newest == self._seen:
                return
            behind = select(Report.id).where(Report.restatements_seen < newest, col(Report.state).in_(OPEN_STATES))
            report_ids = session.exec(behind).all()
        for report_id in report_ids:
            with self._database.write() as session:
                _settle(session, session.get_one(Report, report_id))
        self._seen = newest


def _settle(session: Session, report: Report) -> None:
    if not settle(session, report):
        return
    organisation = session.get_one(Organisation, report.organisation_id)
    href = f"/{organisation.slug}/{report.slug}/figures"
    coordinating = select(Grant.user_id).where(Grant.organisation_id == organisation.id, Grant.role == Role.COORDINATOR)
    told = select(Notification.user_id).where(
        Notification.kind == KIND, Notification.href == href, col(Notification.read_at).is_(None)
    )
    people = session.exec(coordinating.where(col(Grant.user_id).not_in(told))).all()
    notify(session, people, actor_id=None, kind=KIND, subject=report.slug, href=href)
