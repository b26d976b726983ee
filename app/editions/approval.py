"""The approval bound to an edition: every decision made on it, as canonical JSON. Pure."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.editions.content import APPROVAL_FORMAT, canonical, moment_in_json
from app.editions.models import Edition
from app.report_templates.schema import ReportTemplate
from app.reports.bodies import body_names
from app.reports.models import Decision

DECISION_FIELDS = (
    "body_key",
    "body_name",
    "paragraph",
    "register_number",
    "preparer",
    "presenter",
    "proposal",
    "outcome",
    "decision_text",
    "earlier_handling",
)


def approval_content(
    edition: Edition,
    decisions: Sequence[Decision],
    template: ReportTemplate,
    original: str,
    approved_at: datetime,
) -> str:
    """The decisions on `edition` in the order they were made. `original` is the report's first language."""
    bodies = {body.key: body for body in template.bodies}
    return canonical(
        {
            "format": APPROVAL_FORMAT,
            "edition": edition.sha256,
            "number": edition.number,
            "approved_at": moment_in_json(approved_at),
            "decisions": [
                decision_values(decision)
                | {"body_names": dict(body_names(bodies[decision.body_key], decision.body_name, original))}
                for decision in decisions
            ],
        }
    )


def decision_values(decision: Decision) -> dict[str, Any]:
    """What a decision row must still say for the approval to hold."""
    values: dict[str, Any] = {field: getattr(decision, field) for field in DECISION_FIELDS}
    return values | {"meeting_on": decision.meeting_on.isoformat(), "edition": decision.edition_sha256}


def decided_on(decision: dict[str, Any]) -> date:
    """The meeting's day of a decision in an approval."""
    return date.fromisoformat(decision["meeting_on"])


def read_approval(approval: str) -> dict[str, Any]:
    """The values of a stored approval."""
    values: dict[str, Any] = json.loads(approval)
    return values
