"""Guards and values of addresses where feedback is answered."""

from typing import Annotated

from fastapi import Depends

from app.accounts.guards import OnOrganisation, OrganisationAccess
from app.db import SessionDep
from app.errors import NotFound
from app.feedback.models import Feedback
from app.feedback.queries import feedback_of, id_of
from app.permissions import Permission
from app.web.params import IdInPath

AnsweringOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.FEEDBACK_ANSWER))]


def find_feedback(feedback_id: IdInPath, access: AnsweringOrganisation, session: SessionDep) -> Feedback:
    """The message that the address names, if it was sent to this organisation."""
    found = feedback_of(session, id_of(access.organisation), feedback_id)
    if found is None:
        raise NotFound
    return found


FoundFeedback = Annotated[Feedback, Depends(find_feedback)]
