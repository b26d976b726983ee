"""Why a report could not be started or changed."""

from http import HTTPStatus
from typing import ClassVar

from app.errors import BadInput, DomainError
from app.i18n import N_, gettext


class ReportExists(DomainError):
    message = N_("There is already a report of this kind for this period.")


class SettingsLocked(DomainError):
    status = HTTPStatus.LOCKED
    message = N_("The report is in decision or decided: its settings no longer change.")


class FieldRefused(BadInput):
    """One field of a form is wrong; the message stands beside it."""

    field: ClassVar[str]

    def __init__(self) -> None:
        super().__init__({self.field: gettext(self.message)})


class NotAWriter(FieldRefused):
    field = "owner_id"
    message = N_("Choose somebody who may write in this report.")


class DueDateOutOfBounds(FieldRefused):
    field = "due_on"
    message = N_("The due date must lie within two years from today.")


class ReasonMissing(FieldRefused):
    field = "reason"
    message = N_("Tell the author why the section comes back.")


class LanguageInUse(FieldRefused):
    field = "languages"
    message = N_("A language that the report has is not taken away: its texts would be lost.")


class SectionFillsItself(DomainError):
    message = N_("This section fills itself from the decisions: it is not marked ready or accepted.")
