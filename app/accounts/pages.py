"""Pages of sign-in and of one's own account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import Person
from app.accounts.models import SignIn, User
from app.accounts.passwords import MIN_LENGTH
from app.accounts.queries import hash_token, sign_ins_of
from app.i18n import current_language
from app.organisations.queries import organisations_by_id, region_names
from app.permissions import ROLE_PERMISSIONS, SYSTEM, Holding, Permission, can
from app.web.templating import Page

LANGUAGE_NAMES = (("fi", "Suomi"), ("sv", "Svenska"), ("en", "English"))
HANDLE_LENGTH = 16

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SignInPage(Page):
    template: ClassVar[str] = "accounts/sign_in.html"
    email: str = ""
    next_path: str = "/"
    errors: Mapping[str, str] = field(default_factory=dict)
    password_was_set: bool = False


@dataclass(frozen=True, slots=True)
class SetPasswordPage(Page):
    template: ClassVar[str] = "accounts/set_password.html"
    name: str
    email: str
    errors: Mapping[str, str] = field(default_factory=dict)
    least: int = MIN_LENGTH


@dataclass(frozen=True, slots=True)
class Browser:
    """One signed-in browser. `name` is "Firefox, Linux", or empty when it does not tell."""

    handle: str
    name: str
    since: datetime
    last_seen: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class AccountPage(Page):
    template: ClassVar[str] = "accounts/account.html"
    email: str
    name: str
    language: str
    browsers: tuple[Browser, ...]
    managed: tuple[tuple[str, str], ...]
    is_administrator: bool
    saved: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    least: int = MIN_LENGTH
    language_names: tuple[tuple[str, str], ...] = LANGUAGE_NAMES


def account_page(
    session: Session,
    person: Person,
    token: str,
    *,
    name: str | None = None,
    language: str | None = None,
    errors: Mapping[str, str] | None = None,
    saved: str = "",
) -> AccountPage:
    """A person's own page; `name` and `language` as typed, when they could not be saved."""
    user = session.get_one(User, person.id)
    return AccountPage(
        email=user.email,
        name=user.name if name is None else name,
        language=user.language if language is None else language,
        browsers=tuple(_browser(item, token) for item in sign_ins_of(session, person.id)),
        managed=managed_organisations(session, person.holdings),
        is_administrator=can(person.holdings, Permission.SYSTEM_ADMINISTER, SYSTEM),
        saved=saved,
        errors=errors or {},
    )


def managed_organisations(session: Session, holdings: Iterable[Holding]) -> tuple[tuple[str, str], ...]:
    """Slug and name of the organisations whose people the holder manages by a role in them."""
    managing = {h.organisation_id for h in holdings if Permission.PEOPLE_MANAGE in ROLE_PERMISSIONS[h.role]}
    found = organisations_by_id(session, (id_ for id_ in managing if id_ is not None))
    names = region_names(session, [item.region_code for item in found], current_language.get())
    return tuple((item.slug, name.name) for item, name in zip(found, names, strict=True))


def _browser(item: SignIn, token: str) -> Browser:
    return Browser(
        handle=item.token_hash[:HANDLE_LENGTH],
        name=browser_name(item.user_agent),
        since=item.created_at,
        last_seen=item.last_seen_at,
        is_this=item.token_hash == hash_token(token),
    )


def browser_name(user_agent: str) -> str:
    """ "Firefox, Linux" from how a browser names itself; empty when nothing in it is known."""
    found = (next((name for mark, name in marks if mark in user_agent), None) for marks in (_BROWSERS, _SYSTEMS))
    return ", ".join(name for name in found if name)
