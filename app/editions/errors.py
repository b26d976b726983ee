"""What stops the freezing or binding of an edition."""

from app.errors import DomainError
from app.i18n import N_


class AlreadyFrozen(DomainError):
    message = N_("Somebody else froze a version of this report at the same moment. Open the page again.")


class AlreadyApproved(DomainError):
    message = N_("This version has been approved. It is never changed again.")


class NotApproved(DomainError):
    message = N_("Only an approved version can be published.")


class NothingWritten(DomainError):
    message = N_("The report has no text to freeze.")
