"""The road of a report as a table: every state with every event."""

import pytest

from app.reports.models import Outcome, ReportState
from app.review.workflow import TRANSITIONS, Event, StepState, after, event_of, road

S, E = ReportState, Event
TABLE = {
    S.DRAFT: {E.SEND: S.IN_DECISION},
    S.REFERRED_BACK: {E.SEND: S.IN_DECISION},
    S.IN_DECISION: {E.FORWARD: S.IN_DECISION, E.APPROVE: S.APPROVED, E.REFER_BACK: S.REFERRED_BACK},
    S.APPROVED: {E.PUBLISH: S.PUBLISHED},
    S.PUBLISHED: {},
}


@pytest.mark.parametrize("state", ReportState)
@pytest.mark.parametrize("event", Event)
def test_every_event_in_every_state(state: ReportState, event: Event) -> None:
    assert after(state, event) == TABLE[state].get(event)


def test_nothing_leads_out_of_approval_but_publication() -> None:
    assert {event for state, event in TRANSITIONS if state in (S.APPROVED, S.PUBLISHED)} == {E.PUBLISH}


@pytest.mark.parametrize(
    ("outcome", "decides", "event"),
    [
        (Outcome.APPROVED, False, E.FORWARD),
        (Outcome.APPROVED_AS_AMENDED, False, E.FORWARD),
        (Outcome.NOTED, False, E.FORWARD),
        (Outcome.REFERRED_BACK, False, E.REFER_BACK),
        (Outcome.APPROVED, True, E.APPROVE),
        (Outcome.APPROVED_AS_AMENDED, True, E.APPROVE),
        (Outcome.NOTED, True, E.APPROVE),
        (Outcome.REFERRED_BACK, True, E.REFER_BACK),
    ],
)
def test_what_a_decision_does(outcome: Outcome, decides: bool, event: Event) -> None:  # noqa: FBT001
    assert event_of(outcome, decides=decides) is event


@pytest.mark.parametrize(
    ("state", "outcomes", "expected"),
    [
        (S.DRAFT, {}, "here ahead ahead ahead"),
        (S.IN_DECISION, {}, "done here ahead ahead"),
        (S.IN_DECISION, {"board": Outcome.NOTED}, "done done here ahead"),
        (S.REFERRED_BACK, {"board": Outcome.REFERRED_BACK}, "here returned ahead ahead"),
        (S.APPROVED, {"board": Outcome.APPROVED, "council": Outcome.APPROVED}, "done done done here"),
        (S.PUBLISHED, {"board": Outcome.APPROVED, "council": Outcome.APPROVED}, "done done done done"),
    ],
)
def test_the_road_shows_one_place(state: ReportState, outcomes: dict[str, Outcome], expected: str) -> None:
    steps = road(state, ("board", "council"), outcomes)
    assert " ".join(step.state.value for step in steps) == expected
    assert [step.key for step in steps] == ["draft", "board", "council", "publication"]
    assert sum(step.state is StepState.HERE for step in steps) <= 1
