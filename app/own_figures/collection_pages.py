"""Pages of collections for the one who asks: what is asked, and who has answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.accounts.queries import users_by_id
from app.clock import today
from app.i18n import current_language, gettext
from app.i18n.formats import number_text
from app.indicators.models import Indicator
from app.organisations.queries import containers, municipalities
from app.organisations.reference import names
from app.own_figures.deps import organisation_id
from app.own_figures.forms import CollectionForm
from app.own_figures.list_page import organisation_name
from app.own_figures.models import Collection, CollectionAnswer, CollectionState, OwnIndicator
from app.own_figures.queries import answers_of, areas_of, named_indicators, own_indicators, regions_served
from app.own_figures.words import title_of
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class CollectionFormPage(Page):
    """What is asked of whom, to be said or changed. `near` are the county's municipalities, `others` the rest."""

    template: ClassVar[str] = "own_figures/collection_form.html"
    slug: str
    organisation_name: str
    action: str
    back: str
    form: CollectionForm
    is_new: bool
    indicators: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """What one municipality has answered. `values` in the order of the questions; None: not answered."""

    name: str
    href: str
    uses_service: bool
    answered: int
    is_late: bool
    by: str
    at: datetime | None
    values: tuple[str | None, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollectionPage(Page):
    """The overview of the one who asks."""

    template: ClassVar[str] = "own_figures/collection.html"
    slug: str
    organisation_name: str
    address: str
    title: str
    guidance: str
    period: str
    due_on: date | None
    days_left: int | None
    is_open: bool
    questions: tuple[str, ...]
    rows: tuple[MunicipalityRow, ...]
    finished: int
    problems: tuple[str, ...] = ()


def collection_form_page(
    session: Session,
    access: OrganisationAccess,
    form: CollectionForm,
    *,
    collection: Collection | None = None,
    errors: Mapping[str, str] | None = None,
) -> CollectionFormPage:
    """The form as typed, with what there is to choose from."""
    path = f"/{access.organisation.slug}/own-figures"
    pairs = own_indicators(session, organisation_id(access))
    asked = [item for item in municipalities(session) if item.code != access.organisation.region_code]
    choices = [(item.code, getattr(item, f"name_{current_language.get()}")) for item in asked]
    near = _neighbours(session, access.organisation.region_code)
    return CollectionFormPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        action=f"{path}/collections/{collection.id}/questions" if collection else f"{path}/collections",
        back=f"{path}/collections/{collection.id}" if collection else path,
        form=form,
        is_new=collection is None,
        indicators=tuple(
            (item.key, title_of(item)) for own, item in pairs if not own.retired or item.key in form.indicators
        ),
        near=tuple(choice for choice in choices if choice[0] in near),
        others=tuple(choice for choice in choices if choice[0] not in near),
        errors=errors or {},
    )


def _neighbours(session: Session, region_code: str) -> frozenset[str]:
    """The municipalities of the same county, or of the county itself."""
    around = [item.code for item in containers(session, region_code)][:1] or [region_code]
    own = areas_of(session, [region_code])[region_code]
    return own if len(own) > 1 else areas_of(session, around)[around[0]]


def filled_form(collection: Collection) -> CollectionForm:
    """The form with what is stored."""
    return CollectionForm(
        title=collection.title,
        guidance=collection.guidance,
        indicators=collection.indicators,
        regions=collection.regions,
        period=collection.period,
        due_on=collection.due_on.isoformat() if collection.due_on else "",
    )


def collection_page(
    session: Session, access: OrganisationAccess, collection: Collection, problems: Iterable[str] = ()
) -> CollectionPage:
    """Who has answered what."""
    assert collection.id is not None
    path = f"/{access.organisation.slug}/own-figures/collections/{collection.id}"
    answers = answers_of(session, collection.id)
    known = named_indicators(session, collection.indicators)
    people = {id_: user.name for id_, user in users_by_id(session, {a.answered_by for a in answers.values()}).items()}
    served = regions_served(session, collection.regions)
    is_open = collection.state == CollectionState.OPEN
    late = is_open and collection.due_on is not None and collection.due_on < today()
    rows = [
        _municipality(path, code, collection, known, answers, people, is_late=late, uses_service=code in served)
        for code in collection.regions
    ]
    return CollectionPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        address=path,
        title=collection.title,
        guidance=collection.guidance,
        period=collection.period,
        due_on=collection.due_on,
        days_left=(collection.due_on - today()).days if collection.due_on and is_open else None,
        is_open=is_open,
        questions=tuple(title_of(known[key][1]) for key in collection.indicators),
        rows=tuple(sorted(rows, key=lambda row: row.name)),
        finished=sum(row.answered == len(collection.indicators) for row in rows),
        problems=tuple(problems),
    )


def _municipality(
    path: str,
    code: str,
    collection: Collection,
    known: Mapping[str, tuple[OwnIndicator, Indicator]],
    answers: Mapping[tuple[str, str], CollectionAnswer],
    people: Mapping[int, str],
    *,
    is_late: bool,
    uses_service: bool,
) -> MunicipalityRow:
    given = [answers.get((code, key)) for key in collection.indicators]
    answered = sum(item is not None for item in given)
    newest = max((item for item in given if item), key=lambda item: item.answered_at, default=None)
    return MunicipalityRow(
        name=names()[code][current_language.get()],
        href=f"{path}/answers/{code}",
        uses_service=uses_service,
        answered=answered,
        is_late=is_late and answered < len(given),
        by=people.get(newest.answered_by, "") if newest else "",
        at=newest.answered_at if newest else None,
        values=tuple(
            _value(item, known[key][1]) if item else None
            for key, item in zip(collection.indicators, given, strict=True)
        ),
        notes=tuple(f"{title_of(known[item.indicator_key][1])}: {item.note}" for item in given if item and item.note),
    )


def _value(item: CollectionAnswer, indicator: Indicator) -> str:
    return gettext("no figure") if item.value is None else number_text(item.value, indicator.decimals)
