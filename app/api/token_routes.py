"""An organisation's read tokens on the desk: made, looked at, revoked."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from app.accounts.guards import OnOrganisation, OrganisationAccess
from app.api.deps import SiteDep
from app.api.forms import TokenForm
from app.api.pages import tokens_page
from app.api.service import make_token, revoke_token
from app.db import SessionDep
from app.errors import BadInput
from app.permissions import Permission
from app.web.htmx import redirect
from app.web.params import IdInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/read-tokens")

TokenOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.TOKENS_MANAGE))]


@router.get("")
def read_tokens(request: Request, access: TokenOrganisation, session: SessionDep, site: SiteDep) -> Response:
    """All of them, those that ended too."""
    return render(request, tokens_page(session, access, site))


@router.post("")
def create_read_token(
    request: Request,
    access: TokenOrganisation,
    session: SessionDep,
    site: SiteDep,
    form: Annotated[TokenForm, Form()],
) -> Response:
    """Make one. The page that answers shows it; nothing ever shows it again."""
    try:
        token, secret = make_token(
            session, access.person.id, access.organisation, name=form.name, expires_on=form.last_day
        )
    except BadInput as error:
        page = tokens_page(session, access, site, form=form, errors=error.field_errors)
        return render(request, page, status=error.status)
    return render(request, tokens_page(session, access, site, made_name=token.name, secret=secret))


@router.post("/{token_id}/revocation")
def revoke_read_token(request: Request, access: TokenOrganisation, session: SessionDep, token_id: IdInPath) -> Response:
    """End one at once."""
    revoke_token(session, access.person.id, access.organisation, token_id)
    return redirect(request, f"/{access.organisation.slug}/read-tokens")
