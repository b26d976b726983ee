"""What becomes public of an own indicator: its figures, masked, among the observations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session, delete

from app.clock import now
from app.i18n import LANGUAGES, N_, Language, translate
from app.i18n.formats import number_text
from app.indicators.models import Indicator, IndicatorAbout, Observation
from app.indicators.search import search_words
from app.indicators.service import replace_series
from app.organisations.models import Organisation
from app.organisations.reference import names
from app.own_figures.masking import SMALLEST_SHOWN, Cell, Why, few_answers, hidden_cells
from app.own_figures.models import OwnFigure, OwnIndicator, Survey
from app.own_figures.queries import areas_of, figures_of
from app.own_figures.survey_kinds import SURVEY_KINDS, response_rate
from app.rendering.series import Absence

FigurePlace = tuple[str, int, str]  # region, last month of the period, population group
LONGEST_PRODUCER = 120


def publish(session: Session, key: str) -> None:
    """Bring what is published of an own indicator to what is entered, and its description to how it is made."""
    own, indicator = session.get(OwnIndicator, key), session.get(Indicator, key)
    assert own is not None
    assert indicator is not None
    survey = session.get(Survey, own.survey_id) if own.survey_id else None
    figures = figures_of(session, key)
    hidden = hidden_figures(own, survey, figures, areas_of(session, {figure.region_code for figure in figures}))
    _describe(session, own, indicator, survey)
    indicator.fetched_at = now()
    indicator.source_updated_on = max((item.collected_on for item in figures if item.collected_on), default=None)
    replace_series(session, indicator, [_observation(figure, hidden) for figure in figures])


def hidden_figures(
    own: OwnIndicator, survey: Survey | None, figures: Sequence[OwnFigure], areas: Mapping[str, frozenset[str]]
) -> dict[FigurePlace, Why]:
    """Which of the indicator's figures are not published, and why. `areas`: what each region consists of."""
    hidden: dict[FigurePlace, Why] = {}
    for sort, of_period in _by_period(figures).items():
        if survey is not None:
            hidden |= {(region, sort, group): Why.FEW_ANSWERS for region, group in _too_few(survey, of_period)}
        if own.masks_small:
            cells = [Cell(item.region_code, item.population_group, item.value, item.cleared) for item in of_period]
            hidden |= {(region, sort, group): why for (region, group), why in hidden_cells(cells, areas).items()}
    return hidden


def _by_period(figures: Iterable[OwnFigure]) -> Mapping[int, list[OwnFigure]]:
    found: defaultdict[int, list[OwnFigure]] = defaultdict(list)
    for figure in figures:
        found[figure.period_sort].append(figure)
    return found


def _too_few(survey: Survey, figures: Sequence[OwnFigure]) -> frozenset[tuple[str, str]]:
    kind = SURVEY_KINDS[survey.kind]
    answers = {(item.region_code, item.population_group): item.answers for item in figures}
    return few_answers(answers, kind.least_answers, of_each_sex=kind.of_each_sex)


def _observation(figure: OwnFigure, hidden: Mapping[FigurePlace, Why]) -> Observation:
    is_hidden = place_of(figure) in hidden
    return Observation(
        indicator_key=figure.indicator_key,
        region_code=figure.region_code,
        period_sort=figure.period_sort,
        population_group=figure.population_group,
        period=figure.period,
        value=None if is_hidden else figure.value,
        absence=Absence.MASKED if is_hidden else "",
    )


def place_of(figure: OwnFigure) -> FigurePlace:
    """Where and when and of whom."""
    return figure.region_code, figure.period_sort, figure.population_group


def _describe(session: Session, own: OwnIndicator, indicator: Indicator, survey: Survey | None) -> None:
    organisation = session.get(Organisation, own.organisation_id)
    assert organisation is not None
    session.exec(delete(IndicatorAbout).where(IndicatorAbout.indicator_key == indicator.key))  # type: ignore[arg-type]
    for language in LANGUAGES:
        place = names()[organisation.region_code][language]
        producer = survey_note(survey, language) if survey else place
        setattr(indicator, f"producer_{language}", producer[:LONGEST_PRODUCER])
        session.add(_about(own, indicator.key, survey, language, place))
    indicator.search_words = search_words(indicator)


def _about(own: OwnIndicator, key: str, survey: Survey | None, language: Language, place: str) -> IndicatorAbout:
    definition = own.definition_sv if language == "sv" and own.definition_sv else own.definition_fi
    question = own.question and translate(language, N_("The question: %(question)s"), question=own.question)
    scale = own.scale and translate(language, N_("The scale: %(scale)s"), scale=own.scale)
    made = translate(
        language, N_("%(place)s's own figures. Collected by: %(collector)s."), place=place, collector=own.collector
    )
    return IndicatorAbout(
        indicator_key=key,
        language=language,
        description="\n".join(filter(None, (definition or own.definition_sv, question, scale))),
        interpretation="\n".join(filter(None, (made, survey_facts(survey, language) if survey else ""))),
        limits="\n".join(filter(None, (own.comparability, _masking_words(own, survey, language)))),
    )


def _masking_words(own: OwnIndicator, survey: Survey | None, language: Language) -> str:
    if survey is not None and SURVEY_KINDS[survey.kind].of_each_sex:
        words = N_("Hidden where fewer than %(least)s boys or fewer than %(least)s girls answered.")
        return translate(language, words, least=SURVEY_KINDS[survey.kind].least_answers)
    if survey is not None:
        words = N_("Hidden where fewer than %(least)s people answered.")
        return translate(language, words, least=SURVEY_KINDS[survey.kind].least_answers)
    if own.masks_small:
        words = N_("Counts of 1–%(most)s people are hidden, and figures from which they could be reckoned.")
        return translate(language, words, most=SMALLEST_SHOWN - 1)
    return ""


def survey_note(survey: Survey, language: Language) -> str:
    """The line printed under figures of a survey: Järjestöbarometri 2024, n = 455, vastausprosentti 41."""
    parts = [
        f"{survey.name} {survey.year}",
        f"n = {number_text(survey.answered, 0, language)}" if survey.answered else "",
    ]
    rate = response_rate(survey.asked, survey.answered)
    if rate is not None:
        parts.append(translate(language, N_("response rate %(rate)s per cent"), rate=number_text(rate, 0, language)))
    tail = ", ".join(filter(None, parts[1:]))
    room = LONGEST_PRODUCER - len(tail) - len(f" {survey.year}, ")
    name = survey.name if len(survey.name) <= room else f"{survey.name[: room - 1].rstrip()}…"
    return ", ".join(filter(None, (f"{name} {survey.year}", tail)))


def survey_facts(survey: Survey, language: Language) -> str:
    """Everything that a reader must know of a survey, in sentences."""
    said = [
        f"{survey_note(survey, language)}.",
        survey.maker and translate(language, N_("Made by %(maker)s."), maker=survey.maker),
        survey.funder and translate(language, N_("Paid for by %(funder)s."), funder=survey.funder),
        survey.respondents and translate(language, N_("Asked of: %(people)s."), people=survey.respondents),
        survey.link,
    ]
    if survey.asked:
        asked = number_text(survey.asked, 0, language)
        said.insert(-1, translate(language, N_("Sent to %(asked)s people."), asked=asked))
    return " ".join(filter(None, said))
