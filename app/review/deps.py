"""Values of addresses in the handling of reports."""

from typing import Annotated

from fastapi import Depends, Form

from app.db import SessionDep
from app.editions.deps import EditionNumber
from app.editions.models import Edition
from app.editions.queries import edition_by_number
from app.errors import NotFound
from app.reports.deps import EditionedReport
from app.review.forms import DecisionForm

TypedDecision = Annotated[DecisionForm, Form()]
TypedReason = Annotated[str, Form(max_length=4000)]


def find_edition(number: EditionNumber, access: EditionedReport, session: SessionDep) -> Edition:
    """The edition that the address names, of a report whose editions this person may read."""
    edition = edition_by_number(session, access.report_id, number)
    if edition is None:
        raise NotFound
    return edition


SeenEdition = Annotated[Edition, Depends(find_edition)]
