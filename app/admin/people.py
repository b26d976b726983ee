"""The page of an organisation's people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.accounts.models import Grant, User
from app.accounts.queries import grants_in
from app.accounts.service import LINK_HOURS
from app.admin.forms import InviteForm
from app.admin.service import roles_to_give
from app.config import get_settings
from app.i18n import current_language, gettext
from app.organisations.queries import region_names
from app.permissions import ROLE_NAMES, Role
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of one person here. `is_partial`: on one report or section only."""

    grant_id: int
    name: str
    is_partial: bool
    may_take: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person and their roles here. `has_password` is false until they have used their link."""

    id: int
    name: str
    email: str
    roles: tuple[HeldRole, ...]
    is_closed: bool
    is_self: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class HandedLink:
    """A link to set a password, shown once so that it can be handed over."""

    name: str
    address: str
    hours: int = LINK_HOURS


@dataclass(frozen=True, slots=True)
class PeoplePage(Page):
    """An organisation's people, with the form to invite more."""

    template: ClassVar[str] = "admin/people.html"
    slug: str
    organisation_name: str
    people: tuple[PersonRow, ...]
    roles: tuple[tuple[str, str], ...]
    form: InviteForm
    errors: Mapping[str, str] = field(default_factory=dict)
    link: HandedLink | None = None
    added: str = ""


def people_page(
    session: Session,
    access: OrganisationAccess,
    *,
    form: InviteForm | None = None,
    errors: Mapping[str, str] | None = None,
    link: HandedLink | None = None,
    added: str = "",
) -> PeoplePage:
    """The page as `access.person` may use it. `added`: the name of somebody who just got a role."""
    organisation = access.organisation
    assert organisation.id is not None
    giving = roles_to_give(access.person)
    holders = groupby(grants_in(session, organisation.id), key=lambda pair: pair[1].id)
    return PeoplePage(
        slug=organisation.slug,
        organisation_name=region_names(session, [organisation.region_code], current_language.get())[0].name,
        people=tuple(_row(list(pairs), access.person.id, giving) for _, pairs in holders),
        roles=tuple((role.value, gettext(ROLE_NAMES[role])) for role in giving),
        form=form or InviteForm(role=Role.AUTHOR),
        errors=errors or {},
        link=link,
        added=added,
    )


def handed_link(user: User, token: str) -> HandedLink:
    """The whole address; its host is ours by setting, never the request's."""
    return HandedLink(user.name, f"{get_settings().base_url.rstrip('/')}/set-password/{token}")


def _row(pairs: Sequence[tuple[Grant, User]], own_id: int, giving: Sequence[Role]) -> PersonRow:
    user = pairs[0][1]
    assert user.id is not None
    return PersonRow(
        id=user.id,
        name=user.name,
        email=user.email,
        roles=tuple(_held(given, () if user.id == own_id else giving) for given, _ in pairs),
        is_closed=user.disabled_at is not None,
        is_self=user.id == own_id,
        has_password=bool(user.password_hash),
    )


def _held(given: Grant, giving: Sequence[Role]) -> HeldRole:
    assert given.id is not None
    role = Role(given.role)
    return HeldRole(
        grant_id=given.id,
        name=gettext(ROLE_NAMES[role]),
        is_partial=given.report_id is not None or given.section_id is not None,
        may_take=role in giving,
    )
