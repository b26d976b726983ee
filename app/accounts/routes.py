"""Sign-in, sign-out, setting a password by a link, one's own account."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.accounts import notifications_routes, service, sign_ins
from app.accounts.deps import AddressDep, AgentDep, LinkTokenInPath, TokenDep
from app.accounts.errors import LinkEnded
from app.accounts.forms import BrowserForm, NewPasswordForm, PasswordForm, ProfileForm, SignInForm
from app.accounts.guards import TOKEN_COOKIE, CurrentPerson, SignedInPerson
from app.accounts.pages import SetPasswordPage, SignInPage, account_page
from app.accounts.queries import holder_of_link
from app.accounts.throttle import AttemptsDep
from app.config import get_settings
from app.db import DatabaseDep, SessionDep
from app.errors import BadInput
from app.web.guards import PUBLIC
from app.web.htmx import redirect
from app.web.language import remember_language
from app.web.params import NextQuery, local_path
from app.web.templating import render

router = APIRouter()
router.include_router(notifications_routes.router)


@router.get("/sign-in", dependencies=[PUBLIC])
def show_sign_in(
    request: Request,
    person: CurrentPerson,
    next: NextQuery = "/",  # noqa: A002
    saved: Literal["", "password"] = "",
) -> Response:
    if person is not None:
        return redirect(request, local_path(next))
    return render(request, SignInPage(next_path=local_path(next), password_was_set=saved == "password"))


@router.post("/sign-in", dependencies=[PUBLIC])
def sign_in(
    request: Request,
    form: Annotated[SignInForm, Form()],
    database: DatabaseDep,
    attempts: AttemptsDep,
    address: AddressDep,
    agent: AgentDep,
    token: TokenDep,
) -> Response:
    given = {"email": form.email, "password": form.password, "address": address, "user_agent": agent}
    try:
        user, new_token = sign_ins.sign_in(database, attempts, **given, previous_token=token)
    except BadInput as error:
        page = SignInPage(form.email, local_path(form.next), {"password": error.text})
        return render(request, page, status=422)
    response = hold_token(redirect(request, local_path(form.next)), new_token)
    return remember_language(response, user.language, unless=request)


@router.post("/sign-out")
def sign_out(request: Request, person: SignedInPerson, session: SessionDep, token: TokenDep) -> Response:
    sign_ins.sign_out(session, person.id, token)
    response = redirect(request, "/")
    response.delete_cookie(TOKEN_COOKIE, path="/")
    return response


@router.get("/set-password/{token}", dependencies=[PUBLIC])
def show_set_password(request: Request, token: LinkTokenInPath, session: SessionDep) -> Response:
    holder = holder_of_link(session, token)
    if holder is None:
        raise LinkEnded
    return render(request, SetPasswordPage(holder.name, holder.email))


@router.post("/set-password/{token}", dependencies=[PUBLIC])
def set_password(
    request: Request, token: LinkTokenInPath, form: Annotated[NewPasswordForm, Form()], database: DatabaseDep
) -> Response:
    try:
        service.use_password_link(database, token, form.password)
    except BadInput as error:
        with database.read() as session:
            holder = holder_of_link(session, token)
        if holder is None:
            raise LinkEnded from error
        return render(request, SetPasswordPage(holder.name, holder.email, error.field_errors), status=422)
    return redirect(request, "/sign-in?saved=password")


@router.get("/account")
def show_account(
    request: Request,
    person: SignedInPerson,
    session: SessionDep,
    token: TokenDep,
    saved: Literal["", "profile", "password", "browsers"] = "",
) -> Response:
    return render(request, account_page(session, person, token, saved=saved))


@router.post("/account")
def save_profile(
    request: Request,
    person: SignedInPerson,
    form: Annotated[ProfileForm, Form()],
    session: SessionDep,
    token: TokenDep,
) -> Response:
    typed = {"name": form.name, "language": form.language}
    try:
        user = service.update_user(session, person.id, person.id, **typed)
    except BadInput as error:
        page = account_page(session, person, token, **typed, errors=error.field_errors)
        return render(request, page, status=422)
    return remember_language(redirect(request, "/account?saved=profile"), user.language)


@router.post("/account/password")
def change_password(
    request: Request,
    person: SignedInPerson,
    form: Annotated[PasswordForm, Form()],
    database: DatabaseDep,
    attempts: AttemptsDep,
    address: AddressDep,
    agent: AgentDep,
    token: TokenDep,
) -> Response:
    typed = {"current": form.current, "new": form.password, "address": address, "user_agent": agent}
    try:
        new_token = sign_ins.change_password(database, attempts, person.id, **typed)
    except BadInput as error:
        with database.read() as session:
            page = account_page(session, person, token, errors=error.field_errors)
        return render(request, page, status=422)
    return hold_token(redirect(request, "/account?saved=password"), new_token)


@router.post("/account/browsers")
def sign_out_browsers(
    request: Request,
    person: SignedInPerson,
    form: Annotated[BrowserForm, Form()],
    session: SessionDep,
    token: TokenDep,
) -> Response:
    if form.handle:
        sign_ins.sign_out_browser(session, person.id, form.handle)
    else:
        sign_ins.sign_out_everywhere(session, person.id, person.id, keep_token=token)
    return redirect(request, "/account?saved=browsers")


def hold_token(response: Response, token: str) -> Response:
    """Give the browser its sign-in: not readable by scripts, not sent by other sites' requests."""
    settings = get_settings()
    response.set_cookie(
        TOKEN_COOKIE,
        token,
        max_age=settings.session_hours * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )
    return response
