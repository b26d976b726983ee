"""The form of an own package: its names and years, as typed and as checked."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from app.errors import BadInput
from app.i18n import gettext
from app.indicators.models import OwnPackage

FIRST_YEAR, LAST_YEAR, LONGEST_TITLE = 1990, 2100, 120

Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Year = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10)]


class PackageForm(BaseModel):
    """As typed. `copy_of`: the key of the package that a new one begins with."""

    title_fi: Title = ""
    title_sv: Title = ""
    title_en: Title = ""
    valid_from: Year = ""
    valid_to: Year = ""
    copy_of: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """Names in three languages and the years in which the package is offered."""

    titles: tuple[str, str, str]
    valid_from: int
    valid_to: int | None


def form_of(package: OwnPackage) -> PackageForm:
    """The form with the package's own facts in it."""
    return PackageForm(
        title_fi=package.title_fi,
        title_sv=package.title_sv,
        title_en=package.title_en,
        valid_from=str(package.valid_from),
        valid_to=str(package.valid_to or ""),
    )


def read_form(form: PackageForm) -> PackageFacts:
    """What was typed. A name that is missing in one language is the first one given. Raises BadInput by field."""
    errors: dict[str, str] = {}
    titles = (form.title_fi, form.title_sv, form.title_en)
    first = next((title for title in titles if title), "")
    if not first:
        errors["title_fi"] = gettext("Give the package a name in at least one language.")
    for field, title in zip(("title_fi", "title_sv", "title_en"), titles, strict=True):
        if len(title) > LONGEST_TITLE:
            errors[field] = gettext("The name is at most %(most)s characters long.", most=LONGEST_TITLE)
    valid_from = _year(form.valid_from, "valid_from", errors)
    valid_to = _year(form.valid_to, "valid_to", errors) if form.valid_to else None
    if valid_to is not None and not errors and valid_to < valid_from:
        errors["valid_to"] = gettext("The last year is before the first.")
    if errors:
        raise BadInput(errors)
    fi, sv, en = (title or first for title in titles)
    return PackageFacts((fi, sv, en), valid_from, valid_to)


def _year(typed: str, field: str, errors: dict[str, str]) -> int:
    if typed.isdecimal() and len(typed) == 4 and FIRST_YEAR <= int(typed) <= LAST_YEAR:
        return int(typed)
    errors[field] = gettext("Give a year between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
    return 0
