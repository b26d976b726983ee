"""The first run, system upkeep, and the people of an organisation."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.accounts.deps import AgentDep
from app.accounts.guards import ADMINISTRATOR, Administrator, ManagedOrganisation
from app.accounts.queries import user_count
from app.accounts.routes import hold_token
from app.accounts.sign_ins import open_sign_in
from app.admin import indicator_routes, service
from app.admin.first_run import FirstRunForm, proposed_form, start
from app.admin.forms import AccountStateForm, InviteForm, OrganisationForm, RoleForm
from app.admin.pages import first_run_page, log_page, organisations_page, users_page
from app.admin.people import handed_link, people_page
from app.db import DatabaseDep, SessionDep
from app.errors import BadInput, DomainError
from app.organisations.service import create_organisation
from app.web.guards import PUBLIC
from app.web.htmx import redirect
from app.web.params import ActionQuery, BeforeQuery, IdInPath, SlugQuery
from app.web.templating import render

router = APIRouter()
router.include_router(indicator_routes.router)


@router.get("/first-run", dependencies=[PUBLIC])
def show_first_run(request: Request, session: SessionDep) -> Response:
    if user_count(session):
        return redirect(request, "/sign-in")
    return render(request, first_run_page(proposed_form()))


@router.post("/first-run", dependencies=[PUBLIC])
def first_run(
    request: Request, form: Annotated[FirstRunForm, Form()], database: DatabaseDep, agent: AgentDep
) -> Response:
    try:
        started = start(database, form)
    except BadInput as error:
        return render(request, first_run_page(form, error.field_errors), status=422)
    token = open_sign_in(database, started.user, agent)
    return hold_token(redirect(request, f"/{started.organisation.slug}/{started.report.slug}"), token)


@router.get("/admin", dependencies=[ADMINISTRATOR])
def show_organisations(request: Request, session: SessionDep) -> Response:
    return render(request, organisations_page(session))


@router.post("/admin/organisations")
def add_organisation(
    request: Request, person: Administrator, form: Annotated[OrganisationForm, Form()], session: SessionDep
) -> Response:
    try:
        organisation = create_organisation(session, person.id, form.region)
    except DomainError as error:
        page = organisations_page(session, form.region, {"region": error.text})
        return render(request, page, status=error.status)
    return redirect(request, f"/{organisation.slug}/people")


@router.get("/admin/people")
def show_users(request: Request, person: Administrator, session: SessionDep) -> Response:
    return render(request, users_page(session, person.id))


@router.post("/admin/people/{user_id}/account")
def settle_user(
    request: Request,
    user_id: IdInPath,
    person: Administrator,
    form: Annotated[AccountStateForm, Form()],
    session: SessionDep,
) -> Response:
    service.settle_user(session, person, user_id, closed=form.closed)
    return redirect(request, "/admin/people")


@router.get("/admin/log", dependencies=[ADMINISTRATOR])
def show_log(
    request: Request,
    session: SessionDep,
    action: ActionQuery = "",
    organisation: SlugQuery = "",
    before: BeforeQuery = None,
) -> Response:
    return render(request, log_page(session, action, organisation, before))


@router.get("/{organisation}/people")
def show_people(request: Request, access: ManagedOrganisation, session: SessionDep) -> Response:
    return render(request, people_page(session, access))


@router.post("/{organisation}/people")
def invite(
    request: Request, access: ManagedOrganisation, form: Annotated[InviteForm, Form()], session: SessionDep
) -> Response:
    try:
        invited = service.invite(session, access.person, access.organisation, **form.model_dump())
    except BadInput as error:
        return render(request, people_page(session, access, form=form, errors=error.field_errors), status=422)
    link = handed_link(invited.user, invited.link_token) if invited.link_token else None
    return render(request, people_page(session, access, link=link, added=invited.user.name))


@router.post("/{organisation}/people/{user_id}/roles")
def give_role(
    request: Request,
    user_id: IdInPath,
    access: ManagedOrganisation,
    form: Annotated[RoleForm, Form()],
    session: SessionDep,
) -> Response:
    service.give_role(session, access.person, access.organisation, user_id, form.role)
    return redirect(request, f"/{access.organisation.slug}/people")


@router.post("/{organisation}/people/roles/{grant_id}/removal")
def take_role(request: Request, grant_id: IdInPath, access: ManagedOrganisation, session: SessionDep) -> Response:
    service.take_role(session, access.person, access.organisation, grant_id)
    return redirect(request, f"/{access.organisation.slug}/people")


@router.post("/{organisation}/people/{user_id}/account")
def settle_account(
    request: Request,
    user_id: IdInPath,
    access: ManagedOrganisation,
    form: Annotated[AccountStateForm, Form()],
    session: SessionDep,
) -> Response:
    settle = service.close_account if form.closed else service.open_account
    settle(session, access.person, access.organisation, user_id)
    return redirect(request, f"/{access.organisation.slug}/people")


@router.post("/{organisation}/people/{user_id}/link")
def renew_link(request: Request, user_id: IdInPath, access: ManagedOrganisation, session: SessionDep) -> Response:
    user, token = service.renew_link(session, access.person, access.organisation, user_id)
    return render(request, people_page(session, access, link=handed_link(user, token)))
