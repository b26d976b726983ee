"""Reading regions by year, and organisations."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, or_, select

from app.clock import today
from app.i18n import Language
from app.organisations.models import Organisation, Region, RegionCategory, RegionMembership
from app.rendering.series import RegionName

COUNTRY = "SSS"
_BY_SIZE = {RegionCategory.COUNTY: 0, RegionCategory.REGION: 1, RegionCategory.COUNTRY: 2}


_BY_SLUG = select(Organisation).where(col(Organisation.slug) == bindparam("slug"))  # asked by every page


def organisation_by_slug(session: Session, slug: str) -> Organisation | None:
    """The organisation that addresses name so."""
    return session.exec(_BY_SLUG, params={"slug": slug}).first()


def organisation_of_region(session: Session, region_code: str) -> Organisation | None:
    """The organisation of this municipality or county, once it uses the service."""
    return session.exec(select(Organisation).where(Organisation.region_code == region_code)).first()


def organisations_by_id(session: Session, ids: Iterable[int]) -> Sequence[Organisation]:
    """The organisations with these ids, by slug."""
    statement = select(Organisation).where(col(Organisation.id).in_(set(ids))).order_by(col(Organisation.slug))
    return session.exec(statement).all()


def region(session: Session, code: str) -> Region | None:
    """The region of this code, valid or not."""
    return session.get(Region, code)


def containers(session: Session, region_code: str, year: int | None = None) -> Sequence[Region]:
    """The regions that `region_code` lay in during `year` (default: this one), the smallest first."""
    statement = (
        select(Region)
        .join(RegionMembership, col(RegionMembership.container_code) == col(Region.code))
        .where(RegionMembership.member_code == region_code, _valid(RegionMembership, year))
    )
    return sorted(session.exec(statement), key=lambda found: _BY_SIZE[RegionCategory(found.category)])


def municipalities(session: Session, year: int | None = None) -> list[Region]:
    """The municipalities of `year` (default: this one), by their Finnish names."""
    return _of_category(session, RegionCategory.MUNICIPALITY, year)


def municipality_names(
    session: Session, container_codes: Sequence[str], year: int | None, language: Language
) -> dict[str, tuple[RegionName, ...]]:
    """The municipalities that lay in each of these regions in `year` (default: this one), by name; in one query."""
    statement = (
        select(RegionMembership.container_code, Region)
        .join(Region, col(Region.code) == col(RegionMembership.member_code))
        .where(
            col(RegionMembership.container_code).in_(container_codes),
            Region.category == RegionCategory.MUNICIPALITY,
            _valid(RegionMembership, year),
            _valid(Region, year),
        )
        .order_by(col(getattr(Region, f"name_{language}")))
    )
    found: dict[str, list[RegionName]] = {code: [] for code in container_codes}
    for container, municipality in session.exec(statement):
        found[container].append(_name(municipality, language))
    return {container: tuple(names) for container, names in found.items()}


def counties(session: Session, year: int | None = None) -> list[Region]:
    """The wellbeing services counties of `year` (default: this one), by their Finnish names."""
    return _of_category(session, RegionCategory.COUNTY, year)


def region_codes(session: Session) -> frozenset[str]:
    """The codes of all regions, valid or not."""
    return frozenset(session.exec(select(Region.code)))


def region_names(session: Session, codes: Sequence[str], language: Language) -> tuple[RegionName, ...]:
    """The regions' names in `language`, in the order asked; codes that nobody knows are left out."""
    found = {item.code: item for item in session.exec(select(Region).where(col(Region.code).in_(codes)))}
    return tuple(_name(found[code], language) for code in codes if code in found)


def default_comparison(session: Session, region_code: str, year: int) -> list[str]:
    """What a report compares with unless told otherwise: the county (before counties, the region), the country."""
    around = [item.code for item in containers(session, region_code, year) if item.code != COUNTRY]
    return [*around[:1], COUNTRY]


def county_organisation_ids(session: Session, region_code: str) -> frozenset[int]:
    """The organisations of the wellbeing services counties that this region lies in now."""
    codes = [item.code for item in containers(session, region_code) if item.category == RegionCategory.COUNTY]
    found = session.exec(select(Organisation.id).where(col(Organisation.region_code).in_(codes)))
    return frozenset(id_ for id_ in found if id_ is not None)


def _of_category(session: Session, category: RegionCategory, year: int | None) -> list[Region]:
    statement = select(Region).where(Region.category == category, _valid(Region, year))
    return list(session.exec(statement.order_by(col(Region.name_fi))))


def _valid(table: type[Region] | type[RegionMembership], year: int | None) -> Any:
    year = year or today().year
    return and_(col(table.valid_from) <= year, or_(col(table.valid_to).is_(None), col(table.valid_to) >= year))


def _name(found: Region, language: Language) -> RegionName:
    return RegionName(found.code, getattr(found, f"name_{language}"), getattr(found, f"short_{language}"))
