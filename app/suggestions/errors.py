"""Facts that stop a suggestion, or a decision on one."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class SeveralParagraphs(DomainError):
    """The range does not lie within the text of one paragraph, heading or cell."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("Choose words within one paragraph, or suggest a change to a whole paragraph.")


class NothingThere(DomainError):
    """The place has no words to hang a suggestion on."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("There are no words here. Choose some words, or suggest a new paragraph.")


class SeenChanged(DomainError):
    """The words that were before the person are not those of the text any more."""

    message = N_("Somebody changed the text meanwhile. Compare your wording with how it is now, and suggest it again.")


class ChangedSince(DomainError):
    """What the suggestion was made for is no longer what stands there."""

    message = N_("The text has changed since the suggestion was made.")


class TextGone(DomainError):
    """What the suggestion was made for was deleted, divided or copied: there is no one place to put it."""

    message = N_("The text that the suggestion is for is no longer there as one piece. It can only be rejected.")


class AlreadyDecided(DomainError):
    """Somebody else was faster."""

    message = N_("This suggestion has been decided meanwhile.")


class NotUndoable(DomainError):
    """The accepted text was written on."""

    message = N_("The text has been changed since the suggestion was accepted. Earlier versions are in the history.")


class NotYours(DomainError):
    """Deciding is the owner's, withdrawing the suggester's."""

    status = HTTPStatus.FORBIDDEN
    message = N_("Only the section's owner or the welfare coordinator decides on suggestions.")


class NotTheSuggester(DomainError):
    status = HTTPStatus.FORBIDDEN
    message = N_("Only the person who made the suggestion withdraws it.")
