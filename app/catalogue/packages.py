"""The packages that an organisation may use: the product's, its county's, its own, which it puts together here."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import OrganisationAccess, SeenOrganisation
from app.catalogue import service
from app.catalogue.deps import PackagingOrganisation
from app.catalogue.errors import PackageIsOthers
from app.catalogue.package_form import PackageForm, read_form
from app.catalogue.package_pages import new_package_page, own_package, package_page, packages_page
from app.clock import today
from app.db import SessionDep
from app.errors import BadInput, DomainError
from app.i18n import current_language
from app.indicators.models import OwnPackage
from app.indicators.packages import packages_for
from app.web.htmx import is_htmx, redirect
from app.web.params import KeyInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/packages")

IndicatorField = Annotated[str, Form(max_length=60)]
CopyQuery = Annotated[str, Query(alias="copy", max_length=40)]
WordsQuery = Annotated[str, Query(alias="q", max_length=120)]


@router.get("")
def packages(request: Request, access: SeenOrganisation, session: SessionDep) -> Response:
    """All of them, with their years."""
    return render(request, packages_page(session, access))


@router.get("/new")
def new_package(
    request: Request, access: PackagingOrganisation, session: SessionDep, copy_of: CopyQuery = ""
) -> Response:
    """The form of a new one, which begins as a copy."""
    form = PackageForm(copy_of=copy_of, valid_from=str(today().year))
    return render(request, new_package_page(session, access, form))


@router.post("")
def create_package(
    request: Request, access: PackagingOrganisation, session: SessionDep, form: Annotated[PackageForm, Form()]
) -> Response:
    """Put it together and go on to its rows; a refused form is shown again as it was typed."""
    begun = packages_for(session, access.organisation, today().year, current_language.get()).get(form.copy_of)
    try:
        facts = read_form(form)
    except BadInput as error:
        return render(request, new_package_page(session, access, form, error.field_errors), status=error.status)
    rows = begun.indicators if begun else ()
    made = service.create_package(session, access.person.id, access.organisation, facts, rows)
    return redirect(request, f"/{access.organisation.slug}/packages/{made.key}")


@router.get("/{key}")
def show_package(
    request: Request, access: SeenOrganisation, session: SessionDep, key: KeyInPath, words: WordsQuery = ""
) -> Response:
    """One package: its rows in order; to those who may, what changes it."""
    return render(request, package_page(session, access, key, words=words))


@router.post("/{key}")
def change_package(
    request: Request,
    access: PackagingOrganisation,
    session: SessionDep,
    key: KeyInPath,
    form: Annotated[PackageForm, Form()],
) -> Response:
    """Its names and years."""
    found = _own(session, access, key)
    try:
        service.change_package(session, access.person.id, found, read_form(form))
    except BadInput as error:
        page = package_page(session, access, key, form=form, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, f"/{access.organisation.slug}/packages/{key}")


@router.post("/{key}/indicators")
def add_indicator(
    request: Request,
    access: PackagingOrganisation,
    session: SessionDep,
    key: KeyInPath,
    indicator: IndicatorField = "",
    words: Annotated[str, Form(alias="q", max_length=120)] = "",
) -> Response:
    """One more row, at the end."""
    verb = partial(service.add_indicator, session, access.person.id, key=indicator)
    return _done(request, access, session, key, verb, words)


@router.post("/{key}/indicators/removal")
def remove_indicator(
    request: Request, access: PackagingOrganisation, session: SessionDep, key: KeyInPath, indicator: IndicatorField = ""
) -> Response:
    """One row less."""
    return _done(
        request, access, session, key, partial(service.remove_indicator, session, access.person.id, key=indicator)
    )


@router.post("/{key}/indicators/place")
def move_indicator(
    request: Request,
    access: PackagingOrganisation,
    session: SessionDep,
    key: KeyInPath,
    indicator: IndicatorField = "",
    to: Annotated[Literal["up", "down"], Form()] = "up",
) -> Response:
    """A row one place up or down."""
    verb = partial(service.move_indicator, session, access.person.id, key=indicator, by={"up": -1, "down": 1}[to])
    return _done(request, access, session, key, verb)


@router.post("/{key}/retirement")
def retire_package(request: Request, access: PackagingOrganisation, session: SessionDep, key: KeyInPath) -> Response:
    """Offer it no more."""
    return _done(request, access, session, key, partial(service.retire_package, session, access.person.id))


@router.post("/{key}/removal")
def delete_package(request: Request, access: PackagingOrganisation, session: SessionDep, key: KeyInPath) -> Response:
    """Delete it, unless a report uses it."""
    found = _own(session, access, key)
    try:
        service.delete_package(session, access.person.id, found)
    except DomainError as error:
        return render(request, package_page(session, access, key, problem=error.text), status=error.status)
    return redirect(request, f"/{access.organisation.slug}/packages")


def _own(session: Session, access: OrganisationAccess, key: str) -> OwnPackage:
    """The package, when it is the organisation's own. Raises NotFound and PackageIsOthers."""
    found = own_package(session, access.organisation, key)
    if found is None:
        package_page(session, access, key)
        raise PackageIsOthers
    return found


def _done(
    request: Request,
    access: OrganisationAccess,
    session: Session,
    key: str,
    verb: Callable[[OwnPackage], None],
    words: str = "",
) -> Response:
    """The package's page after the verb, with what went wrong; a fragment of it is enough for HTMX."""
    found = _own(session, access, key)
    try:
        verb(found)
    except DomainError as error:
        page = package_page(session, access, key, words=words, problem=error.text)
        return render(request, page, status=error.status)
    if is_htmx(request):
        return render(request, package_page(session, access, key, words=words))
    path = f"/{access.organisation.slug}/packages/{key}"
    return redirect(request, f"{path}?{urlencode({'q': words})}" if words else path)
