"""What sections tell the live channels: in this process after the commit, to the others with it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.db import after_commit
from app.live.messages import PanelChanged, SectionChanged, StepsSaved, steps_text
from app.live.relay import has_others, tell_others
from app.live.topics import hub, report_topic, text_topic

_TOLD = "steps told"  # in a session's info: what its transaction adds to each text


def announce_steps(session: Session, text_id: int, after: int, made: Sequence[dict[str, Any]]) -> None:
    """Tell those who have this text open which steps followed the version `after`; see `step_message`.

    What one transaction adds to a text is told in one message.
    """
    topic = text_topic(text_id)
    if has_others(session):
        tell_others(session, topic, _steps_saved(after, made))
    told: dict[str, list[dict[str, Any]]] = session.info.setdefault(_TOLD, {})
    if topic in told:
        told[topic].extend(made)
        return
    told[topic] = together = list(made)
    after_commit(session, lambda: hub.publish(topic, _steps_saved(after, together)))


def _steps_saved(after: int, made: Sequence[dict[str, Any]]) -> StepsSaved:
    version = after + len(made)
    return StepsSaved(after, version, steps_text(version, made))


def announce_section(session: Session, report_id: int, section_id: int | None) -> None:
    """Tell those who have this report open."""
    _announce(session, report_topic(report_id), SectionChanged(section_id))


def announce_panel(session: Session, text_id: int, what: str) -> None:
    """Tell those who have this text open that the panel `what` shows something new."""
    _announce(session, text_topic(text_id), PanelChanged(what))


def _announce(session: Session, topic: str, message: Any) -> None:
    tell_others(session, topic, message)
    after_commit(session, lambda: hub.publish(topic, message))
