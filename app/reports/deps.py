"""Guards on a report: found among what the person may see (else 404), then the right (else 403)."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from app.accounts.guards import CurrentPerson, Person, deny, place_on_desk, scope_of
from app.db import SessionDep
from app.errors import NotFound, SignInNeeded
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.permissions import Permission, Scope, permissions_of
from app.reports.models import Report
from app.reports.queries import report_by_slug
from app.web.guards import Guard
from app.web.params import SlugInPath
from app.web.place import set_place


@dataclass(frozen=True, slots=True)
class ReportAccess:
    """A report that the person may see, and what they may do with it."""

    organisation: Organisation
    report: Report
    person: Person
    scope: Scope
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def report_id(self) -> int:
        assert self.report.id is not None
        return self.report.id

    @property
    def path(self) -> str:
        """The report's address on the desk."""
        return f"/{self.organisation.slug}/{self.report.slug}"


class OnReport(Guard):
    """A right on the report that the address names as `organisation` and `report`.

    Whoever holds no right at all on the report is told that there is nothing here.
    """

    def __init__(self, permission: Permission) -> None:
        self.permission: Permission = permission

    def __call__(
        self,
        request: Request,
        organisation: SlugInPath,
        report: SlugInPath,
        person: CurrentPerson,
        session: SessionDep,
    ) -> ReportAccess:
        if person is None:
            raise SignInNeeded
        access = find_report(session, person, organisation, report)
        if access is None:
            raise NotFound
        set_place(request, place_on_desk(access.organisation))
        if self.permission not in access.permissions:
            raise deny(self.permission)
        return access


def find_report(session: SessionDep, person: Person, organisation_slug: str, report_slug: str) -> ReportAccess | None:
    """The report, unless it does not exist or this person may see nothing of it."""
    organisation = organisation_by_slug(session, organisation_slug)
    if organisation is None or organisation.id is None:
        return None
    report = report_by_slug(session, organisation.id, report_slug)
    if report is None:
        return None
    scope = replace(scope_of(session, organisation, person), report_id=report.id)
    held = permissions_of(person.holdings, scope)
    if not held & {Permission.REPORT_READ, Permission.EDITION_READ}:
        return None
    return ReportAccess(organisation, report, person, scope, held)


ReadableReport = Annotated[ReportAccess, Depends(OnReport(Permission.REPORT_READ))]
ManagedReport = Annotated[ReportAccess, Depends(OnReport(Permission.REPORT_MANAGE))]
WritableReport = Annotated[ReportAccess, Depends(OnReport(Permission.SECTION_WRITE))]
AcceptableReport = Annotated[ReportAccess, Depends(OnReport(Permission.SECTION_ACCEPT))]
ExportableReport = Annotated[ReportAccess, Depends(OnReport(Permission.DRAFT_EXPORT))]
EditionedReport = Annotated[ReportAccess, Depends(OnReport(Permission.EDITION_READ))]
SendableReport = Annotated[ReportAccess, Depends(OnReport(Permission.EDITION_SEND))]
PublishableReport = Annotated[ReportAccess, Depends(OnReport(Permission.EDITION_PUBLISH))]
DecidableReport = Annotated[ReportAccess, Depends(OnReport(Permission.DECISION_RECORD))]
