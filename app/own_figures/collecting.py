"""Figures asked from several municipalities by one form: made, answered, closed, opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import Grant
from app.accounts.notifications import notify
from app.audit.service import record
from app.clock import now
from app.errors import BadInput
from app.i18n import current_language, gettext
from app.organisations.models import Organisation
from app.organisations.reference import names
from app.own_figures.errors import CollectionClosed, CollectionOpen
from app.own_figures.forms import CollectionForm, read_day
from app.own_figures.models import Collection, CollectionAnswer, CollectionState
from app.own_figures.periods import read_period
from app.own_figures.queries import answers_of, named_indicators, regions_by_code
from app.own_figures.saving import FigureRow, save_figures
from app.permissions import ROLE_PERMISSIONS, Permission


@dataclass(frozen=True, slots=True)
class Answer:
    """What a municipality says to one question; without `value` that it has no figure."""

    indicator_key: str
    value: float | None
    note: str = ""


def create_collection(session: Session, actor_id: int, organisation: Organisation, form: CollectionForm) -> Collection:
    """Ask these municipalities for these figures. Raises BadInput by field."""
    assert organisation.id is not None
    made = Collection(
        organisation_id=organisation.id, created_by=actor_id, created_at=now(), **_asked(session, organisation, form)
    )
    session.add(made)
    session.flush()
    _record(session, "collection:create", actor_id, made)
    _tell_those_asked(session, actor_id, made)
    return made


def _tell_those_asked(session: Session, actor_id: int, collection: Collection) -> None:
    """Whoever may enter figures in a municipality that uses the service hears of it."""
    writing = [role for role, held in ROLE_PERMISSIONS.items() if Permission.FIGURES_WRITE in held]
    statement = (
        select(Organisation.slug, Grant.user_id)
        .join(Grant, col(Grant.organisation_id) == col(Organisation.id))
        .where(col(Organisation.region_code).in_(collection.regions), col(Grant.role).in_(writing))
        .where(col(Grant.report_id).is_(None))
    )
    for slug, user_id in session.exec(statement).all():
        href = f"/{slug}/own-figures/asked/{collection.id}"
        notify(session, [user_id], actor_id=actor_id, kind="collection", subject=collection.title, href=href)


def change_collection(
    session: Session, actor_id: int, organisation: Organisation, collection: Collection, form: CollectionForm
) -> None:
    """Ask otherwise; answers that were given stay. Raises BadInput by field, CollectionClosed."""
    _still_open(collection)
    collection.sqlmodel_update(_asked(session, organisation, form))
    session.add(collection)
    _record(session, "collection:change", actor_id, collection)


def answer(
    session: Session, actor_id: int, collection: Collection, region_code: str, answers: Sequence[Answer]
) -> None:
    """Keep a municipality's answers; those not among `answers` are taken away. Raises CollectionClosed."""
    _still_open(collection)
    assert collection.id is not None
    given = {item.indicator_key: item for item in answers if item.indicator_key in collection.indicators}
    stored = {key: found for (_, key), found in answers_of(session, collection.id, region_code).items()}
    for key in stored.keys() - given.keys():
        session.delete(stored[key])
    for key, item in given.items():
        _keep(session, actor_id, collection.id, region_code, stored.get(key), item)
    _record(session, "collection:answer", actor_id, collection, region=region_code, answers=len(given))


def _keep(
    session: Session, actor_id: int, collection_id: int, region_code: str, old: CollectionAnswer | None, item: Answer
) -> None:
    if old is not None and (old.value, old.note) == (item.value, item.note):
        return
    kept = old or CollectionAnswer(
        collection_id=collection_id,
        region_code=region_code,
        indicator_key=item.indicator_key,
        answered_by=actor_id,
        answered_at=now(),
    )
    kept.value, kept.note, kept.answered_by, kept.answered_at = item.value, item.note, actor_id, now()
    session.add(kept)


def close_collection(session: Session, actor_id: int, organisation: Organisation, collection: Collection) -> None:
    """End the asking: what was answered becomes figures of the one who asked, and is published masked.

    Raises BadInput when an answer cannot be a figure, CollectionClosed.
    """
    _still_open(collection)
    assert collection.id is not None
    answers = answers_of(session, collection.id)
    rows = [
        FigureRow(key, region, collection.period, found.value, note=found.note, collected_on=found.answered_at.date())
        for (region, key), found in answers.items()
        if region in collection.regions and key in collection.indicators
    ]
    saved = save_figures(session, actor_id, organisation, rows)
    if saved.errors:
        language = current_language.get()
        places = [names()[rows[error.row].region_code][language] for error in saved.errors]
        told = [f"{place}: {error.message}" for place, error in zip(places, saved.errors, strict=True)]
        raise BadInput({str(index): text for index, text in enumerate(told)})
    collection.state = CollectionState.CLOSED
    session.add(collection)
    _record(session, "collection:close", actor_id, collection, figures=saved.changed)


def reopen_collection(session: Session, actor_id: int, collection: Collection) -> None:
    """Take in answers again. What was published stays until it is closed anew."""
    if collection.state == CollectionState.OPEN:
        raise CollectionOpen
    collection.state = CollectionState.OPEN
    session.add(collection)
    _record(session, "collection:reopen", actor_id, collection)


def _still_open(collection: Collection) -> None:
    if collection.state != CollectionState.OPEN:
        raise CollectionClosed


def _asked(session: Session, organisation: Organisation, form: CollectionForm) -> dict[str, Any]:
    errors = form.checked()
    known = named_indicators(session, form.indicators)
    if any(key not in known or known[key][0].organisation_id != organisation.id for key in form.indicators):
        raise BadInput
    if len(regions_by_code(session, form.regions)) != len(set(form.regions)):
        errors["regions"] = gettext("One of the municipalities is not known.")
    period = read_period(form.period)
    if errors or period is None:
        raise BadInput(errors)
    return {
        "title": form.title,
        "guidance": form.guidance,
        "indicators": list(dict.fromkeys(form.indicators)),
        "regions": list(dict.fromkeys(form.regions)),
        "period": period.text,
        "period_sort": period.sort,
        "due_on": read_day(form.due_on) if form.due_on else None,
    }


def _record(session: Session, action: str, actor_id: int, collection: Collection, **detail: Any) -> None:
    assert collection.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="collection",
        subject_id=collection.id,
        organisation_id=collection.organisation_id,
        title=collection.title,
        **detail,
    )
