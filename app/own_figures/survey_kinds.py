"""The kinds of surveys, and below how many answers a figure of one is hidden. Pure."""

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True, slots=True)
class SurveyKind:
    """`of_each_sex`: as many boys and as many girls must have answered, else nothing of the area is shown."""

    name: str  # a message
    least_answers: int
    of_each_sex: bool = False


SURVEY_KINDS: dict[str, SurveyKind] = {
    "barometer": SurveyKind(N_("Welfare barometer"), 5),
    "city-service": SurveyKind(N_("City services survey (KaPa)"), 5),
    # The School Health Promotion study: a municipality is shown where at least 15 boys and 15 girls answered.
    "school": SurveyKind(N_("Extract of a school survey"), 15, of_each_sex=True),
    "association": SurveyKind(N_("Association barometer"), 5),
    "other": SurveyKind(N_("Other survey"), 5),
}


def response_rate(asked: int | None, answered: int | None) -> float | None:
    """Answers in a hundred people asked; None where one of the numbers is not known."""
    return 100 * answered / asked if asked and answered is not None else None
