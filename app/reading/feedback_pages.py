"""What the law asks beside the reports: the accessibility statement, and a form to say what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sqlmodel import Session

from app.feedback.forms import FeedbackForm
from app.feedback.models import AccessibilityStatement
from app.feedback.queries import statement_of
from app.feedback.words import ANSWER_DAYS, AUTHORITY_SITE, CONFORMANCES, KNOWN_SHORTCOMINGS, UNSTATED
from app.i18n import gettext
from app.i18n.formats import date_text
from app.organisations.models import Organisation
from app.reading.queries import address_of
from app.reading.site import Site, Visit, site_of
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class StatementPage(Page):
    """How accessible an organisation's pages and files are. `reviewed_on` is empty while the service speaks for it."""

    template: ClassVar[str] = "reading/accessibility.html"
    site: Site
    address: str
    conformance: str
    shortcomings: tuple[str, ...]
    email: str
    phone: str
    reviewed_on: str
    answer_days: int
    authority_site: str


@dataclass(frozen=True, slots=True)
class FeedbackFormPage(Page):
    """A form without an account. What was typed is given back whenever it could not be taken in."""

    template: ClassVar[str] = "reading/feedback.html"
    site: Site
    action: str
    form: FeedbackForm
    answer_days: int
    trouble: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThanksPage(Page):
    """The message has been kept."""

    template: ClassVar[str] = "reading/feedback_thanks.html"
    site: Site
    answer_days: int


def statement_page(session: Session, visit: Visit, organisation: Organisation) -> StatementPage:
    """The organisation's own statement, or what the service knows of itself until there is one."""
    assert organisation.id is not None
    stated = statement_of(session, organisation.id)
    return StatementPage(
        site=site_of(visit, organisation),
        address=f"{visit.base_url}{address_of(organisation)}",
        conformance=gettext(CONFORMANCES[stated.conformance if stated else UNSTATED]),
        shortcomings=_shortcomings(visit, stated),
        email=stated.contact_email if stated else "",
        phone=stated.contact_phone if stated else "",
        reviewed_on=date_text(stated.reviewed_on) if stated else "",
        answer_days=ANSWER_DAYS,
        authority_site=AUTHORITY_SITE,
    )


def feedback_form_page(
    visit: Visit,
    organisation: Organisation,
    form: FeedbackForm,
    trouble: str = "",
    errors: Mapping[str, str] | None = None,
) -> FeedbackFormPage:
    """The form, empty or as it was typed. `trouble` says why it was not taken in."""
    return FeedbackFormPage(
        site=site_of(visit, organisation),
        action=visit.to(f"{address_of(organisation)}/feedback"),
        form=form,
        answer_days=ANSWER_DAYS,
        trouble=trouble,
        errors=errors or {},
    )


def thanks_page(visit: Visit, organisation: Organisation) -> ThanksPage:
    """What happens with the message now."""
    return ThanksPage(site_of(visit, organisation), ANSWER_DAYS)


def _shortcomings(visit: Visit, stated: AccessibilityStatement | None) -> tuple[str, ...]:
    """Point by point; in the other language where the organisation has not written them in the reader's."""
    if stated is None:
        return tuple(gettext(words) for words in KNOWN_SHORTCOMINGS)
    by_language = {language: text for language, text in stated.shortcomings.items() if text}
    text = by_language.get(visit.language) or next(iter(by_language.values()), "")
    return tuple(point.strip() for point in text.replace("\r\n", "\n").split("\n\n") if point.strip())
