"""The first run: municipality, first coordinator and first report, made together or not at all."""

from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.accounts import service as accounts
from app.accounts.models import User
from app.accounts.queries import user_count
from app.admin.errors import AlreadyStarted
from app.clock import today
from app.db import Database
from app.errors import BadInput
from app.i18n import N_, Language, current_language, gettext
from app.indicators.beginning import list_catalogue
from app.organisations.models import Organisation, Region, RegionCategory
from app.organisations.queries import COUNTRY, default_comparison
from app.organisations.reference import region_rows
from app.organisations.service import create_organisation, load_regions
from app.permissions import Role
from app.report_templates.loader import load_all
from app.reports.models import Report
from app.reports.service import create_report

TERM_YEARS = 4  # councils are elected every fourth year: 2021, 2025 …
A_TERM_BEGAN = 2021
LANGUAGE_CHOICES: dict[str, list[Language]] = {"fi": ["fi"], "sv": ["sv"], "fi+sv": ["fi", "sv"], "sv+fi": ["sv", "fi"]}


class FirstRunForm(BaseModel):
    """Everything as typed, so that nothing is lost when something is wrong."""

    municipality: str = Field("", max_length=20)
    name: str = Field("", max_length=300)
    email: str = Field("", max_length=300)
    password: str = Field("", max_length=1000)
    template: str = Field("", max_length=60)
    assessed_from: str = Field("", max_length=10)
    assessed_to: str = Field("", max_length=10)
    planned_from: str = Field("", max_length=10)
    planned_to: str = Field("", max_length=10)
    languages: str = Field("fi", max_length=10)


@dataclass(frozen=True, slots=True)
class Started:
    """What the first run made."""

    user: User
    organisation: Organisation
    report: Report


def proposed_form() -> FirstRunForm:
    """The broad report of the newest council term that has ended, and a plan for the term under way."""
    began = A_TERM_BEGAN + (today().year - A_TERM_BEGAN) // TERM_YEARS * TERM_YEARS
    return FirstRunForm(
        template="laaja",
        assessed_from=str(began - TERM_YEARS),
        assessed_to=str(began),
        planned_from=str(began),
        planned_to=str(began + TERM_YEARS),
        languages="fi",
    )


def municipality_options(language: Language) -> tuple[tuple[str, str], ...]:
    """Code and name of each municipality of today, by name; from the reference data, before any database row."""
    rows = [row for row in region_rows() if row["category"] == RegionCategory.MUNICIPALITY and row["valid_to"] is None]
    return tuple(sorted(((row["code"], row[f"name_{language}"]) for row in rows), key=lambda option: _order(option[1])))


def start(database: Database, form: FirstRunForm) -> Started:
    """Make the municipality, its coordinator and its first report in one transaction.

    Of two browsers at once one wins; the other gets AlreadyStarted. BadInput names every wrong field.
    """
    errors = _errors(form)
    try:
        with database.write() as session:
            user = accounts.create_user(
                session,
                None,
                email=form.email,
                name=form.name,
                password=form.password,
                language=current_language.get(),
            )
            if errors:
                raise BadInput(errors)
            _check_first(session)
            return _make(session, form, user)
    except BadInput as error:
        raise BadInput({**errors, **error.field_errors}) from error
    except IntegrityError as error:
        raise AlreadyStarted from error


def _check_first(session: Session) -> None:
    """On PostgreSQL the lock lets the other browser's transaction end before the people are counted."""
    load_regions(session)
    list_catalogue(session)
    session.exec(select(Region).where(Region.code == COUNTRY).with_for_update()).one()
    if user_count(session) != 1:
        raise AlreadyStarted


def _make(session: Session, form: FirstRunForm, user: User) -> Started:
    assert user.id is not None
    organisation = create_organisation(session, user.id, form.municipality)
    accounts.grant(session, user.id, user.id, Role.COORDINATOR, organisation_id=organisation.id)
    template = load_all()[form.template]
    assessed = (int(form.assessed_from), int(form.assessed_to))
    planned = (int(form.planned_from), int(form.planned_to)) if template.has_plan_period else None
    report = create_report(
        session,
        user.id,
        organisation,
        template,
        assessed=assessed,
        planned=planned,
        comparison=default_comparison(session, form.municipality, assessed[1]),
        languages=LANGUAGE_CHOICES[form.languages],
    )
    return Started(user, organisation, report)


def _errors(form: FirstRunForm) -> dict[str, str]:
    errors = {}
    if form.municipality not in dict(municipality_options("fi")):
        errors["municipality"] = gettext(N_("Choose your municipality."))
    template = load_all().get(form.template)
    if template is None:
        errors["template"] = gettext(N_("Choose what kind of report to start."))
    if form.languages not in LANGUAGE_CHOICES:
        errors["languages"] = gettext(N_("Choose one of the languages."))
    years = ["assessed_from", "assessed_to"]
    if template is not None and template.has_plan_period:
        years += ["planned_from", "planned_to"]
    for field in years:
        if not (text := cast(str, getattr(form, field))).isascii() or not text.isdigit() or len(text) != 4:
            errors[field] = gettext(N_("Give a year in four digits."))
    return errors


def _order(name: str) -> str:
    """Å, Ä and Ö follow Z, in this order."""
    return name.casefold().replace("å", "{").replace("ä", "|").replace("ö", "}")
