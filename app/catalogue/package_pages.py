"""The pages of packages: the list, one package with its rows, the form of a new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.blocks.base import PackageContent
from app.catalogue.deps import indicator_path
from app.catalogue.filters import Option, source_label
from app.catalogue.package_form import PackageForm, form_of
from app.clock import today
from app.errors import NotFound
from app.i18n import Language, current_language, gettext
from app.indicators.models import OwnPackage
from app.indicators.names import indicator_names
from app.indicators.packages import Package, is_valid, load_packages, own_packages, packages_for
from app.indicators.search import Wanted, find
from app.organisations.models import Organisation
from app.permissions import Permission
from app.reports.used_indicators import reports_naming
from app.web.templating import Page

HITS = 10  # of a search for one more row


@dataclass(frozen=True, slots=True)
class PackageItem:
    """A package in the list."""

    title: str
    href: str
    size: int
    unresolved: int
    years: str
    offered: bool


@dataclass(frozen=True, slots=True)
class PackagesPage(Page):
    template: ClassVar[str] = "catalogue/packages.html"
    here: str
    indicators_path: str
    can_manage: bool
    own: tuple[PackageItem, ...]
    of_county: tuple[PackageItem, ...]
    of_product: tuple[PackageItem, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator of a package. `slug` makes ids of elements."""

    key: str
    slug: str
    title: str
    about: str
    href: str
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class PackagePage(Page):
    """`can_change`: it is the organisation's own and the person may. `hits`: found for one more row."""

    template: ClassVar[str] = "catalogue/package.html"
    list_path: str
    here: str
    key: str
    title: str
    years: str
    rows: tuple[Row, ...]
    unresolved: tuple[str, ...]
    can_copy: bool
    can_change: bool
    in_use: bool
    form: PackageForm
    errors: dict[str, str]
    words: str
    hits: tuple[Row, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class NewPackagePage(Page):
    template: ClassVar[str] = "catalogue/new_package.html"
    list_path: str
    form: PackageForm
    copies: tuple[Option, ...]
    errors: dict[str, str]


def packages_page(session: Session, access: OrganisationAccess) -> PackagesPage:
    """Every package that the organisation may use."""
    organisation, language = access.organisation, current_language.get()
    path = f"/{organisation.slug}/packages"
    held = own_packages(session, organisation)
    return PackagesPage(
        here=path,
        indicators_path=f"/{organisation.slug}/indicators",
        can_manage=access.may(Permission.PACKAGES_MANAGE),
        own=_own_items(path, (item for item in held if item.organisation_id == organisation.id), language),
        of_county=_own_items(path, (item for item in held if item.organisation_id != organisation.id), language),
        of_product=tuple(
            _item(path, item, item.titles.in_language(language), len(item.unresolved))
            for item in load_packages().values()
        ),
    )


def package_page(
    session: Session,
    access: OrganisationAccess,
    key: str,
    *,
    words: str = "",
    form: PackageForm | None = None,
    errors: dict[str, str] | None = None,
    problem: str = "",
) -> PackagePage:
    """One package. Raises NotFound for one that the organisation may not use."""
    organisation, language = access.organisation, current_language.get()
    content = packages_for(session, organisation, today().year, language).get(key)
    if content is None:
        raise NotFound
    own = own_package(session, organisation, key)
    may = access.may(Permission.PACKAGES_MANAGE)
    return PackagePage(
        list_path=f"/{organisation.slug}/packages",
        here=f"/{organisation.slug}/packages/{key}",
        key=key,
        title=content.title,
        years=_years_of(session, organisation, key),
        rows=_rows(session, organisation.slug, content, language),
        unresolved=content.unresolved,
        can_copy=may,
        can_change=may and own is not None,
        in_use=own is not None and bool(reports_naming(session, key)),
        form=form or (form_of(own) if own else PackageForm()),
        errors=errors or {},
        words=words,
        hits=_hits(session, access, content, words, language) if own and words else (),
        problem=problem,
    )


def new_package_page(
    session: Session, access: OrganisationAccess, form: PackageForm, errors: dict[str, str] | None = None
) -> NewPackagePage:
    """The form as typed, with every package as what the new one may begin with."""
    packages = packages_for(session, access.organisation, today().year, current_language.get())
    copies = ((key, f"{item.title} ({len(item.indicators)})") for key, item in packages.items())
    return NewPackagePage(
        list_path=f"/{access.organisation.slug}/packages",
        form=form,
        copies=(("", gettext("Empty")), *copies),
        errors=errors or {},
    )


def own_package(session: Session, organisation: Organisation, key: str) -> OwnPackage | None:
    """The organisation's own package of this key."""
    held = own_packages(session, organisation)
    return next((item for item in held if item.key == key and item.organisation_id == organisation.id), None)


def _own_items(path: str, held: Iterable[OwnPackage], language: Language) -> tuple[PackageItem, ...]:
    return tuple(_item(path, item, getattr(item, f"title_{language}")) for item in held)


def _item(path: str, item: Package | OwnPackage, title: str, unresolved: int = 0) -> PackageItem:
    first, last = item.valid_from, item.valid_to
    offered = is_valid(first, last, today().year)
    return PackageItem(title, f"{path}/{item.key}", len(item.indicators), unresolved, _years(first, last), offered)


def _years_of(session: Session, organisation: Organisation, key: str) -> str:
    ours = load_packages().get(key)
    if ours:
        return _years(ours.valid_from, ours.valid_to)
    return next(
        _years(item.valid_from, item.valid_to) for item in own_packages(session, organisation) if item.key == key
    )


def _years(first: int, last: int | None) -> str:
    """ "2026", "2024–2026", "2024–"; words for one that is not offered in any year."""
    if last is not None and last < first:
        return gettext("not offered")
    return str(first) if first == last else f"{first}–{last or ''}"


def _rows(session: Session, slug: str, content: PackageContent, language: Language) -> tuple[Row, ...]:
    names = indicator_names(session, content.indicators, language)
    return tuple(_row(slug, key, names.get(key, key)) for key in content.indicators)


def _hits(
    session: Session, access: OrganisationAccess, content: PackageContent, words: str, language: Language
) -> tuple[Row, ...]:
    found = find(session, Wanted(words), language, access.organisation.id).found[:HITS]
    slug = access.organisation.slug
    return tuple(_row(slug, hit.key, hit.title, is_there=hit.key in content.indicators) for hit in found)


def _row(organisation_slug: str, key: str, title: str, *, is_there: bool = False) -> Row:
    source, _, number = key.partition(":")
    about = f"{source_label(source)} {number.split('/')[0]}"
    slug = "".join(sign if sign.isalnum() else "-" for sign in key)
    return Row(key, slug, title, about, indicator_path(organisation_slug, key), is_there)
