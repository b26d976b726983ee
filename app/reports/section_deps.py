"""Guards on a section of a report: found in what the person may see (else 404), then the right (else 403)."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from app.accounts.guards import CurrentPerson, Person, deny, place_on_desk
from app.db import SessionDep
from app.errors import NotFound, SignInNeeded
from app.permissions import Permission, permissions_of
from app.reports.deps import ReportAccess, find_report
from app.sections.models import Section
from app.sections.queries import section_by_key
from app.web.guards import Guard
from app.web.params import KeyInPath, SlugInPath
from app.web.place import set_place


@dataclass(frozen=True, slots=True)
class SectionAccess:
    """A section of a report that the person may see, and what they may do with the section."""

    on_report: ReportAccess
    section: Section
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def section_id(self) -> int:
        assert self.section.id is not None
        return self.section.id

    @property
    def path(self) -> str:
        """The section's address on the desk."""
        return f"{self.on_report.path}/sections/{self.section.key}"


class OnSection(Guard):
    """A right on the section that the address names as `organisation`, `report` and `key`."""

    def __init__(self, permission: Permission) -> None:
        self.permission: Permission = permission

    def __call__(
        self,
        request: Request,
        organisation: SlugInPath,
        report: SlugInPath,
        key: KeyInPath,
        person: CurrentPerson,
        session: SessionDep,
    ) -> SectionAccess:
        if person is None:
            raise SignInNeeded
        access = find_section(session, person, organisation, report, key)
        if access is None:
            raise NotFound
        set_place(request, place_on_desk(access.on_report.organisation))
        if self.permission not in access.permissions:
            raise deny(self.permission)
        return access


def find_section(
    session: SessionDep, person: Person, organisation_slug: str, report_slug: str, key: str
) -> SectionAccess | None:
    """The section, unless it does not exist or this person may see nothing of its report."""
    on_report = find_report(session, person, organisation_slug, report_slug)
    section = section_by_key(session, on_report.report_id, key) if on_report else None
    if on_report is None or section is None:
        return None
    held = permissions_of(person.holdings, replace(on_report.scope, section_id=section.id))
    return SectionAccess(on_report, section, held | on_report.permissions)


ReadableSection = Annotated[SectionAccess, Depends(OnSection(Permission.REPORT_READ))]
CommentableSection = Annotated[SectionAccess, Depends(OnSection(Permission.SECTION_COMMENT))]
WritableSection = Annotated[SectionAccess, Depends(OnSection(Permission.SECTION_WRITE))]
ManagedSection = Annotated[SectionAccess, Depends(OnSection(Permission.REPORT_MANAGE))]
AcceptableSection = Annotated[SectionAccess, Depends(OnSection(Permission.SECTION_ACCEPT))]
SuggestableSection = Annotated[SectionAccess, Depends(OnSection(Permission.SECTION_SUGGEST))]
