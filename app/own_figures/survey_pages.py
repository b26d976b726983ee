"""Pages of surveys: how one was made, what it asked, what was answered and what the answer was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess
from app.i18n import current_language, gettext
from app.i18n.formats import number_text
from app.indicators.models import Indicator
from app.own_figures.forms import SurveyForm
from app.own_figures.list_page import organisation_name
from app.own_figures.models import OwnFigure, OwnIndicator, Survey
from app.own_figures.numbers import typed_number
from app.own_figures.publishing import hidden_figures, place_of, survey_note
from app.own_figures.queries import areas_of, figures_by_indicator, number_of, questions_of
from app.own_figures.survey_kinds import SURVEY_KINDS, response_rate
from app.own_figures.words import WHY_WORDS, title_of, unit_of
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class SurveyFormPage(Page):
    """How a survey was made, to be said or changed."""

    template: ClassVar[str] = "own_figures/survey_form.html"
    slug: str
    organisation_name: str
    action: str
    back: str
    form: SurveyForm
    is_new: bool
    kinds: tuple[tuple[str, str], ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with the organisation's own newest figure and the one before it."""

    href: str
    title: str
    question: str
    scale: str
    newest: str
    period: str
    answers: str
    hidden: str
    before: str
    period_before: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class SurveyPage(Page):
    """A survey with its questions. `line` is printed under its figures in reports."""

    template: ClassVar[str] = "own_figures/survey.html"
    slug: str
    organisation_name: str
    address: str
    new_question: str
    name: str
    line: str
    facts: tuple[tuple[str, str], ...]
    link: str
    least: int
    of_each_sex: bool
    questions: tuple[QuestionRow, ...]


def survey_form_page(
    access: OrganisationAccess,
    form: SurveyForm,
    *,
    survey: Survey | None = None,
    errors: Mapping[str, str] | None = None,
) -> SurveyFormPage:
    """The form as typed."""
    path = f"/{access.organisation.slug}/own-figures"
    return SurveyFormPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        action=f"{path}/surveys/{survey.id}/facts" if survey else f"{path}/surveys",
        back=f"{path}/surveys/{survey.id}" if survey else path,
        form=form,
        is_new=survey is None,
        kinds=tuple((key, gettext(kind.name)) for key, kind in SURVEY_KINDS.items()),
        errors=errors or {},
    )


def filled_form(survey: Survey) -> SurveyForm:
    """The form with what is stored."""
    kept = survey.model_dump(include={"name", "kind", "maker", "funder", "respondents", "link"})
    counts = {name: typed_number(getattr(survey, name), 0) for name in ("asked", "answered")}
    return SurveyForm(**kept, **counts, year=str(survey.year))


def survey_page(session: Session, access: OrganisationAccess, survey: Survey) -> SurveyPage:
    """The survey as those see it who may write its figures."""
    assert survey.id is not None
    path = f"/{access.organisation.slug}/own-figures"
    region = access.organisation.region_code
    kind = SURVEY_KINDS[survey.kind]
    pairs = questions_of(session, survey.id)
    figures = figures_by_indicator(session, [indicator.key for _, indicator in pairs])
    areas = areas_of(session, {item.region_code for of_one in figures.values() for item in of_one})
    return SurveyPage(
        slug=access.organisation.slug,
        organisation_name=organisation_name(access),
        address=f"{path}/surveys/{survey.id}",
        new_question=f"{path}/indicators/new?survey={survey.id}",
        name=f"{survey.name} {survey.year}",
        line=survey_note(survey, current_language.get()),
        facts=_facts(survey),
        link=survey.link,
        least=kind.least_answers,
        of_each_sex=kind.of_each_sex,
        questions=tuple(_question(path, region, survey, pair, figures[pair[1].key], areas) for pair in pairs),
    )


def _facts(survey: Survey) -> tuple[tuple[str, str], ...]:
    rate = response_rate(survey.asked, survey.answered)
    facts = (
        (gettext("Kind"), gettext(SURVEY_KINDS[survey.kind].name)),
        (gettext("Made by"), survey.maker),
        (gettext("Paid for by"), survey.funder),
        (gettext("Year"), str(survey.year)),
        (gettext("Who was asked"), survey.respondents),
        (gettext("Asked"), number_text(survey.asked) if survey.asked is not None else ""),
        (gettext("Answered"), number_text(survey.answered) if survey.answered is not None else ""),
        (gettext("Response rate"), f"{number_text(rate)} %" if rate is not None else ""),
    )
    return tuple((name, text) for name, text in facts if text)


def _question(
    path: str,
    region: str,
    survey: Survey,
    pair: tuple[OwnIndicator, Indicator],
    figures: Sequence[OwnFigure],
    areas: Mapping[str, frozenset[str]],
) -> QuestionRow:
    own, indicator = pair
    hidden = hidden_figures(own, survey, figures, areas)
    newest, before = _newest_two(figures, region)
    why = hidden.get(place_of(newest)) if newest else None

    def words(figure: OwnFigure | None) -> str:
        return f"{number_text(figure.value, indicator.decimals)} {unit_of(indicator)}".strip() if figure else ""

    return QuestionRow(
        href=f"{path}/indicators/{number_of(indicator.key)}",
        title=title_of(indicator),
        question=own.question,
        scale=own.scale,
        newest=words(newest),
        period=newest.period if newest else "",
        answers=number_text(newest.answers) if newest and newest.answers is not None else "",
        hidden=gettext(WHY_WORDS[why]) if why else "",
        before=words(before),
        period_before=before.period if before else "",
        is_retired=own.retired,
    )


def _newest_two(figures: Sequence[OwnFigure], region: str) -> tuple[OwnFigure | None, OwnFigure | None]:
    own = [item for item in figures if item.region_code == region and item.population_group == "total"]
    return (own[-1] if own else None), (own[-2] if len(own) > 1 else None)
