"""The decision's form: what is read, what is refused and how it is said."""

from datetime import date

import pytest

from app.errors import BadInput
from app.i18n import use_language
from app.reports.models import Outcome
from app.review.forms import BOUNDS, DecisionForm, check, parse_day

FROZEN, TODAY = date(2026, 11, 16), date(2026, 12, 20)
GOOD = {"body_name": "Kaupunginvaltuusto", "meeting_on": "2026-12-14", "paragraph": "98", "outcome": "approved"}


def faults(**changes: str) -> dict[str, str]:
    with use_language("en"), pytest.raises(BadInput) as caught:
        check(DecisionForm(**(GOOD | changes)), frozen_on=FROZEN, today=TODAY)
    return caught.value.field_errors


def test_a_good_form_is_read() -> None:
    read = check(DecisionForm(**(GOOD | {"paragraph": "§ 98"})), frozen_on=FROZEN, today=TODAY)
    assert (read.meeting_on, read.outcome, read.texts["paragraph"]) == (date(2026, 12, 14), Outcome.APPROVED, "98")


@pytest.mark.parametrize("text", ["2026-12-14", "14.12.2026", " 14.12.2026 "])
def test_days_are_read_as_browsers_and_people_write_them(text: str) -> None:
    assert parse_day(text) == date(2026, 12, 14)


@pytest.mark.parametrize("text", ["", "14.12.26", "31.2.2026", "0000-00-00", "²026-12-14", "99999-1-1", "x-y-z", "a"])
def test_nonsense_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("meeting_on", "2026-12-21", "still ahead"),
        ("meeting_on", "2026-11-15", "frozen on 16 November 2026"),
        ("meeting_on", "", "day of the meeting"),
        ("paragraph", "", "paragraph"),
        ("paragraph", "§", "paragraph"),
        ("outcome", "rejected", "Choose"),
        ("body_name", " ", "name of the body"),
    ],
)
def test_a_fault_is_said_at_its_field(field: str, value: str, said: str) -> None:
    assert said in faults(**{field: value})[field]


@pytest.mark.parametrize("outcome", ["referred-back", "approved-as-amended"])
def test_what_changes_the_text_must_be_explained(outcome: str) -> None:
    assert "decision_text" in faults(outcome=outcome)
    assert check(
        DecisionForm(**(GOOD | {"outcome": outcome, "decision_text": "Tavoite 2.1."})), frozen_on=FROZEN, today=TODAY
    )


@pytest.mark.parametrize("field", BOUNDS)
def test_texts_have_bounds(field: str) -> None:
    assert faults(**{field: "1" * (BOUNDS[field] + 1)})[field] == f"At most {BOUNDS[field]} characters."


def test_all_faults_are_said_at_once() -> None:
    assert set(faults(meeting_on="", paragraph="", outcome="")) == {"meeting_on", "paragraph", "outcome"}


def test_the_day_of_freezing_and_today_are_allowed() -> None:
    for day in (FROZEN, TODAY):
        assert check(DecisionForm(**(GOOD | {"meeting_on": day.isoformat()})), frozen_on=FROZEN, today=TODAY)
