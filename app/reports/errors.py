"""Why a report could not be started or changed."""

from http import HTTPStatus

from app.errors import BadInput, DomainError
from app.i18n.messages import N_


class ReportExists(DomainError):
    message = N_("There is already a report of this kind for this period.")


class SettingsLocked(DomainError):
    status = HTTPStatus.LOCKED
    message = N_("The report is in decision or decided: its settings no longer change.")


class NotAWriter(BadInput):
    message = N_("Choose somebody who may write in this report.")


class DueDateOutOfBounds(BadInput):
    message = N_("The due date must lie within two years from today.")


class SectionFillsItself(DomainError):
    message = N_("This section fills itself from the decisions: it is not marked ready or accepted.")
