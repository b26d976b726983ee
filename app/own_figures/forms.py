"""The forms of own figures: read as typed, checked as a whole, given back with what is wrong."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from app.errors import BadInput
from app.i18n import gettext
from app.indicators.catalogue import LIFE_COURSES
from app.own_figures.numbers import read_number
from app.own_figures.periods import read_period
from app.own_figures.survey_kinds import SURVEY_KINDS
from app.rendering.series import Direction

MOST_DECIMALS = 3
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class IndicatorForm(BaseModel):
    """How an own indicator is made. Of a survey's question also what was asked."""

    title_fi: Line = ""
    title_sv: Line = ""
    title_en: Line = ""
    unit_fi: Line = ""
    unit_sv: Line = ""
    unit_en: Line = ""
    decimals: Line = "0"
    definition_fi: Words = ""
    definition_sv: Words = ""
    collector: Line = ""
    comparability: Words = ""
    direction: Line = Direction.NEUTRAL.value
    threshold: Line = "0"
    life_course: Line = "all"
    theme: Line = ""
    masks_small: bool = False
    question: Words = ""
    scale: Line = ""

    def checked(self) -> dict[str, str]:
        """What is wrong, by field."""
        lengths = {"unit_fi": 40, "unit_sv": 40, "unit_en": 40, "collector": 200, "theme": 40, "scale": 200}
        lengths |= {"definition_fi": 2000, "definition_sv": 2000, "comparability": 1000, "question": 600}
        found = too_long(self, lengths)
        if not self.title_fi:
            found["title_fi"] = gettext("Give the indicator a name in Finnish.")
        if not self.collector:
            found["collector"] = gettext("Say who collects the figures: a unit or a service, not a person.")
        if not (self.definition_fi or self.definition_sv or self.question):
            found["definition_fi"] = gettext("Say what is counted, so that it is counted alike next year.")
        if not self.decimals.isdecimal() or int(self.decimals) > MOST_DECIMALS:
            found["decimals"] = gettext("Give a number from 0 to %(most)s.", most=MOST_DECIMALS)
        elif self.masks_small and int(self.decimals):
            found["decimals"] = gettext("Counts of people have no decimals.")
        threshold = read_number(self.threshold)
        if threshold is None or threshold < 0:
            found["threshold"] = gettext("Give a number, zero or more.")
        if self.direction not in set(Direction) or self.life_course not in LIFE_COURSES:
            raise BadInput
        return found


class SurveyForm(BaseModel):
    """A barometer or survey: who made it, whom it asked, how many answered."""

    name: Line = ""
    kind: Line = "barometer"
    maker: Line = ""
    funder: Line = ""
    year: Line = ""
    respondents: Line = ""
    asked: Line = ""
    answered: Line = ""
    link: Line = ""

    def checked(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = too_long(self, {"name": 200, "maker": 200, "funder": 200, "respondents": 300})
        if not self.name:
            found["name"] = gettext("Give the survey a name.")
        period = read_period(self.year)
        if period is None or period.text != self.year:
            found["year"] = gettext("Give the year with four digits.")
        for name in ("asked", "answered"):
            if getattr(self, name) and self.count(name) is None:
                found[name] = gettext("Give a whole number, or leave the field empty.")
        asked, answered = self.count("asked"), self.count("answered")
        if asked is not None and answered is not None and answered > asked:
            found["answered"] = gettext("More answered than were asked.")
        if self.link and not self.link.startswith(("https://", "http://")):
            found["link"] = gettext("A link begins with https://.")
        if self.kind not in SURVEY_KINDS:
            raise BadInput
        return found

    def count(self, name: str) -> int | None:
        """The number of people typed into a field."""
        number = read_number(getattr(self, name))
        return int(number) if number is not None and number >= 0 and number == int(number) and number < 1e9 else None


class CollectionForm(BaseModel):
    """What is asked, of whom, for which period, until when."""

    title: Line = ""
    guidance: Words = ""
    indicators: list[Line] = Field(default_factory=list, max_length=60)
    regions: list[Line] = Field(default_factory=list, max_length=320)
    period: Line = ""
    due_on: Line = ""

    def checked(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = too_long(self, {"title": 200, "guidance": 2000})
        if not self.title:
            found["title"] = gettext("Give the collection a title.")
        if not self.indicators:
            found["indicators"] = gettext("Choose at least one indicator.")
        if not self.regions:
            found["regions"] = gettext("Choose at least one municipality.")
        if read_period(self.period) is None:
            found["period"] = gettext("Give a year (2024), years (2022–2024) or a month (2024M06).")
        if self.due_on and read_day(self.due_on) is None:
            found["due_on"] = gettext("Give the day as day.month.year.")
        return found


class GridForm(BaseModel):
    """The figures as typed: parallel lists, one item a cell. `was` is what the cell held when the form was opened."""

    cell: list[Line] = Field(default_factory=list, max_length=3000)
    value: list[Line] = Field(default_factory=list, max_length=3000)
    was: list[Line] = Field(default_factory=list, max_length=3000)
    answers: list[Line] = Field(default_factory=list, max_length=3000)
    answers_was: list[Line] = Field(default_factory=list, max_length=3000)
    collected_on: Line = ""
    note: Line = ""

    def checked(self) -> None:
        """Raises BadInput for what no form of ours sends."""
        lists = [self.value, self.was, *([self.answers, self.answers_was] if self.answers else [])]
        if not self.cell or any(len(values) != len(self.cell) for values in lists):
            raise BadInput


class ClearingForm(BaseModel):
    """One small number, and why it may be published; without `clears` it is hidden again."""

    region: Line
    period_sort: int
    group: Line
    clears: bool = True
    reason: Line = ""


class AnswersForm(BaseModel):
    """A municipality's answers: parallel lists, one item a question. `none` names those without a figure."""

    key: list[Line] = Field(default_factory=list, max_length=60)
    value: list[Line] = Field(default_factory=list, max_length=60)
    was: list[Line] = Field(default_factory=list, max_length=60)
    note: list[Line] = Field(default_factory=list, max_length=60)
    none: list[Line] = Field(default_factory=list, max_length=60)

    def checked(self) -> None:
        """Raises BadInput for what no form of ours sends."""
        if not len(self.key) == len(self.value) == len(self.note) == len(self.was):
            raise BadInput


def too_long(form: BaseModel, lengths: dict[str, int]) -> dict[str, str]:
    """Fields with more characters than are kept."""
    return {
        name: gettext("This is longer than %(most)s characters.", most=most)
        for name, most in lengths.items()
        if len(getattr(form, name)) > most
    }


def read_day(typed: str) -> date | None:
    """A day as browsers send it, or as people here write it: 2026-03-31, 31.3.2026."""
    try:
        if "." in typed:
            day, month, year = (int(part) for part in typed.split("."))
            return date(year, month, day)
        return date.fromisoformat(typed)
    except ValueError:
        return None
