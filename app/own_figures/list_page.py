"""The front page of an organisation's own figures."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.clock import today
from app.i18n import current_language, gettext
from app.indicators.models import Indicator
from app.organisations.queries import organisations_by_id
from app.organisations.reference import names
from app.own_figures.deps import organisation_id
from app.own_figures.models import Collection, CollectionState, OwnIndicator, Survey
from app.own_figures.queries import (
    answer_counts,
    collections_asking,
    collections_by,
    figure_counts,
    number_of,
    own_indicators,
    surveys_of,
)
from app.own_figures.survey_kinds import SURVEY_KINDS
from app.own_figures.words import title_of, unit_of
from app.permissions import Permission
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    href: str
    title: str
    unit: str
    figures: int
    newest: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class SurveyRow:
    href: str
    name: str
    year: int
    kind: str
    questions: int


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A collection that the organisation made, or that asks it. `done` of `of`: municipalities, or questions."""

    href: str
    title: str
    by: str
    period: str
    due_on: date | None
    is_late: bool
    is_open: bool
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class ListPage(Page):
    """Everything that an organisation counts, asks and is asked for."""

    template: ClassVar[str] = "own_figures/list.html"
    slug: str
    organisation_name: str
    indicators: tuple[IndicatorRow, ...]
    surveys: tuple[SurveyRow, ...]
    asking: tuple[CollectionRow, ...]
    collections: tuple[CollectionRow, ...]
    may_collect: bool


def list_page(session: Session, access: OrganisationAccess) -> ListPage:
    """The page as this person may use it."""
    path = f"/{access.organisation.slug}/own-figures"
    counts = figure_counts(session, organisation_id(access))
    pairs = own_indicators(session, organisation_id(access))
    collects = access.may(Permission.FIGURES_COLLECT)
    made = collections_by(session, organisation_id(access)) if collects else ()
    asking = collections_asking(session, access.organisation.region_code)
    answered = answer_counts(session, [*made, *asking])
    askers = {item.id: item for item in organisations_by_id(session, {item.organisation_id for item in asking})}
    return ListPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        indicators=tuple(_indicator(path, pair, counts) for pair in pairs if pair[0].survey_id is None),
        surveys=tuple(_survey(path, survey, pairs) for survey in surveys_of(session, organisation_id(access))),
        asking=tuple(
            _row(
                f"{path}/asked/{item.id}",
                names()[askers[item.organisation_id].region_code][current_language.get()],
                item,
                answered[item.id or 0].get(access.organisation.region_code, 0),
                len(item.indicators),
            )
            for item in asking
        ),
        collections=tuple(
            _row(
                f"{path}/collections/{item.id}",
                organisation_name(access),
                item,
                len(set(item.regions) & answered[item.id or 0].keys()),
                len(item.regions),
            )
            for item in made
        ),
        may_collect=collects,
    )


def organisation_name(access: OrganisationAccess) -> str:
    """In the reader's language."""
    return names()[access.organisation.region_code][current_language.get()]


def _indicator(path: str, pair: tuple[OwnIndicator, Indicator], counts: dict[str, tuple[int, int]]) -> IndicatorRow:
    own, indicator = pair
    figures, newest = counts.get(indicator.key, (0, 0))
    return IndicatorRow(
        href=f"{path}/indicators/{number_of(indicator.key)}",
        title=title_of(indicator),
        unit=unit_of(indicator),
        figures=figures,
        newest=str(newest)[:4] if newest else "",
        is_retired=own.retired,
    )


def _survey(path: str, survey: Survey, pairs: list[tuple[OwnIndicator, Indicator]]) -> SurveyRow:
    questions = sum(own.survey_id == survey.id for own, _ in pairs)
    kind = gettext(SURVEY_KINDS[survey.kind].name)
    return SurveyRow(f"{path}/surveys/{survey.id}", survey.name, survey.year, kind, questions)


def _row(href: str, by: str, collection: Collection, done: int, of: int) -> CollectionRow:
    is_open = collection.state == CollectionState.OPEN
    late = is_open and done < of and collection.due_on is not None and collection.due_on < today()
    return CollectionRow(href, collection.title, by, collection.period, collection.due_on, late, is_open, done, of)
