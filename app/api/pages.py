"""The page that explains the interface to people, and that of an organisation's read tokens."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.api.forms import TokenForm
from app.api.queries import TokenRow, tokens_of
from app.api.service import LONGEST_DAYS
from app.clock import today
from app.i18n import N_, current_language, gettext
from app.organisations.queries import region_names
from app.web.templating import Page

USUAL_DAYS = 180
FIRST = "/api/v1/organisations"
PROBLEM_WORDS: dict[int, str] = {
    401: N_("The read token is missing, not known, or has ended. Only drafts need one."),
    404: N_("There is nothing at this address, or nothing that you may see: the two are told apart by nobody."),
    405: N_("The interface only reads: GET and HEAD."),
    422: N_("A parameter is out of its bounds; `errors` names it."),
    429: N_("Too many requests. Wait as long as Retry-After says, and send If-None-Match."),
    500: N_("Something failed on our side. Tell us the `code`: it finds the request in our log."),
    503: N_("The service is busy. Try again in a moment."),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked, with a line that asks it and an answer cut short."""

    anchor: str
    summary: str
    description: str
    request: str
    command: str
    example: str
    needs_token: bool


@dataclass(frozen=True, slots=True)
class InterfacePage(Page):
    """What can be asked, and how."""

    template: ClassVar[str] = "api/interface.html"
    first_command: str
    again_command: str
    published: tuple[Operation, ...]
    drafts: tuple[Operation, ...]
    problems: tuple[tuple[int, str], ...]
    version: str


@dataclass(frozen=True, slots=True)
class ListedToken:
    """A token in the list. `state` is a word, `kind` its colour's."""

    id: int
    name: str
    created_by: str
    created_at: datetime
    expires_on: date
    last_used_at: datetime | None
    state: str
    kind: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class TokensPage(Page):
    """An organisation's read tokens; `made` is one that was just made, with its secret: shown this once."""

    template: ClassVar[str] = "api/tokens.html"
    slug: str
    organisation_name: str
    tokens: tuple[ListedToken, ...]
    form: TokenForm
    first_day: str
    last_day: str
    command: str
    errors: Mapping[str, str] = field(default_factory=dict)
    made_name: str = ""
    secret: str = ""


def interface_page(site: str, document: Mapping[str, Any]) -> InterfacePage:
    """The page from the OpenAPI document, in the reader's language."""
    operations = [
        _operation(site, path, operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
    return InterfacePage(
        first_command=f"curl {site}{FIRST}",
        again_command=f"curl -H 'If-None-Match: \"…\"' {site}{FIRST}",
        published=tuple(one for one in operations if not one.needs_token),
        drafts=tuple(one for one in operations if one.needs_token),
        problems=tuple((status, gettext(words)) for status, words in PROBLEM_WORDS.items()),
        version=document["info"]["version"],
    )


def tokens_page(
    session: Session,
    access: OrganisationAccess,
    site: str,
    *,
    form: TokenForm | None = None,
    errors: Mapping[str, str] | None = None,
    made_name: str = "",
    secret: str = "",
) -> TokensPage:
    """The page as it is now."""
    organisation = access.organisation
    assert organisation.id is not None
    return TokensPage(
        slug=organisation.slug,
        organisation_name=region_names(session, [organisation.region_code], current_language.get())[0].name,
        tokens=tuple(_listed(row) for row in tokens_of(session, organisation.id)),
        form=form or TokenForm(expires_on=(today() + timedelta(days=USUAL_DAYS)).isoformat()),
        first_day=today().isoformat(),
        last_day=(today() + timedelta(days=LONGEST_DAYS)).isoformat(),
        command=f"curl -H 'Authorization: Bearer {secret}' {site}/api/v1/drafts",
        errors=errors or {},
        made_name=made_name,
        secret=secret,
    )


def _operation(site: str, path: str, operation: Mapping[str, Any]) -> Operation:
    """An operation with a line that can be pasted into a terminal."""
    filled, summary, description = path, operation["summary"], operation["description"]
    for parameter in operation.get("parameters", ()):
        filled = filled.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    needs_token = "security" in operation
    token = "-H 'Authorization: Bearer hvk_…' " if needs_token else ""
    content = operation["responses"]["200"]["content"]["application/json"]["example"]
    return Operation(
        anchor=operation["operationId"].replace("_", "-"),
        summary=gettext(summary),
        description=gettext(description),
        request=f"GET {path}",
        command=f"curl {token}{site}{filled}",
        example=json.dumps(content, ensure_ascii=False, indent=2),
        needs_token=needs_token,
    )


def _listed(row: TokenRow) -> ListedToken:
    if row.revoked_at is not None:
        state, kind = gettext("revoked"), "neutral"
    elif row.expires_on < today():
        state, kind = gettext("has ended"), "neutral"
    else:
        state, kind = gettext("in force"), "success"
    return ListedToken(
        id=row.id,
        name=row.name,
        created_by=row.created_by,
        created_at=row.created_at,
        expires_on=row.expires_on,
        last_used_at=row.last_used_at,
        state=state,
        kind=kind,
        is_open=kind == "success",
    )
