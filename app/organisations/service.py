"""Loading the reference data, and taking organisations into use."""

from sqlmodel import Session, delete, insert, select

from app.audit.service import record
from app.organisations.errors import OrganisationExists, UnknownRegion
from app.organisations.models import Organisation, Region, RegionCategory, RegionMembership, RegionSuccession
from app.organisations.queries import organisation_of_region, region
from app.organisations.reference import membership_rows, region_rows, succession_rows

TENANT_CATEGORIES = frozenset({RegionCategory.MUNICIPALITY, RegionCategory.COUNTY})
_PLAIN_LETTERS = str.maketrans("äöå", "aoa")


def load_regions(session: Session) -> None:
    """Bring the regions, their memberships and successions to what the product's own data says.

    Running it again changes nothing.
    """
    held = {item.code: item for item in session.exec(select(Region))}
    for row in region_rows():
        if row["code"] in held:
            held[row["code"]].sqlmodel_update(dict(row))
    session.flush()
    if new := [row for row in region_rows() if row["code"] not in held]:
        session.execute(insert(Region), new)
    session.exec(delete(RegionMembership))
    session.execute(insert(RegionMembership), membership_rows())
    session.exec(delete(RegionSuccession))
    session.execute(insert(RegionSuccession), succession_rows())


def create_organisation(
    session: Session, actor_id: int | None, region_code: str, *, is_example: bool = False
) -> Organisation:
    """Let the municipality or county of `region_code` use the service. `is_example`: made by the demo."""
    found = region(session, region_code)
    if found is None or found.category not in TENANT_CATEGORIES:
        raise UnknownRegion(code=region_code)
    if organisation_of_region(session, region_code) is not None:
        raise OrganisationExists(name=found.name_fi)
    organisation = Organisation(slug=slug_of(found.name_fi), region_code=region_code, is_example=is_example)
    session.add(organisation)
    session.flush()
    assert organisation.id is not None
    record(
        session,
        "organisation:create",
        actor_id=actor_id,
        subject_type="organisation",
        subject_id=organisation.id,
        organisation_id=organisation.id,
        region=region_code,
    )
    return organisation


def slug_of(name: str) -> str:
    """The part of addresses that names an organisation: "Keski-Pohjanmaan hyvinvointialue" with hyphens, ä as a."""
    words = name.lower().translate(_PLAIN_LETTERS).replace("-", " ").split()
    return "-".join(words)
