"""Who may do what: the vocabulary of rights, what each role holds, and one question, `can`.

Pure. Pages receive the answers as booleans; templates never name a role.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.i18n.messages import N_


class Permission(StrEnum):
    ORGANISATION_READ = "organisation:read"
    ORGANISATION_BRAND = "organisation:brand"
    REPORT_READ = "report:read"
    REPORT_CREATE = "report:create"
    REPORT_MANAGE = "report:manage"
    SECTION_COMMENT = "section:comment"
    SECTION_SUGGEST = "section:suggest"
    SECTION_WRITE = "section:write"
    SECTION_ACCEPT = "section:accept"
    DRAFT_EXPORT = "draft:export"
    EDITION_READ = "edition:read"
    EDITION_SEND = "edition:send"
    EDITION_PUBLISH = "edition:publish"
    DECISION_RECORD = "decision:record"
    INDICATORS_REFRESH = "indicators:refresh"
    FIGURES_WRITE = "figures:write"
    FIGURES_CLEAR = "figures:clear"
    FIGURES_COLLECT = "figures:collect"
    PACKAGES_MANAGE = "packages:manage"
    TOKENS_MANAGE = "tokens:manage"
    FEEDBACK_ANSWER = "feedback:answer"
    PEOPLE_MANAGE = "people:manage"
    SYSTEM_ADMINISTER = "system:administer"


class Role(StrEnum):
    AUTHOR = "author"
    EXPERT = "expert"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    APPROVER = "approver"
    READER = "reader"
    REGIONAL_COORDINATOR = "regional-coordinator"
    ORGANISATION_ADMIN = "organisation-admin"
    SYSTEM_ADMIN = "system-admin"


ROLE_NAMES: dict[Role, str] = {
    Role.AUTHOR: N_("Author"),
    Role.EXPERT: N_("Expert (comments and suggests)"),
    Role.REVIEWER: N_("Reviewer"),
    Role.COORDINATOR: N_("Welfare coordinator"),
    Role.APPROVER: N_("Board secretary"),
    Role.READER: N_("Council member"),
    Role.REGIONAL_COORDINATOR: N_("Regional coordinator"),
    Role.ORGANISATION_ADMIN: N_("Organisation administrator"),
    Role.SYSTEM_ADMIN: N_("System administrator"),
}

_P = Permission
_READING = frozenset({_P.ORGANISATION_READ, _P.REPORT_READ, _P.EDITION_READ, _P.DRAFT_EXPORT})
_REMARKS = frozenset({_P.SECTION_COMMENT, _P.SECTION_SUGGEST})
_UPKEEP = frozenset({_P.ORGANISATION_READ, _P.ORGANISATION_BRAND, _P.PEOPLE_MANAGE, _P.INDICATORS_REFRESH})

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({_P.ORGANISATION_READ, _P.EDITION_READ}),
    Role.REVIEWER: frozenset({_P.ORGANISATION_READ, _P.EDITION_READ}),
    Role.REGIONAL_COORDINATOR: frozenset({_P.ORGANISATION_READ, _P.REPORT_READ, _P.EDITION_READ, _P.SECTION_COMMENT}),
    Role.AUTHOR: _READING | _REMARKS | {_P.SECTION_WRITE, _P.FIGURES_WRITE},
    Role.EXPERT: _READING | _REMARKS,
    Role.APPROVER: _READING | {_P.SECTION_COMMENT, _P.DECISION_RECORD},
    Role.COORDINATOR: _READING
    | _REMARKS
    | {
        _P.REPORT_CREATE,
        _P.REPORT_MANAGE,
        _P.SECTION_WRITE,
        _P.SECTION_ACCEPT,
        _P.EDITION_SEND,
        _P.EDITION_PUBLISH,
        _P.DECISION_RECORD,
        _P.INDICATORS_REFRESH,
        _P.FIGURES_WRITE,
        _P.FIGURES_CLEAR,
        _P.FIGURES_COLLECT,
        _P.PACKAGES_MANAGE,
        _P.TOKENS_MANAGE,
        _P.FEEDBACK_ANSWER,
        _P.ORGANISATION_BRAND,
        _P.PEOPLE_MANAGE,
    },
    Role.ORGANISATION_ADMIN: _UPKEEP | {_P.TOKENS_MANAGE, _P.FEEDBACK_ANSWER},
    Role.SYSTEM_ADMIN: _UPKEEP | {_P.SYSTEM_ADMINISTER},
}

DENIALS: dict[Permission, str] = {
    _P.ORGANISATION_READ: N_("You have no role in this organisation."),
    _P.ORGANISATION_BRAND: N_("Only the welfare coordinator or an administrator changes the look of reports."),
    _P.REPORT_READ: N_("You may not read this report while it is being written."),
    _P.REPORT_CREATE: N_("Only a welfare coordinator starts a report."),
    _P.REPORT_MANAGE: N_("Only the welfare coordinator changes owners, dates and settings."),
    _P.SECTION_COMMENT: N_("You may read this section but not comment on it."),
    _P.SECTION_SUGGEST: N_("You may read this section but not suggest changes to it."),
    _P.SECTION_WRITE: N_("You may read this section but not write in it."),
    _P.SECTION_ACCEPT: N_("Only the welfare coordinator accepts or returns a section."),
    _P.DRAFT_EXPORT: N_("You may not download drafts of this report."),
    _P.EDITION_READ: N_("You may not read the editions of this report."),
    _P.EDITION_SEND: N_("Only the welfare coordinator sends the report to decision."),
    _P.EDITION_PUBLISH: N_("Only the welfare coordinator publishes the report."),
    _P.DECISION_RECORD: N_("Only the board secretary or the welfare coordinator records decisions."),
    _P.INDICATORS_REFRESH: N_("You may not refresh the indicators."),
    _P.FIGURES_WRITE: N_("You may not enter figures of this organisation."),
    _P.FIGURES_CLEAR: N_("Only the welfare coordinator lets small numbers be published."),
    _P.FIGURES_COLLECT: N_("Only the welfare coordinator collects figures from several municipalities."),
    _P.PACKAGES_MANAGE: N_("Only the welfare coordinator puts indicator packages together."),
    _P.TOKENS_MANAGE: N_("Only the welfare coordinator or the organisation's administrator makes read tokens."),
    _P.FEEDBACK_ANSWER: N_("Only the welfare coordinator or the organisation's administrator answers readers."),
    _P.PEOPLE_MANAGE: N_("You may not manage people."),
    _P.SYSTEM_ADMINISTER: N_("Only a system administrator may do this."),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is about. `county_ids` are the organisations whose coordinators see this one."""

    organisation_id: int | None = None
    county_ids: frozenset[int] = frozenset()
    report_id: int | None = None
    section_id: int | None = None


SYSTEM = Scope()


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held on an organisation, or on one report or section in it; on nothing: everywhere."""

    role: Role
    organisation_id: int | None = None
    report_id: int | None = None
    section_id: int | None = None

    def covers(self, scope: Scope) -> bool:
        if self.organisation_id is None:
            return self.role is Role.SYSTEM_ADMIN
        if self.role is Role.REGIONAL_COORDINATOR and self.organisation_id in scope.county_ids:
            return True
        return (
            self.organisation_id == scope.organisation_id
            and self.report_id in (None, scope.report_id)
            and self.section_id in (None, scope.section_id)
        )

    def lies_in(self, scope: Scope) -> bool:
        """Is it a role on a part of `scope`: on a report of this organisation, on a section of this report?"""
        return (
            self.organisation_id is not None
            and self.organisation_id == scope.organisation_id
            and scope.report_id in (None, self.report_id)
            and scope.section_id in (None, self.section_id)
        )


def permissions_of(holdings: Iterable[Holding], scope: Scope) -> frozenset[Permission]:
    """Everything the holder may do to `scope`.

    Whoever has a role on a part may see the whole it stands in, and those who write a part may remark on the others.
    """
    seeing = {_P.ORGANISATION_READ} if scope.report_id is None else {_P.ORGANISATION_READ, _P.REPORT_READ, *_REMARKS}
    held: set[Permission] = set()
    for holding in holdings:
        if holding.covers(scope):
            held |= ROLE_PERMISSIONS[holding.role]
        elif holding.lies_in(scope):
            held |= ROLE_PERMISSIONS[holding.role] & seeing
    return frozenset(held)


def can(holdings: Iterable[Holding], permission: Permission, scope: Scope) -> bool:
    """May the holder do this to `scope`?"""
    return permission in permissions_of(holdings, scope)
