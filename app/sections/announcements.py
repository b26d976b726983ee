"""What sections tell the live channels, after the commit."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.db import after_commit
from app.live.topics import hub


@dataclass(frozen=True, slots=True)
class StepsSaved:
    """Steps that took a text from the version `after` to `after + len(steps)`; see `step_message`."""

    after: int
    steps: tuple[dict[str, Any], ...]

    @property
    def version(self) -> int:
        return self.after + len(self.steps)


@dataclass(frozen=True, slots=True)
class SectionChanged:
    """State, owner or freezing changed: of one section, or of all of the report when it is None."""

    section_id: int | None


@dataclass(frozen=True, slots=True)
class PanelChanged:
    """Something beside the text changed: its "comments", "suggestions", "history", "translation"."""

    what: str


def text_topic(text_id: int) -> str:
    return f"text:{text_id}"


def report_topic(report_id: int) -> str:
    return f"report:{report_id}"


def announce_steps(session: Session, text_id: int, saved: StepsSaved) -> None:
    """Tell those who have this text open."""
    after_commit(session, lambda: hub.publish(text_topic(text_id), saved))


def announce_section(session: Session, report_id: int, section_id: int | None) -> None:
    """Tell those who have this report open."""
    after_commit(session, lambda: hub.publish(report_topic(report_id), SectionChanged(section_id)))


def announce_panel(session: Session, text_id: int, what: str) -> None:
    """Tell those who have this text open that the panel `what` shows something new."""
    after_commit(session, lambda: hub.publish(text_topic(text_id), PanelChanged(what)))
