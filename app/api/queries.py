"""Reading for programs: what is published, an organisation's drafts, and the tokens that open them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Select
from sqlmodel import Session, col, func, select

from app.accounts.models import User
from app.api.models import ReadToken
from app.editions.models import Edition
from app.organisations.models import Organisation, Region
from app.reports.models import Report


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """A published edition without its content."""

    number: int
    sha256: str
    previous_sha256: str
    created_at: datetime
    approved_at: datetime | None
    approval_sha256: str | None
    published_at: datetime


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A read token in the list of an organisation's."""

    id: int
    name: str
    created_by: str
    created_at: datetime
    expires_on: date
    last_used_at: datetime | None
    revoked_at: datetime | None


def publishers(session: Session, limit: int, offset: int) -> tuple[int, list[tuple[Organisation, Region, int]]]:
    """How many organisations have published, and some of them by slug, each with its region and number of reports."""
    published = (
        _columns(Report.organisation_id, func.count(func.distinct(col(Report.id))).label("reports"))
        .join(Edition, col(Edition.report_id) == col(Report.id))
        .where(col(Edition.published_at).is_not(None))
        .group_by(col(Report.organisation_id))
        .subquery()
    )
    statement = (
        _columns(Organisation, Region, published.c.reports)
        .join(Region, col(Region.code) == col(Organisation.region_code))
        .join(published, published.c.organisation_id == col(Organisation.id))
        .order_by(col(Organisation.slug))
    )
    return _some(session, statement, limit, offset)


def published_count(session: Session, organisation_id: int) -> int:
    """How many reports the organisation has published."""
    statement = (
        _columns(func.count(func.distinct(col(Report.id))))
        .join(Edition, col(Edition.report_id) == col(Report.id))
        .where(col(Report.organisation_id) == organisation_id, col(Edition.published_at).is_not(None))
    )
    return int(session.execute(statement).scalar_one())


def published_reports(
    session: Session, organisation_id: int, limit: int, offset: int
) -> tuple[int, list[tuple[Report, int, datetime]]]:
    """How many reports the organisation has published; some, the newest period first, with their newest edition."""
    newest = _newest_editions()
    statement = (
        _columns(Report, newest.c.number, Edition.published_at)
        .join(newest, newest.c.report_id == col(Report.id))
        .join(Edition, (col(Edition.report_id) == col(Report.id)) & (col(Edition.number) == newest.c.number))
        .where(col(Report.organisation_id) == organisation_id)
        .order_by(col(Report.assessed_to).desc(), col(Report.id).desc())
    )
    return _some(session, statement, limit, offset)


def newest_published(session: Session, report_id: int) -> tuple[int, datetime] | None:
    """Number and moment of the report's newest published edition."""
    statement = (
        _columns(Edition.number, Edition.published_at)
        .where(col(Edition.report_id) == report_id, col(Edition.published_at).is_not(None))
        .order_by(col(Edition.number).desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return (row[0], row[1]) if row else None


def published_editions(session: Session, report_id: int, limit: int, offset: int) -> tuple[int, list[EditionFacts]]:
    """The published editions of a report, the newest first."""
    statement = (
        _columns(
            Edition.number,
            Edition.sha256,
            Edition.previous_sha256,
            Edition.created_at,
            Edition.approved_at,
            Edition.approval_sha256,
            Edition.published_at,
        )
        .where(col(Edition.report_id) == report_id, col(Edition.published_at).is_not(None))
        .order_by(col(Edition.number).desc())
    )
    total, rows = _some(session, statement, limit, offset)
    return total, [EditionFacts(*row) for row in rows]


def reports_of(session: Session, organisation_id: int, limit: int, offset: int) -> tuple[int, list[Report]]:
    """All reports of the organisation, in whatever state, the newest period first."""
    statement = (
        _columns(Report)
        .where(col(Report.organisation_id) == organisation_id)
        .order_by(col(Report.assessed_to).desc(), col(Report.id).desc())
    )
    total, rows = _some(session, statement, limit, offset)
    return total, [row[0] for row in rows]


def token_by_hash(session: Session, sha256: str) -> tuple[ReadToken, Organisation] | None:
    """The token with this hash, whether it still holds or not, and whose drafts it opens."""
    statement = (
        select(ReadToken, Organisation)
        .join(Organisation, col(Organisation.id) == col(ReadToken.organisation_id))
        .where(ReadToken.token_sha256 == sha256)
    )
    return session.exec(statement).first()


def token_of(session: Session, organisation_id: int, token_id: int) -> ReadToken | None:
    """One of the organisation's tokens."""
    found = session.get(ReadToken, token_id)
    return found if found is not None and found.organisation_id == organisation_id else None


def tokens_of(session: Session, organisation_id: int) -> list[TokenRow]:
    """The organisation's tokens, those that were made last first."""
    token = ReadToken
    statement = (
        _columns(
            token.id, token.name, User.name, token.created_at, token.expires_on, token.last_used_at, token.revoked_at
        )
        .join(User, col(User.id) == col(token.created_by))
        .where(col(token.organisation_id) == organisation_id)
        .order_by(col(token.id).desc())
    )
    return [TokenRow(*row) for row in session.execute(statement)]


def _columns(*wanted: Any) -> Select[Any]:
    return sqlalchemy.select(*wanted)


def _newest_editions() -> Any:
    return (
        _columns(Edition.report_id, func.max(col(Edition.number)).label("number"))
        .where(col(Edition.published_at).is_not(None))
        .group_by(col(Edition.report_id))
        .subquery()
    )


def _some(session: Session, statement: Select[Any], limit: int, offset: int) -> tuple[int, list[Any]]:
    total = session.execute(_columns(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()
    rows: Sequence[Any] = session.execute(statement.limit(limit).offset(offset)).all()
    return int(total), list(rows)
