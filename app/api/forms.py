"""The form of a read token. What is typed wrong is told by the service, field by field."""

from datetime import date

from pydantic import BaseModel, Field

from app.errors import BadInput
from app.i18n import gettext


class TokenForm(BaseModel):
    name: str = Field("", max_length=300)
    expires_on: str = Field("", max_length=20)

    @property
    def last_day(self) -> date:
        """Raises BadInput when it is no day."""
        try:
            return date.fromisoformat(self.expires_on)
        except ValueError as error:
            raise BadInput({"expires_on": gettext("Choose a day from today to a year from now.")}) from error
