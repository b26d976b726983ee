"""Who may read a report while it is written: those whom its writers may call into a conversation."""

from collections.abc import Mapping

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from app.accounts.models import Grant, User
from app.organisations.models import Organisation
from app.organisations.queries import county_organisation_ids
from app.permissions import ROLE_PERMISSIONS, Permission, Role
from app.reports.models import Report

READING_ROLES = tuple(role.value for role, held in ROLE_PERMISSIONS.items() if Permission.REPORT_READ in held)


def readers(session: Session, organisation: Organisation, report: Report) -> Mapping[int, str]:
    """Id and name of everybody who may read the report, by name: the county's coordinators too."""
    counties = county_organisation_ids(session, organisation.region_code)
    on_the_whole = and_(col(Grant.report_id).is_(None), col(Grant.section_id).is_(None))
    in_it = and_(col(Grant.organisation_id) == organisation.id, or_(on_the_whole, col(Grant.report_id) == report.id))
    in_the_county = and_(
        col(Grant.role) == Role.REGIONAL_COORDINATOR.value, col(Grant.organisation_id).in_(counties), on_the_whole
    )
    statement = (
        select(User.id, User.name)
        .join(Grant, col(Grant.user_id) == col(User.id))
        .where(col(Grant.role).in_(READING_ROLES), or_(in_it, in_the_county), col(User.disabled_at).is_(None))
        .distinct()
        .order_by(col(User.name), col(User.id))
    )
    return {id_: name for id_, name in session.exec(statement) if id_ is not None}
