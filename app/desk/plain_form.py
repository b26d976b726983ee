"""Writing a section without JavaScript: a form with a field for each block, saved as small steps on the newest text.

What others changed meanwhile is joined; where both sides changed the same block the form comes back with both texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, ClassVar
from uuid import uuid4

from fastapi import APIRouter, Form, Query, Request
from prosemirror.model import Node
from prosemirror.transform import Step
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app.db import SessionDep
from app.desk import plain_fields
from app.desk.plain_fields import BlockFields
from app.desk.plain_signs import Sign, signs
from app.document import Document
from app.document.block_edits import Edit, Place, merge, steps_of
from app.errors import BadInput, NotFound
from app.i18n import Language, current_language, gettext, ngettext
from app.report_templates.queries import template_of
from app.reports.section_deps import SectionAccess, WritableSection
from app.sections.errors import SectionFrozen, StepsRejected
from app.sections.milestones import add_milestone
from app.sections.models import MilestoneKind, SectionText
from app.sections.queries import document_at, text_of
from app.sections.server_steps import change_text
from app.web.htmx import redirect
from app.web.params import MAX_INTEGER
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/plain")


@dataclass(frozen=True, slots=True)
class PlainPage(Page):
    """`version` is that of the text whose blocks are shown. `message` and `kind` make the notice above the fields."""

    template: ClassVar[str] = "desk/plain.html"
    name: str
    href: str
    language: Language
    version: int
    start: plain_fields.Field
    blocks: tuple[BlockFields, ...]
    message: str = ""
    kind: str = "info"
    frozen: bool = False
    signs: tuple[Sign, ...] = field(default_factory=signs)


class PlainForm(BaseModel):
    """The form's own fields stand under the names that app/desk/plain_fields.py gives them."""

    model_config = ConfigDict(extra="allow")

    language: Language
    version: int = Field(ge=0, le=MAX_INTEGER)

    @property
    def typed(self) -> dict[str, str]:
        return {name: value for name, value in (self.model_extra or {}).items() if isinstance(value, str)}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a saved form: the places of the newest text, none of them in conflict when it was saved."""

    places: tuple[Place, ...]
    version: int

    @property
    def conflicts(self) -> bool:
        return any(place.conflicts for place in self.places)

    @property
    def others(self) -> int:
        return sum(place.is_theirs for place in self.places)


@router.get("")
def plain(
    request: Request,
    access: WritableSection,
    session: SessionDep,
    language: Annotated[Language | None, Query()] = None,
    saved: Annotated[int | None, Query(ge=0, le=MAX_INTEGER)] = None,
) -> Response:
    """The form. `saved`: the form was just saved, and joined with so many paragraphs that others had changed."""
    text = _text(session, access, language)
    if access.section.frozen_at is not None:
        raise SectionFrozen
    message = "" if saved is None else _saved_words(saved)
    return render(request, _page(session, access, text.language, text.version, text.document, message=message))


@router.post("")
def save(
    request: Request, access: WritableSection, session: SessionDep, form: Annotated[PlainForm, Form()]
) -> Response:
    """Save what was changed; with the reason, and everything that was typed, when that cannot be."""
    text = _text(session, access, form.language)
    base = document_at(session, _id(text), form.version)
    edits, errors = plain_fields.edits_of(base["content"], form.typed)
    again = _Again(session, access, form, base)
    if access.section.frozen_at is not None:
        return render(request, again.frozen(), status=SectionFrozen.status)
    if errors:
        return render(request, again.faulty(gettext(BadInput.message), errors), status=BadInput.status)
    try:
        outcome = _save(session, access, _id(text), base, edits)
    except StepsRejected:
        words = gettext("The text became too long, or could not be joined to the rest. Nothing was saved.")
        return render(request, again.faulty(words, {}), status=StepsRejected.status)
    if outcome.conflicts:
        return render(request, again.conflicting(outcome), status=HTTPStatus.CONFLICT)
    return redirect(request, f"{access.path}/plain?language={form.language}&saved={outcome.others}")


def _save(session: Session, access: SectionAccess, text_id: int, base: Document, edits: Mapping[int, Edit]) -> _Outcome:
    """One batch of steps on the newest text, and a milestone; nothing while something is in conflict."""
    places: list[Place] = []

    def steps(now: Node) -> list[Step]:
        places.extend(merge(base["content"], _content(now), edits))
        return [] if any(place.conflicts for place in places) else steps_of(now, places, lambda: uuid4().hex[:10])

    actor_id = access.on_report.person.id
    saved = change_text(session, actor_id, text_id, steps, organisation_id=access.on_report.organisation.id)
    outcome = _Outcome(tuple(places), saved.version)
    if edits and not outcome.conflicts:
        add_milestone(session, text_id, saved.version, MilestoneKind.FORM, by=actor_id)
    return outcome


def _content(document: Node) -> list[Document]:
    return [dict(node.to_json()) for node in document.content.content]


@dataclass(frozen=True, slots=True)
class _Again:
    """The form that could not be saved, with all that was typed."""

    session: Session
    access: SectionAccess
    form: PlainForm
    base: Document

    def faulty(self, message: str, errors: Mapping[str, str]) -> PlainPage:
        return self._page(message, "error", errors)

    def frozen(self) -> PlainPage:
        message = gettext(
            "The section was frozen meanwhile, so this was not saved. Copy what you wrote to a safe place."
        )
        return self._page(message, "error", {}, frozen=True)

    def conflicting(self, outcome: _Outcome) -> PlainPage:
        blocks, start = plain_fields.fields_after(outcome.places, self.form.typed)
        message = gettext(
            "Nothing is saved yet: somebody else changed the same paragraphs meanwhile. "
            "Look at the marked ones and save again."
        )
        name = _name(self.session, self.access)
        return PlainPage(
            name, self.access.path, self.form.language, outcome.version, start, tuple(blocks), message, "error"
        )

    def _page(self, message: str, kind: str, errors: Mapping[str, str], *, frozen: bool = False) -> PlainPage:
        form = self.form
        return _page(
            self.session,
            self.access,
            form.language,
            form.version,
            self.base,
            typed=form.typed,
            errors=errors,
            message=message,
            kind=kind,
            frozen=frozen,
        )


def _page(
    session: Session,
    access: SectionAccess,
    language: str,
    version: int,
    document: Document,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    message: str = "",
    kind: str = "success",
    frozen: bool = False,
) -> PlainPage:
    typed, errors = typed or {}, errors or {}
    return PlainPage(
        name=_name(session, access),
        href=access.path,
        language=language,  # type: ignore[arg-type]
        version=version,
        start=plain_fields.start_field(typed, errors),
        blocks=tuple(plain_fields.fields_of(document["content"], typed, errors)),
        message=message,
        kind=kind,
        frozen=frozen,
    )


def _name(session: Session, access: SectionAccess) -> str:
    template = template_of(session, access.on_report.report.template_version_id)
    key = access.section.key
    return f"{template.numbers()[key]} {template.section(key).titles.in_language(current_language.get())}".strip()


def _text(session: Session, access: SectionAccess, language: Language | None) -> SectionText:
    languages = access.on_report.report.languages
    wanted = language or languages[0]
    text = text_of(session, access.section_id, wanted) if wanted in languages else None
    if text is None:
        raise NotFound
    return text


def _id(text: SectionText) -> int:
    assert text.id is not None
    return text.id


def _saved_words(others: int) -> str:
    if not others:
        return gettext("Saved.")
    return ngettext(
        "Saved. One paragraph that others had changed meanwhile was joined to it.",
        "Saved. %(num)s paragraphs that others had changed meanwhile were joined to it.",
        others,
    )
