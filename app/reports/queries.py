"""Reading reports. What a person may see is said once, in `seen_by`; every list starts from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, and_, bindparam, false, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.accounts.models import Grant, User
from app.clock import today
from app.i18n import Language
from app.organisations.models import Organisation, Region, RegionMembership
from app.permissions import ROLE_PERMISSIONS, Holding, Permission, Role
from app.reports.models import Report, ReportState
from app.sections.models import Section, SectionState

WRITING_ROLES = tuple(role.value for role, held in ROLE_PERMISSIONS.items() if Permission.SECTION_WRITE in held)
CLOSED = (ReportState.APPROVED, ReportState.PUBLISHED)


_BY_SLUG = select(Report).where(  # asked by every page of a report
    col(Report.organisation_id) == bindparam("organisation_id"), col(Report.slug) == bindparam("slug")
)


def report_by_slug(session: Session, organisation_id: int, slug: str) -> Report | None:
    """The organisation's report at this address, whoever asks."""
    return session.exec(_BY_SLUG, params={"organisation_id": organisation_id, "slug": slug}).first()


def _columns(*wanted: Any) -> Select[Any]:
    """A list reads columns, not rows as objects: no bodies, no identity map."""
    return sqlalchemy.select(*wanted)


def seen_by(holdings: Iterable[Holding], permission: Permission) -> ColumnElement[bool]:
    """The reports on which these roles give `permission`; no role, no report."""
    giving = [holding for holding in holdings if permission in ROLE_PERMISSIONS[holding.role]]
    return or_(false(), *(_covered(holding) for holding in giving if holding.organisation_id is not None))


def _covered(holding: Holding) -> ColumnElement[bool]:
    inside = col(Report.organisation_id) == holding.organisation_id
    if holding.report_id is not None:
        return and_(inside, col(Report.id) == holding.report_id)
    if holding.section_id is not None:
        section = select(Section.report_id).where(Section.id == holding.section_id)
        return and_(inside, col(Report.id).in_(section))
    if holding.role is Role.REGIONAL_COORDINATOR:
        return or_(inside, col(Report.organisation_id).in_(_county_members(holding.organisation_id)))
    return inside


def _county_members(county_id: int | None) -> Select[Any]:
    """The organisations whose region lies in this organisation's region now."""
    county, year = aliased(Organisation), today().year
    return (
        _columns(Organisation.id)
        .join(RegionMembership, col(RegionMembership.member_code) == col(Organisation.region_code))
        .join(county, col(county.region_code) == col(RegionMembership.container_code))
        .where(
            col(county.id) == county_id,
            col(RegionMembership.valid_from) <= year,
            or_(col(RegionMembership.valid_to).is_(None), col(RegionMembership.valid_to) >= year),
        )
    )


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list. `readable`: its drafts too; else only what has been sent to decision."""

    slug: str
    organisation_slug: str
    organisation_name: str
    template_version_id: int
    assessed_from: int
    assessed_to: int
    state: str
    sections_total: int
    sections_ready: int
    sections_accepted: int
    updated_at: datetime
    readable: bool


def reports_seen(
    session: Session, holdings: Sequence[Holding], language: Language, organisation_id: int | None = None
) -> list[ReportRow]:
    """The reports a person may see, newest period first; of one organisation, or of all."""
    readable = seen_by(holdings, Permission.REPORT_READ)
    sent = and_(seen_by(holdings, Permission.EDITION_READ), col(Report.state) != ReportState.DRAFT)
    statement = (
        _columns(
            Report.slug,
            Organisation.slug,
            getattr(Region, f"name_{language}"),
            Report.template_version_id,
            Report.assessed_from,
            Report.assessed_to,
            Report.state,
            Report.sections_total,
            Report.sections_ready,
            Report.sections_accepted,
            Report.updated_at,
            readable,
        )
        .join(Organisation, col(Organisation.id) == col(Report.organisation_id))
        .join(Region, col(Region.code) == col(Organisation.region_code))
        .where(or_(readable, sent))
        .order_by(getattr(Region, f"name_{language}"), col(Report.assessed_to).desc(), col(Report.id))
    )
    if organisation_id is not None:
        statement = statement.where(col(Report.organisation_id) == organisation_id)
    return [ReportRow(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in the dashboard's table and the desk's tree: everything but its text."""

    id: int
    key: str
    state: SectionState
    owner_id: int | None
    owner_name: str | None
    due_on: date | None
    return_reason: str
    frozen: bool
    updated_at: datetime


_SECTION_ROWS = (  # asked by every dashboard and every desk
    _columns(
        Section.id,
        Section.key,
        Section.state,
        Section.owner_id,
        User.name,
        Section.due_on,
        Section.return_reason,
        Section.frozen_at,
        Section.updated_at,
    )
    .outerjoin(User, col(User.id) == col(Section.owner_id))
    .where(col(Section.report_id) == bindparam("report_id"))
    .order_by(col(Section.position))
)


def section_rows(session: Session, report_id: int) -> list[SectionRow]:
    """The report's sections in order, without their texts."""
    asked = session.execute(_SECTION_ROWS, {"report_id": report_id})
    return [
        SectionRow(id_, key, SectionState(state), owner, name, due, reason, frozen is not None, updated)
        for id_, key, state, owner, name, due, reason, frozen, updated in asked
    ]


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A section of mine, wherever it is."""

    key: str
    state: SectionState
    due_on: date | None
    return_reason: str
    report_slug: str
    report_state: str
    assessed_from: int
    assessed_to: int
    template_version_id: int
    organisation_slug: str
    organisation_name: str


def own_sections(session: Session, holdings: Sequence[Holding], person_id: int, language: Language) -> list[OwnSection]:
    """What this person owns in reports that are still being made, in the reports' order."""
    statement = (
        _columns(
            Section.key,
            Section.state,
            Section.due_on,
            Section.return_reason,
            Report.slug,
            Report.state,
            Report.assessed_from,
            Report.assessed_to,
            Report.template_version_id,
            Organisation.slug,
            getattr(Region, f"name_{language}"),
        )
        .join(Report, col(Report.id) == col(Section.report_id))
        .join(Organisation, col(Organisation.id) == col(Report.organisation_id))
        .join(Region, col(Region.code) == col(Organisation.region_code))
        .where(col(Section.owner_id) == person_id, col(Report.state).not_in(CLOSED))
        .where(seen_by(holdings, Permission.REPORT_READ))
        .order_by(col(Report.id), col(Section.position))
    )
    return [OwnSection(row[0], SectionState(row[1]), *row[2:]) for row in session.execute(statement)]


def writers(session: Session, report: Report) -> list[tuple[int, str]]:
    """Id and name of everybody who may write in the report, by name."""
    statement = (
        select(User.id, User.name)
        .join(Grant, col(Grant.user_id) == col(User.id))
        .where(
            col(Grant.role).in_(WRITING_ROLES),
            Grant.organisation_id == report.organisation_id,
            or_(col(Grant.report_id).is_(None), col(Grant.report_id) == report.id),
            col(User.disabled_at).is_(None),
        )
        .distinct()
        .order_by(col(User.name), col(User.id))
    )
    return [(id_, name) for id_, name in session.exec(statement) if id_ is not None]


def states_of(session: Session, report_id: int) -> list[tuple[str, SectionState]]:
    """Key and state of every section of the report."""
    found = session.exec(select(Section.key, Section.state).where(Section.report_id == report_id))
    return [(key, SectionState(state)) for key, state in found]


def known_regions(session: Session, codes: Iterable[str]) -> frozenset[str]:
    """Which of these region codes exist."""
    return frozenset(session.exec(select(Region.code).where(col(Region.code).in_(tuple(codes)))))


@dataclass(frozen=True, slots=True)
class StartingPlace:
    """An organisation in which somebody may start a report."""

    slug: str
    name: str


def starting_places(session: Session, holdings: Iterable[Holding], language: Language) -> list[StartingPlace]:
    """Where these roles may start a report, by name."""
    starting = {
        holding.organisation_id
        for holding in holdings
        if Permission.REPORT_CREATE in ROLE_PERMISSIONS[holding.role] and holding.report_id is None
    }
    name = getattr(Region, f"name_{language}")
    statement = (
        _columns(Organisation.slug, name)
        .join(Region, col(Region.code) == col(Organisation.region_code))
        .where(col(Organisation.id).in_(starting))
        .order_by(name)
    )
    return [StartingPlace(*row) for row in session.execute(statement)]
