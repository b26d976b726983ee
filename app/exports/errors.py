"""What can go wrong on the way to a file."""

from app.errors import BadInput, DomainError, NotFound
from app.i18n import N_


class UnknownFormat(BadInput):
    message = N_("There is no such file format.")


class UnknownLanguage(BadInput):
    message = N_("The report is not written in this language.")


class FileNotReady(NotFound):
    message = N_("The file is not ready yet.")


class RenderingFailed(DomainError):
    """The rendering process did not give a file. Subclasses say why, in words for the person who waits."""

    message = N_("The file could not be made. The text is safe; tell the administrator if this happens again.")


class RenderingTooSlow(RenderingFailed):
    message = N_("Making the file took too long and was stopped. The text is safe.")


class RenderingTooLarge(RenderingFailed):
    message = N_("The file would be too large to make. The text is safe.")
