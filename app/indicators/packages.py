"""Indicator packages: the YAML files of /report_templates/packages, and those that organisations put together."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field
from sqlmodel import Session, and_, col, or_, select

from app.blocks.base import PackageContent
from app.clock import today
from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.content import IndicatorKey, Strict, Titles, read_yaml
from app.indicators.errors import ContentInvalid, UnknownPackage
from app.indicators.models import OwnPackage
from app.organisations.models import Organisation, RegionMembership

PACKAGES_DIR = Path(__file__).resolve().parents[2] / "report_templates" / "packages"
MINIMUM_CONTENT = "thl_minimum"


class Package(Strict):
    """Indicators that belong together in a report, in row order.

    `unresolved` are titles that belong here but whose id nobody has confirmed: shown as such, never guessed.
    """

    key: str = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)
    titles: Titles
    valid_from: int
    valid_to: int | None = None
    indicators: tuple[IndicatorKey, ...] = Field(min_length=1)
    unresolved: tuple[str, ...] = ()


@cache
def load_packages(folder: Path = PACKAGES_DIR) -> dict[str, Package]:
    """All packages by key. Raises ContentInvalid, naming file, place and reason."""
    packages = {}
    for path in sorted(folder.glob("*.yaml")):
        found = read_yaml(path, Package)
        _check(path, found)
        packages[found.key] = found
    return packages


def package(key: str) -> Package:
    """The package of this key. Raises UnknownPackage."""
    packages = load_packages()
    if key not in packages:
        raise UnknownPackage(key=key)
    return packages[key]


def packages_for(
    session: Session, organisation: Organisation, year: int, language: Language
) -> Mapping[str, PackageContent]:
    """Every package that a report of this organisation may name, by key: the product's, its own, its county's.

    Those of other years are there too, for tables that already name them, but are not offered.
    """
    ours = {
        key: PackageContent(
            item.titles.in_language(language),
            item.indicators,
            item.unresolved,
            offered=is_valid(item.valid_from, item.valid_to, year),
        )
        for key, item in load_packages().items()
    }
    own = {
        item.key: PackageContent(
            getattr(item, f"title_{language}"),
            tuple(item.indicators),
            offered=is_valid(item.valid_from, item.valid_to, year),
        )
        for item in own_packages(session, organisation)
    }
    return ours | own


def year_of_packages(assessed_to: int) -> int:
    """A report is written in the year after the one that it assesses last: that year's packages are meant."""
    return assessed_to + 1


def is_valid(valid_from: int, valid_to: int | None, year: int) -> bool:
    return valid_from <= year and (valid_to is None or year <= valid_to)


def own_packages(session: Session, organisation: Organisation) -> list[OwnPackage]:
    """The packages of the organisation and of the county it lies in now, its own first, each by age."""
    year = today().year
    counties = (
        select(Organisation.id)
        .join(RegionMembership, col(RegionMembership.container_code) == col(Organisation.region_code))
        .where(
            RegionMembership.member_code == organisation.region_code,
            and_(
                col(RegionMembership.valid_from) <= year,
                or_(col(RegionMembership.valid_to).is_(None), col(RegionMembership.valid_to) >= year),
            ),
        )
    )
    seen = or_(OwnPackage.organisation_id == organisation.id, col(OwnPackage.organisation_id).in_(counties))
    is_foreign = col(OwnPackage.organisation_id) != organisation.id
    return list(session.exec(select(OwnPackage).where(seen).order_by(is_foreign, col(OwnPackage.id))))


def _check(path: Path, found: Package) -> None:
    if found.key != path.stem:
        raise ContentInvalid(file=path.name, place="key", reason=f"the file is called {path.stem}, the key {found.key}")
    known = catalogue().indicators
    for position, key in enumerate(found.indicators):
        place = f"indicators.{position}"
        if key not in known:
            raise ContentInvalid(file=path.name, place=place, reason=f"{key} is not in the catalogue")
        if key in found.indicators[:position]:
            raise ContentInvalid(file=path.name, place=place, reason=f"{key} is named twice")
