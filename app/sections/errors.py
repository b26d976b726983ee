"""Facts that stop a change of a section."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class StaleVersion(DomainError):
    """The steps start from a version that is not the newest; `version` is the newest, or the
    least that it can be when somebody else is just saving."""

    message = N_("Somebody else changed the text meanwhile.")

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version


class SectionFrozen(DomainError):
    """An edition of the report is in decision, or decided: its sections do not change."""

    status = HTTPStatus.LOCKED
    message = N_("The section is frozen, because the report has been sent to decision.")


class StepsRejected(DomainError):
    """The change does not fit the text, or would make it something that may not be stored."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("The change could not be joined to the text.")


class HistoryUnknown(DomainError):
    """There is no such version of the text, or it is older than what the history reaches back to."""

    status = HTTPStatus.NOT_FOUND
    message = N_("The history of this text does not reach back to that version.")


class PlaceGone(DomainError):
    """The words or the block that a remark is about were deleted meanwhile."""

    message = N_("The text that you chose was deleted meanwhile. Choose the place again.")


class WrongState(DomainError):
    """The section is not in a state from which this can be done."""

    message = N_("The state of the section has changed meanwhile. Look at it again.")
