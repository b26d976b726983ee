"""The desk's pages of feedback: what waits, one message with its answer, the accessibility statement's form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import quote

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.accounts.queries import users_by_id
from app.clock import in_finland, today
from app.feedback.forms import StatementForm
from app.feedback.models import AccessibilityStatement, Feedback
from app.feedback.queries import answered_feedback, id_of, open_feedback, statement_of
from app.feedback.words import CONFORMANCES, KNOWN_SHORTCOMINGS, UNSTATED
from app.i18n import Language, current_language, gettext, translate
from app.i18n.formats import date_text, moment_text
from app.organisations.reference import names
from app.web.templating import Page

_SHORT = 160  # characters of a message in a list
_TEXTS: tuple[Language, ...] = ("fi", "sv")  # the languages that the organisation writes its statement in


@dataclass(frozen=True, slots=True)
class ListedFeedback:
    """A message in the list. `days_left` is negative when its answer is late, None when it was answered."""

    href: str
    text: str
    sent_on: str
    due_on: str
    days_left: int | None
    wants_answer: bool


@dataclass(frozen=True, slots=True)
class FeedbackPage(Page):
    """What readers have told, the most pressing first."""

    template: ClassVar[str] = "feedback/list.html"
    slug: str
    organisation_name: str
    waiting: tuple[ListedFeedback, ...]
    answered: tuple[ListedFeedback, ...]
    statement_reviewed: str


@dataclass(frozen=True, slots=True)
class MessagePage(Page):
    """One message. `letter` opens the person's own e-mail program with the answer in it."""

    template: ClassVar[str] = "feedback/message.html"
    slug: str
    organisation_name: str
    base: str
    listed: ListedFeedback
    message: str
    about: str
    email: str
    answer: str
    letter: str
    answered: str
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementFormPage(Page):
    """The accessibility statement, to be said by the organisation itself."""

    template: ClassVar[str] = "feedback/statement_form.html"
    slug: str
    organisation_name: str
    form: StatementForm
    conformances: tuple[tuple[str, str], ...]
    reviewed: str
    errors: Mapping[str, str] = field(default_factory=dict)


def feedback_page(session: Session, access: OrganisationAccess) -> FeedbackPage:
    """The list for those who answer."""
    own, slug = id_of(access.organisation), access.organisation.slug
    stated = statement_of(session, own)
    return FeedbackPage(
        slug=slug,
        organisation_name=organisation_name(access),
        waiting=tuple(_listed(slug, message) for message in open_feedback(session, own)),
        answered=tuple(_listed(slug, message) for message in answered_feedback(session, own)),
        statement_reviewed=date_text(stated.reviewed_on) if stated else "",
    )


def message_page(
    session: Session, access: OrganisationAccess, message: Feedback, typed: str | None = None, **errors: str
) -> MessagePage:
    """One message and its answer; `typed` is what was typed last, where it could not be kept."""
    answer = message.answer if typed is None else typed
    answered = ""
    if message.answered_at is not None:
        person = users_by_id(session, [message.answered_by or 0]).get(message.answered_by or 0)
        answered = f"{moment_text(message.answered_at)}{f', {person.name}' if person else ''}"
    return MessagePage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        base=f"/{access.organisation.slug}/feedback/{message.id}",
        listed=_listed(access.organisation.slug, message),
        message=message.message,
        about=message.address,
        email=message.email,
        answer=answer,
        letter=_letter(message) if message.email and message.answer and typed is None else "",
        answered=answered,
        errors=errors,
    )


def statement_form_page(
    session: Session, access: OrganisationAccess, form: StatementForm | None = None, **errors: str
) -> StatementFormPage:
    """The form with what is stated now, or with what was typed."""
    stated = statement_of(session, id_of(access.organisation))
    return StatementFormPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        form=form or _form_of(stated),
        conformances=tuple((key, gettext(words)) for key, words in CONFORMANCES.items()),
        reviewed=date_text(stated.reviewed_on) if stated else "",
        errors=errors,
    )


def organisation_name(access: OrganisationAccess) -> str:
    """The organisation's name in the reader's language."""
    return names()[access.organisation.region_code][current_language.get()]


def _form_of(stated: AccessibilityStatement | None) -> StatementForm:
    if stated is None:
        known = {language: "\n\n".join(translate(language, said) for said in KNOWN_SHORTCOMINGS) for language in _TEXTS}
        return StatementForm(conformance=UNSTATED, shortcomings_fi=known["fi"], shortcomings_sv=known["sv"])
    return StatementForm(
        conformance=stated.conformance,
        shortcomings_fi=stated.shortcomings.get("fi", ""),
        shortcomings_sv=stated.shortcomings.get("sv", ""),
        contact_email=stated.contact_email,
        contact_phone=stated.contact_phone,
    )


def _listed(slug: str, message: Feedback) -> ListedFeedback:
    text = " ".join(message.message.split())
    return ListedFeedback(
        href=f"/{slug}/feedback/{message.id}",
        text=text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]} …",
        sent_on=date_text(in_finland(message.sent_at).date()),
        due_on=date_text(message.due_on),
        days_left=(message.due_on - today()).days if message.answered_at is None else None,
        wants_answer=bool(message.email),
    )


def _letter(message: Feedback) -> str:
    subject = gettext("Answer to your feedback on the welfare report")
    return f"mailto:{quote(message.email)}?subject={quote(subject)}&body={quote(message.answer)}"
