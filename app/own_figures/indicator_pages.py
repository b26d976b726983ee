"""Pages of one own indicator: how it is made, all its figures unmasked, the form in which they are typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.accounts.queries import users_by_id
from app.i18n import gettext
from app.i18n.formats import date_text, number_text
from app.indicators.catalogue import LIFE_COURSES
from app.indicators.models import Indicator
from app.own_figures.deps import organisation_id
from app.own_figures.forms import IndicatorForm
from app.own_figures.history import Change, history_of
from app.own_figures.list_page import organisation_name
from app.own_figures.masking import Why, is_small
from app.own_figures.models import OwnFigure, OwnIndicator, Survey
from app.own_figures.numbers import plain_number
from app.own_figures.publishing import hidden_figures, place_of
from app.own_figures.queries import areas_of, figures_of, number_of
from app.own_figures.words import DIRECTION_WORDS, WHY_WORDS, group_word, names_of, place_words, title_of, unit_of
from app.permissions import Permission
from app.rendering.series import Direction
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class IndicatorFormPage(Page):
    """How an indicator is made, to be said or changed. `survey` is the name of the survey it is a question of."""

    template: ClassVar[str] = "own_figures/indicator_form.html"
    slug: str
    organisation_name: str
    action: str
    back: str
    form: IndicatorForm
    is_new: bool
    survey: str
    directions: tuple[tuple[str, str], ...]
    life_courses: tuple[tuple[str, str], ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A region and a population group. `spans`: the first of so many columns of its region, else 0."""

    region: str
    group: str
    spans: int


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure unmasked. `hidden` says why the public does not see it; `cleared` why it does though it is small."""

    value: str
    answers: str
    hidden: str
    cleared: str
    told: str  # who entered it, when, and what they noted


@dataclass(frozen=True, slots=True)
class SmallFigure:
    """A small number that a person may let out, or has."""

    place: str
    value: str
    region: str
    sort: int
    group: str
    reason: str
    is_cleared: bool


@dataclass(frozen=True, slots=True)
class IndicatorPage(Page):
    """One own indicator for those who may write its figures."""

    template: ClassVar[str] = "own_figures/indicator.html"
    slug: str
    organisation_name: str
    address: str
    title: str
    unit: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[ShownFigure | None, ...]], ...]
    hidden: int
    small: tuple[SmallFigure, ...]
    changes: tuple[Change, ...]
    survey: Survey | None
    is_retired: bool
    may_clear: bool
    errors: Mapping[str, str] = field(default_factory=dict)


def indicator_form_page(
    access: OrganisationAccess,
    form: IndicatorForm,
    *,
    number: int = 0,
    survey: Survey | None = None,
    errors: Mapping[str, str] | None = None,
) -> IndicatorFormPage:
    """The form as typed; without `number` for a new indicator."""
    path = f"/{access.organisation.slug}/own-figures"
    new = f"{path}/indicators?survey={survey.id}" if survey else f"{path}/indicators"
    above = f"{path}/surveys/{survey.id}" if survey else path
    return IndicatorFormPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        action=f"{path}/indicators/{number}/definition" if number else new,
        back=f"{path}/indicators/{number}" if number else above,
        form=form,
        is_new=not number,
        survey=survey.name if survey else "",
        directions=tuple((key.value, gettext(words)) for key, words in DIRECTION_WORDS.items()),
        life_courses=tuple((key, gettext(words)) for key, words in LIFE_COURSES.items()),
        errors=errors or {},
    )


def filled_form(own: OwnIndicator, indicator: Indicator) -> IndicatorForm:
    """The form with what is stored."""
    texts: dict[str, Any] = indicator.model_dump() | own.model_dump()
    typed = {name: texts[name] for name in IndicatorForm.model_fields if name in texts}
    return IndicatorForm(
        **{
            **typed,
            "decimals": str(indicator.decimals),
            "threshold": plain_number(indicator.threshold or 0),
        }
    )


def indicator_page(
    session: Session, access: OrganisationAccess, pair: tuple[OwnIndicator, Indicator], errors: dict[str, str]
) -> IndicatorPage:
    """The indicator with every figure."""
    own, indicator = pair
    survey = session.get(Survey, own.survey_id) if own.survey_id else None
    figures = figures_of(session, indicator.key)
    regions = {item.region_code for item in figures}
    hidden = hidden_figures(own, survey, figures, areas_of(session, regions))
    names = names_of(session, regions)
    columns = columns_of([(item.region_code, item.population_group) for item in figures], names)
    may_clear = access.may(Permission.FIGURES_CLEAR)
    return IndicatorPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        address=f"/{access.organisation.slug}/own-figures/indicators/{number_of(indicator.key)}",
        title=title_of(indicator),
        unit=unit_of(indicator),
        facts=_facts(own, indicator),
        columns=tuple(column for _, column in columns),
        rows=_rows(session, indicator, figures, hidden, [place for place, _ in columns]),
        hidden=len(hidden),
        small=tuple(_small(item, indicator, names) for item in figures if own.masks_small and is_small(item.value)),
        changes=history_of(session, organisation_id(access), indicator.key, names),
        survey=survey,
        is_retired=own.retired,
        may_clear=may_clear,
        errors=errors,
    )


def columns_of(places: Sequence[tuple[str, str]], names: Mapping[str, str]) -> list[tuple[tuple[str, str], Column]]:
    """The columns of a table of these regions and groups: regions in the order met, everybody before the sexes."""
    regions = list(dict.fromkeys(region for region, _ in places))
    order = {"total": 0, "male": 1, "female": 2}
    found = []
    for region in regions:
        groups = sorted({group for code, group in places if code == region}, key=lambda group: order.get(group, 3))
        for index, group in enumerate(groups):
            column = Column(names.get(region, region), group_word(group), 0 if index else len(groups))
            found.append(((region, group), column))
    return found


def _facts(own: OwnIndicator, indicator: Indicator) -> tuple[tuple[str, str], ...]:
    masking = gettext("Counts of people: 1–4 are hidden in public") if own.masks_small else ""
    facts = (
        (gettext("Definition"), own.definition_fi),
        (gettext("Definition in Swedish"), own.definition_sv),
        (gettext("Question"), own.question),
        (gettext("Scale"), own.scale),
        (gettext("Collected by"), own.collector),
        (gettext("Comparability"), own.comparability),
        (gettext("Good direction"), gettext(DIRECTION_WORDS[Direction(indicator.direction or Direction.NEUTRAL)])),
        (
            gettext("Smallest change that matters"),
            f"{plain_number(indicator.threshold or 0)} {unit_of(indicator)}",
        ),
        (gettext("Masking"), masking),
    )
    return tuple((name, text) for name, text in facts if text.strip())


def _rows(
    session: Session,
    indicator: Indicator,
    figures: Sequence[OwnFigure],
    hidden: Mapping[tuple[str, int, str], Why],
    places: Sequence[tuple[str, str]],
) -> tuple[tuple[str, tuple[ShownFigure | None, ...]], ...]:
    people = users_by_id(session, {item.entered_by for item in figures})
    held = {(item.period, item.region_code, item.population_group): item for item in figures}
    periods = list(dict.fromkeys(item.period for item in figures))
    rows = []
    for period in reversed(periods):
        cells = []
        for place in places:
            found = held.get((period, *place))
            who = people[found.entered_by].name if found else ""
            cells.append(_shown(found, indicator, hidden, who) if found else None)
        rows.append((period, tuple(cells)))
    return tuple(rows)


def _shown(
    figure: OwnFigure, indicator: Indicator, hidden: Mapping[tuple[str, int, str], Why], who: str
) -> ShownFigure:
    why = hidden.get(place_of(figure))
    day = figure.collected_on or figure.entered_at.date()
    return ShownFigure(
        value=number_text(figure.value, indicator.decimals),
        answers=number_text(figure.answers, 0) if figure.answers is not None else "",
        hidden=gettext(WHY_WORDS[why]) if why else "",
        cleared=figure.cleared_reason if figure.cleared and not why else "",
        told=_told(who, day, figure.note),
    )


def _told(who: str, day: date, note: str) -> str:
    return ", ".join(filter(None, (who, date_text(day), note)))


def _small(figure: OwnFigure, indicator: Indicator, names: dict[str, str]) -> SmallFigure:
    return SmallFigure(
        place=place_words(figure, names),
        value=number_text(figure.value, indicator.decimals),
        region=figure.region_code,
        sort=figure.period_sort,
        group=figure.population_group,
        reason=figure.cleared_reason,
        is_cleared=figure.cleared,
    )
