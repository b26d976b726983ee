"""What readers and coordinators type: read as typed, checked as a whole, given back with what is wrong."""

import re
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from app.errors import BadInput
from app.feedback.words import CONFORMANCES
from app.i18n import gettext

MOST_MESSAGE, MOST_TEXT = 5000, 8000
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100_000)]


class FeedbackForm(BaseModel):
    """A reader's message. `website` is a trap: people do not see it, programs fill it."""

    message: Words = ""
    email: Line = ""
    about: Line = ""
    website: Line = ""

    def checked(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {}
        if not self.message:
            found["message"] = gettext("Write what you want to tell.")
        elif len(self.message) > MOST_MESSAGE:
            found["message"] = gettext("This is longer than %(most)s characters.", most=MOST_MESSAGE)
        if self.email and not is_email(self.email):
            found["email"] = gettext("Check the e-mail address, or leave the field empty.")
        return found

    @property
    def page(self) -> str:
        """The page it is about: an address of the public site, else nothing."""
        is_ours = self.about.startswith("/julkaisut/") and self.about.isprintable()
        return self.about[:300] if is_ours else ""


class AnswerForm(BaseModel):
    """The answer to a reader, kept with the message."""

    answer: Words = ""

    def checked(self) -> dict[str, str]:
        """What is wrong, by field."""
        too_long = len(self.answer) > MOST_TEXT
        return {"answer": gettext("This is longer than %(most)s characters.", most=MOST_TEXT)} if too_long else {}


class StatementForm(BaseModel):
    """The accessibility statement as the organisation says it. Raises BadInput for what no form of ours sends."""

    conformance: Line = ""
    shortcomings_fi: Words = ""
    shortcomings_sv: Words = ""
    contact_email: Line = ""
    contact_phone: Line = ""

    def checked(self) -> dict[str, str]:
        """What is wrong, by field."""
        if self.conformance not in CONFORMANCES:
            raise BadInput
        found = {}
        for name in ("shortcomings_fi", "shortcomings_sv"):
            if len(getattr(self, name)) > MOST_TEXT:
                found[name] = gettext("This is longer than %(most)s characters.", most=MOST_TEXT)
        if self.conformance != "full" and not (self.shortcomings_fi or self.shortcomings_sv):
            found["shortcomings_fi"] = gettext("Say what is not accessible and why: the law asks for it.")
        if self.contact_email and not is_email(self.contact_email):
            found["contact_email"] = gettext("Check the e-mail address, or leave the field empty.")
        if len(self.contact_phone) > 40:
            found["contact_phone"] = gettext("This is longer than %(most)s characters.", most=40)
        return found


def is_email(typed: str) -> bool:
    """Does it look like an address that something can be sent to?"""
    return len(typed) <= 254 and _EMAIL.fullmatch(typed) is not None
