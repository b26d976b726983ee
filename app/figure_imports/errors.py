"""Why an upload was not taken in."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class NotAsShown(DomainError):
    """Some rows have faults, and nobody said that they may be left out."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("Nothing was taken in: some rows have faults. Correct them in the file, or leave those rows out.")


class NothingToTake(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("There is no row that could be taken in. Look at what each column means, or correct the file.")


class AlreadySettled(DomainError):
    """Taken in or left before, perhaps in another window."""

    message = N_("This file was taken in or left already, perhaps in another window.")


class DayMissing(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("Give the day on which the file was downloaded; it cannot lie in the future.")
