"""Reading regions by year, and organisations."""

from collections.abc import Sequence

from sqlmodel import Session, col, or_, select

from app.clock import today
from app.organisations.models import Organisation, Region, RegionMembership


def organisation_by_slug(session: Session, slug: str) -> Organisation | None:
    return session.exec(select(Organisation).where(Organisation.slug == slug)).first()


def containers(session: Session, region_code: str, year: int | None = None) -> Sequence[Region]:
    """The regions that `region_code` lay in during `year` (default: this one), the smallest first."""
    year = year or today().year
    statement = (
        select(Region)
        .join(RegionMembership, col(RegionMembership.container_code) == col(Region.code))
        .where(
            RegionMembership.member_code == region_code,
            RegionMembership.valid_from <= year,
            or_(col(RegionMembership.valid_to).is_(None), col(RegionMembership.valid_to) >= year),
        )
    )
    order = {"county": 0, "region": 1, "country": 2}
    return sorted(session.exec(statement), key=lambda region: order.get(region.category, 9))


def county_organisation_ids(session: Session, region_code: str) -> frozenset[int]:
    """The organisations of the wellbeing services counties that this region lies in now."""
    codes = [region.code for region in containers(session, region_code)]
    found = session.exec(select(Organisation.id).where(col(Organisation.region_code).in_(codes)))
    return frozenset(id_ for id_ in found if id_ is not None)
