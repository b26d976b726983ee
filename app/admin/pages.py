"""Pages of the first run and of system upkeep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.passwords import MIN_LENGTH
from app.accounts.queries import all_users, holdings_of, users_by_id
from app.admin.first_run import LANGUAGE_CHOICES, FirstRunForm, municipality_options
from app.admin.queries import all_organisations
from app.audit.models import AuditEntry
from app.audit.queries import entries
from app.i18n import N_, current_language, gettext
from app.organisations.queries import counties, municipalities, region_names
from app.permissions import ROLE_NAMES, Holding
from app.report_templates.loader import load_all
from app.web.templating import Page

LANGUAGES_NAMED = {
    "fi": N_("Finnish"),
    "sv": N_("Swedish"),
    "fi+sv": N_("Finnish and Swedish, written first in Finnish"),
    "sv+fi": N_("Finnish and Swedish, written first in Swedish"),
}
LOG_PAGE = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of report that can be started."""

    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class FirstRunPage(Page):
    template: ClassVar[str] = "admin/first_run.html"
    form: FirstRunForm
    municipalities: tuple[tuple[str, str], ...]
    templates: tuple[Choice, ...]
    languages_named: tuple[tuple[str, str], ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    least: int = MIN_LENGTH


def first_run_page(form: FirstRunForm, errors: Mapping[str, str] | None = None) -> FirstRunPage:
    """The form as typed, with what is wrong."""
    language = current_language.get()
    return FirstRunPage(
        form=form,
        municipalities=(("", gettext("Choose a municipality")), *municipality_options(language)),
        templates=tuple(
            Choice(key, template.titles.in_language(language), template.descriptions.in_language(language))
            for key, template in load_all().items()
        ),
        languages_named=tuple((key, gettext(LANGUAGES_NAMED[key])) for key in LANGUAGE_CHOICES),
        errors=errors or {},
    )


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    slug: str
    name: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class OrganisationsPage(Page):
    """Who uses this installation, and a form for one more."""

    template: ClassVar[str] = "admin/organisations.html"
    organisations: tuple[OrganisationRow, ...]
    regions: tuple[tuple[str, str], ...]
    chosen: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def organisations_page(
    session: Session, chosen: str = "", errors: Mapping[str, str] | None = None
) -> OrganisationsPage:
    """Every organisation by name; those that are not here yet can be chosen."""
    language = current_language.get()
    used = all_organisations(session)
    names = {name.code: name.name for name in region_names(session, [item.region_code for item in used], language)}
    free = [region for region in (*municipalities(session), *counties(session)) if region.code not in names]
    rows = [OrganisationRow(item.slug, names[item.region_code], item.is_example) for item in used]
    return OrganisationsPage(
        organisations=tuple(sorted(rows, key=lambda row: row.name)),
        regions=tuple((region.code, getattr(region, f"name_{language}")) for region in free),
        chosen=chosen,
        errors=errors or {},
    )


@dataclass(frozen=True, slots=True)
class UserRow:
    id: int
    name: str
    email: str
    roles: tuple[str, ...]
    is_closed: bool
    is_self: bool


@dataclass(frozen=True, slots=True)
class UsersPage(Page):
    """Everybody with an account."""

    template: ClassVar[str] = "admin/users.html"
    users: tuple[UserRow, ...]


def users_page(session: Session, own_id: int) -> UsersPage:
    """Everybody by name, with all their roles."""
    slugs = {item.id: item.slug for item in all_organisations(session)}
    return UsersPage(tuple(_user_row(session, user, own_id, slugs) for user in all_users(session)))


def _user_row(session: Session, user: User, own_id: int, slugs: Mapping[int | None, str]) -> UserRow:
    assert user.id is not None
    roles = tuple(_role_text(holding, slugs) for holding in holdings_of(session, user.id))
    return UserRow(user.id, user.name, user.email, roles, user.disabled_at is not None, user.id == own_id)


def _role_text(holding: Holding, slugs: Mapping[int | None, str]) -> str:
    name = gettext(ROLE_NAMES[holding.role])
    return f"{name} ({slugs[holding.organisation_id]})" if holding.organisation_id in slugs else name


@dataclass(frozen=True, slots=True)
class LogRow:
    at: datetime
    actor: str
    action: str
    organisation: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class LogPage(Page):
    """The audit log, newest first. `older` is the query of the next page; empty on the last."""

    template: ClassVar[str] = "admin/log.html"
    entries: tuple[LogRow, ...]
    organisations: tuple[tuple[str, str], ...]
    action: str
    organisation: str
    older: int | None


def log_page(session: Session, action: str, organisation: str, before: int | None) -> LogPage:
    """One page of the entries whose action begins with `action`, of one organisation or all."""
    ids = {item.slug: item.id for item in all_organisations(session)}
    found = entries(
        session,
        action=action,
        organisation_id=ids.get(organisation, 0) if organisation else None,
        before_id=before,
        limit=LOG_PAGE + 1,
    )
    shown = found[:LOG_PAGE]
    actors = users_by_id(session, (entry.actor_id for entry in shown if entry.actor_id is not None))
    slugs = {id_: slug for slug, id_ in ids.items()}
    return LogPage(
        entries=tuple(_log_row(entry, actors, slugs) for entry in shown),
        organisations=(("", gettext("All organisations")), *((slug, slug) for slug in sorted(ids))),
        action=action,
        organisation=organisation,
        older=shown[-1].id if len(found) > LOG_PAGE else None,
    )


def _log_row(entry: AuditEntry, actors: Mapping[int, User], slugs: Mapping[int | None, str]) -> LogRow:
    actor = actors.get(entry.actor_id or 0)
    return LogRow(
        at=entry.at,
        actor=actor.name if actor else gettext("The system"),
        action=entry.action,
        organisation=slugs.get(entry.organisation_id, ""),
        subject=f"{entry.subject_type} {entry.subject_id}",
        detail=", ".join(f"{name}: {value}" for name, value in entry.detail.items() if value not in (None, "")),
    )
