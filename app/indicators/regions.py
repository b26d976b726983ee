"""The regions that figures may be of, with all their names, as sources need them for recognising them."""

from sqlmodel import Session, select

from app.indicators.sources import KnownRegion, Regions
from app.organisations.models import Region


def known_regions(session: Session) -> Regions:
    """Every region, valid or not, by code."""
    return {region.code: _known(region) for region in session.exec(select(Region))}


def _known(region: Region) -> KnownRegion:
    names = frozenset(
        name.casefold()
        for language in ("fi", "sv", "en")
        for name in (getattr(region, f"name_{language}"), getattr(region, f"short_{language}"))
    )
    return KnownRegion(region.code, names, region.valid_from, region.valid_to)
