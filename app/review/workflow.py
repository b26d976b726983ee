"""The road of a report, pure: which event takes it from which state to which. Nothing else moves a report."""

from dataclasses import dataclass
from enum import StrEnum

from app.reports.models import Outcome, ReportState


class Event(StrEnum):
    """What can happen to a report as a whole."""

    SEND = "send"  # an edition is frozen and goes to the first body
    FORWARD = "forward"  # a body handled it; the next one follows
    APPROVE = "approve"  # the deciding body closed the matter
    REFER_BACK = "refer-back"
    PUBLISH = "publish"


TRANSITIONS: dict[tuple[ReportState, Event], ReportState] = {
    (ReportState.DRAFT, Event.SEND): ReportState.IN_DECISION,
    (ReportState.REFERRED_BACK, Event.SEND): ReportState.IN_DECISION,
    (ReportState.IN_DECISION, Event.FORWARD): ReportState.IN_DECISION,
    (ReportState.IN_DECISION, Event.APPROVE): ReportState.APPROVED,
    (ReportState.IN_DECISION, Event.REFER_BACK): ReportState.REFERRED_BACK,
    (ReportState.APPROVED, Event.PUBLISH): ReportState.PUBLISHED,
}


def after(state: ReportState, event: Event) -> ReportState | None:
    """The state that `event` leads to, or None where it cannot happen."""
    return TRANSITIONS.get((state, event))


def event_of(outcome: Outcome, *, decides: bool) -> Event:
    """What a body's decision does to the report. Only referral back, and the deciding body, move it."""
    if outcome is Outcome.REFERRED_BACK:
        return Event.REFER_BACK
    return Event.APPROVE if decides else Event.FORWARD


class StepState(StrEnum):
    """How far the report is at one step of its road."""

    DONE = "done"
    HERE = "here"
    RETURNED = "returned"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One step: `key` is draft, a body's key, or publication."""

    key: str
    state: StepState


def road(state: ReportState, bodies: tuple[str, ...], outcomes: dict[str, Outcome]) -> tuple[RoadStep, ...]:
    """The whole road with the place the report stands at. `outcomes` are the newest edition's, by body."""
    writing = state in (ReportState.DRAFT, ReportState.REFERRED_BACK)
    steps = [RoadStep("draft", StepState.HERE if writing else StepState.DONE)]
    reached = state is ReportState.IN_DECISION
    for body in bodies:
        if outcomes.get(body) is Outcome.REFERRED_BACK:
            steps.append(RoadStep(body, StepState.RETURNED))
        elif body in outcomes:
            steps.append(RoadStep(body, StepState.DONE))
        else:
            steps.append(RoadStep(body, StepState.HERE if reached else StepState.AHEAD))
            reached = False
    ends = {ReportState.APPROVED: StepState.HERE, ReportState.PUBLISHED: StepState.DONE}
    steps.append(RoadStep("publication", ends.get(state, StepState.AHEAD)))
    return tuple(steps)
