"""Own indicators and surveys: made, changed, retired and taken into use again."""

from typing import Any

from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.errors import BadInput
from app.i18n import LANGUAGES
from app.indicators.models import Indicator
from app.organisations.models import Organisation
from app.own_figures.forms import IndicatorForm, SurveyForm
from app.own_figures.models import OwnIndicator, Survey
from app.own_figures.numbers import read_number
from app.own_figures.publishing import publish
from app.own_figures.queries import SOURCE, indicator_key, next_number, questions_of


def create_indicator(
    session: Session, actor_id: int, organisation: Organisation, form: IndicatorForm, survey: Survey | None = None
) -> Indicator:
    """An own indicator of the organisation, or a question of its survey. Raises BadInput by field."""
    _check(form.checked())
    assert organisation.id is not None
    key = indicator_key(organisation.id, next_number(session, organisation.id))
    indicator = Indicator(
        key=key,
        source=SOURCE,
        source_id=key.removeprefix(f"{SOURCE}:"),
        organisation_id=organisation.id,
        **_named(form),
    )
    own = OwnIndicator(
        indicator_key=key,
        organisation_id=organisation.id,
        survey_id=survey.id if survey else None,
        created_by=actor_id,
        created_at=now(),
        **_made(form),
    )
    session.add(indicator)
    session.flush()
    session.add(own)
    session.flush()
    publish(session, key)
    _record(session, "own-indicator:create", actor_id, own, title=indicator.title_fi)
    return indicator


def change_indicator(
    session: Session, actor_id: int, own: OwnIndicator, indicator: Indicator, form: IndicatorForm
) -> None:
    """Say anew how it is made; what is published follows. Raises BadInput by field."""
    _check(form.checked())
    indicator.sqlmodel_update(_named(form))
    own.sqlmodel_update(_made(form))
    session.add_all([indicator, own])
    session.flush()
    publish(session, own.indicator_key)
    _record(session, "own-indicator:change", actor_id, own, title=indicator.title_fi)


def retire_indicator(session: Session, actor_id: int, own: OwnIndicator, *, retired: bool) -> None:
    """Take in no more figures, or do so again. What was published stays."""
    own.retired = retired
    session.add(own)
    _record(session, "own-indicator:retire" if retired else "own-indicator:return", actor_id, own)


def create_survey(session: Session, actor_id: int, organisation: Organisation, form: SurveyForm) -> Survey:
    """A survey of the organisation, still without questions. Raises BadInput by field."""
    _check(form.checked())
    assert organisation.id is not None
    survey = Survey(organisation_id=organisation.id, created_by=actor_id, created_at=now(), **_surveyed(form))
    session.add(survey)
    session.flush()
    _record_survey(session, "survey:create", actor_id, survey)
    return survey


def change_survey(session: Session, actor_id: int, survey: Survey, form: SurveyForm) -> None:
    """Say anew how it was made; its questions are published again. Raises BadInput by field."""
    _check(form.checked())
    survey.sqlmodel_update(_surveyed(form))
    session.add(survey)
    session.flush()
    assert survey.id is not None
    for own, _ in questions_of(session, survey.id):
        publish(session, own.indicator_key)
    _record_survey(session, "survey:change", actor_id, survey)


def _check(errors: dict[str, str]) -> None:
    if errors:
        raise BadInput(errors)


def _named(form: IndicatorForm) -> dict[str, Any]:
    """What the indicator is to others; a language that was left empty takes the Finnish words."""
    threshold = read_number(form.threshold) or 0.0
    values: dict[str, Any] = {"decimals": int(form.decimals), "direction": form.direction, "threshold": threshold}
    for name in ("title", "unit"):
        for language in LANGUAGES:
            typed: str = getattr(form, f"{name}_{language}")
            values[f"{name}_{language}"] = typed or getattr(form, f"{name}_fi")
    return values


def _made(form: IndicatorForm) -> dict[str, Any]:
    names = ("definition_fi", "definition_sv", "collector", "comparability", "life_course", "theme")
    return form.model_dump(include={*names, "masks_small", "question", "scale"})


def _surveyed(form: SurveyForm) -> dict[str, Any]:
    kept = form.model_dump(include={"name", "kind", "maker", "funder", "respondents", "link"})
    return {**kept, "year": int(form.year), "asked": form.count("asked"), "answered": form.count("answered")}


def _record(session: Session, action: str, actor_id: int, own: OwnIndicator, **detail: str) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="own_indicator",
        subject_id=own.indicator_key,
        organisation_id=own.organisation_id,
        **detail,
    )


def _record_survey(session: Session, action: str, actor_id: int, survey: Survey) -> None:
    assert survey.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="survey",
        subject_id=survey.id,
        organisation_id=survey.organisation_id,
        name=survey.name,
    )
