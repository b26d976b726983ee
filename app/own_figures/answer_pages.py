"""The form in which a municipality answers a collection, or the one who asks does on its behalf."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.i18n import current_language, gettext
from app.indicators.models import Indicator
from app.organisations.queries import organisations_by_id
from app.organisations.reference import names
from app.own_figures.collecting import Answer
from app.own_figures.forms import AnswersForm
from app.own_figures.list_page import organisation_name
from app.own_figures.models import Collection, CollectionAnswer, CollectionState, OwnIndicator
from app.own_figures.numbers import read_number, typed_number
from app.own_figures.queries import answers_of, named_indicators
from app.own_figures.saving import number_faults
from app.own_figures.words import title_of, unit_of
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with the answer as typed. `theirs` is what somebody saved meanwhile."""

    key: str
    title: str
    unit: str
    definition: str
    value: str
    was: str
    note: str
    has_none: bool
    error: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class AnswersPage(Page):
    """A municipality's answers, typed by it or by the one who asks."""

    template: ClassVar[str] = "own_figures/answers.html"
    slug: str
    organisation_name: str
    action: str
    back: str
    title: str
    asker: str
    municipality: str
    on_behalf: bool
    guidance: str
    period: str
    due_on: date | None
    is_open: bool
    rows: tuple[AnswerRow, ...]
    problem: str = ""
    is_saved: bool = False


def answers_page(
    session: Session,
    access: OrganisationAccess,
    collection: Collection,
    region_code: str,
    *,
    rows: Sequence[AnswerRow] = (),
    problem: str = "",
    is_saved: bool = False,
) -> AnswersPage:
    """The form with what is stored, or `rows` as they were typed."""
    path = f"/{access.organisation.slug}/own-figures"
    on_behalf = collection.organisation_id == access.organisation.id
    above = f"{path}/collections/{collection.id}"
    asker = organisations_by_id(session, [collection.organisation_id])[0]
    return AnswersPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        action=f"{above}/answers/{region_code}" if on_behalf else f"{path}/asked/{collection.id}",
        back=above if on_behalf else path,
        title=collection.title,
        asker=names()[asker.region_code][current_language.get()],
        municipality=names()[region_code][current_language.get()],
        on_behalf=on_behalf,
        guidance=collection.guidance,
        period=collection.period,
        due_on=collection.due_on,
        is_open=collection.state == CollectionState.OPEN,
        rows=tuple(rows or stored_rows(session, collection, region_code)),
        problem=problem,
        is_saved=is_saved,
    )


def stored_rows(session: Session, collection: Collection, region_code: str) -> list[AnswerRow]:
    """The questions with what the municipality has answered."""
    assert collection.id is not None
    known = named_indicators(session, collection.indicators)
    answers = answers_of(session, collection.id, region_code)
    return [_answer_row(*known[key], answers.get((region_code, key))) for key in collection.indicators]


def _answer_row(own: OwnIndicator, indicator: Indicator, item: CollectionAnswer | None) -> AnswerRow:
    value = typed_number(item.value, indicator.decimals) if item else ""
    definition = own.definition_sv if current_language.get() == "sv" and own.definition_sv else own.definition_fi
    has_none = item is not None and item.value is None
    return AnswerRow(
        key=indicator.key,
        title=title_of(indicator),
        unit=unit_of(indicator),
        definition=definition or own.question,
        value=value,
        was="none" if has_none else value,
        note=item.note if item else "",
        has_none=has_none,
    )


def typed_rows(session: Session, collection: Collection, region_code: str, form: AnswersForm) -> list[AnswerRow]:
    """The rows as typed, with what is wrong, or what somebody saved meanwhile. Raises BadInput."""
    form.checked()
    known = named_indicators(session, collection.indicators)
    typed = {key: index for index, key in enumerate(form.key)}
    rows = stored_rows(session, collection, region_code)
    return [_typed(row, known[row.key], typed[row.key], form) if row.key in typed else row for row in rows]


def _typed(row: AnswerRow, pair: tuple[OwnIndicator, Indicator], index: int, form: AnswersForm) -> AnswerRow:
    value, was, has_none = form.value[index], form.was[index], row.key in form.none
    number, theirs = read_number(value), ""
    error = next(number_faults(number, *pair), "") if number is not None else ""
    if value and has_none:
        error = gettext("Give a figure or say that there is none, not both.")
    elif value and number is None:
        error = gettext("This is not a number.")
    mine = "none" if has_none else value
    if row.was not in (was, mine) and mine != was:
        theirs = gettext("no figure") if row.has_none else row.value or gettext("nothing: it was taken away")
    return replace(row, value=value, note=form.note[index], has_none=has_none, error=error, theirs=theirs)


def answers_in(rows: Iterable[AnswerRow]) -> list[Answer]:
    """What the rows say."""
    return [
        Answer(row.key, None if row.has_none else read_number(row.value), row.note)
        for row in rows
        if row.value or row.has_none
    ]
