"""Who may refresh the indicators: they are the same for all organisations here, so a right in any of them is enough."""

from typing import Annotated

from fastapi import Depends

from app.accounts.guards import CurrentPerson, Person, Requires, deny
from app.errors import SignInNeeded
from app.permissions import ROLE_PERMISSIONS, Permission


class RequiresSomewhere(Requires):
    """A right in at least one organisation, or over the whole installation."""

    def __call__(self, person: CurrentPerson) -> Person:
        if person is None:
            raise SignInNeeded
        if not any(self.permission in ROLE_PERMISSIONS[holding.role] for holding in person.holdings):
            raise deny(self.permission)
        return person


REFRESHING = Depends(RequiresSomewhere(Permission.INDICATORS_REFRESH))
RefreshingPerson = Annotated[Person, REFRESHING]
