"""The verbs on own packages."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, or_, select

from app.audit.service import record
from app.catalogue.errors import IndicatorUnknown, LastIndicator, PackageFull, PackageInUse
from app.catalogue.package_form import PackageFacts
from app.clock import now, today
from app.indicators.catalogue import catalogue
from app.indicators.models import Indicator, OwnPackage
from app.organisations.models import Organisation
from app.reports.used_indicators import reports_naming

MOST_INDICATORS = 60


def create_package(
    session: Session, actor_id: int, organisation: Organisation, facts: PackageFacts, indicators: Sequence[str]
) -> OwnPackage:
    """Put a package together from these indicators, in this order. Its key is no other package's."""
    assert organisation.id is not None
    newest = session.exec(select(func.max(OwnPackage.id))).one() or 0
    package = OwnPackage(
        organisation_id=organisation.id,
        key=f"own-{organisation.id}-{newest + 1}",
        title_fi="",
        title_sv="",
        title_en="",
        indicators=list(dict.fromkeys(indicators))[:MOST_INDICATORS],
        valid_from=0,
        updated_at=now(),
    )
    _apply(package, facts)
    _keep(session, actor_id, package, "package:create")
    return package


def change_package(session: Session, actor_id: int, package: OwnPackage, facts: PackageFacts) -> None:
    """Give the package these names and years."""
    _apply(package, facts)
    _keep(session, actor_id, package, "package:change")


def add_indicator(session: Session, actor_id: int, package: OwnPackage, key: str) -> None:
    """Put the indicator last; one that is there already stays where it is."""
    if key in package.indicators:
        return
    if len(package.indicators) >= MOST_INDICATORS:
        raise PackageFull(most=MOST_INDICATORS)
    if not _is_known(session, key, package.organisation_id):
        raise IndicatorUnknown
    package.indicators = [*package.indicators, key]
    _keep(session, actor_id, package, "package:add-indicator", indicator=key)


def remove_indicator(session: Session, actor_id: int, package: OwnPackage, key: str) -> None:
    """Take the indicator out of the package."""
    if key not in package.indicators:
        return
    if len(package.indicators) == 1:
        raise LastIndicator
    package.indicators = [held for held in package.indicators if held != key]
    _keep(session, actor_id, package, "package:remove-indicator", indicator=key)


def move_indicator(session: Session, actor_id: int, package: OwnPackage, key: str, by: int) -> None:
    """Move the indicator `by` places down, or up where negative; at either end it stays."""
    if key not in package.indicators:
        return
    order = [held for held in package.indicators if held != key]
    order.insert(max(package.indicators.index(key) + by, 0), key)
    if order != package.indicators:
        package.indicators = order
        _keep(session, actor_id, package, "package:move-indicator", indicator=key)


def retire_package(session: Session, actor_id: int, package: OwnPackage) -> None:
    """Offer the package no more from this year on; the tables that name it keep their rows."""
    package.valid_to = today().year - 1
    _keep(session, actor_id, package, "package:retire")


def delete_package(session: Session, actor_id: int, package: OwnPackage) -> None:
    """Delete a package that no text names. Raises PackageInUse."""
    if reports_naming(session, package.key):
        raise PackageInUse
    session.delete(package)
    _record(session, actor_id, package, "package:delete")


def _is_known(session: Session, key: str, organisation_id: int) -> bool:
    if key in catalogue().indicators:
        return True
    seen = or_(col(Indicator.organisation_id).is_(None), col(Indicator.organisation_id) == organisation_id)
    return session.exec(select(Indicator.key).where(Indicator.key == key, seen)).first() is not None


def _apply(package: OwnPackage, facts: PackageFacts) -> None:
    package.title_fi, package.title_sv, package.title_en = facts.titles
    package.valid_from, package.valid_to = facts.valid_from, facts.valid_to


def _keep(session: Session, actor_id: int, package: OwnPackage, action: str, **detail: str) -> None:
    package.updated_by, package.updated_at = actor_id, now()
    session.add(package)
    session.flush()
    _record(session, actor_id, package, action, **detail)


def _record(session: Session, actor_id: int, package: OwnPackage, action: str, **detail: str) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="package",
        subject_id=package.key,
        organisation_id=package.organisation_id,
        **detail,
    )
