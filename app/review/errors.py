"""What stops the road of a report. Each says what to do instead."""

from app.errors import DomainError
from app.i18n import N_


class NotPossibleNow(DomainError):
    """The report is not in a state that this can be done from: most often it was done already."""

    message = N_("This has already been done, or the report has moved on. The page shows where it stands now.")


class SectionsNotAccepted(DomainError):
    """`sections` names what is missing."""

    message = N_("The report cannot be sent yet. Not accepted: %(sections)s.")


class AlreadyDecided(DomainError):
    message = N_("The decision of %(body)s on version %(number)s has already been recorded. It was recorded once.")


class EditionChanged(DomainError):
    message = N_(
        "The version in decision is not the one you had before you. "
        "Nothing was recorded; check the version and record the decision again."
    )


class OutOfOrder(DomainError):
    message = N_("%(body)s handles the report first. Its decision has not been recorded yet.")


class FilesNotWhole(DomainError):
    """`reasons` name each file, what it lost and where, and what to do."""

    message = N_("The version cannot be approved yet; nothing was recorded. %(reasons)s")
