"""Facts that stop a comment."""

from http import HTTPStatus

from app.errors import DomainError, Forbidden
from app.i18n import N_


class NotYourComment(Forbidden):
    """A comment is changed by whoever wrote it."""

    message = N_("Only the one who wrote a comment changes or deletes it.")


class ThreadGone(DomainError):
    """The conversation was deleted between being read and being answered."""

    message = N_("This conversation was deleted meanwhile.")


class TooManyComments(DomainError):
    """More at once than people write, or more than a text or a conversation holds."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    message = N_("There are too many comments here, or they come too fast. Wait a minute, and resolve old ones.")
