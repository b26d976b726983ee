"""Why a file could not be made, in words for the person who waits for it."""

from app.errors import DomainError
from app.i18n import N_


class RenderingFailed(DomainError):
    """The rendering process did not give a file. Subclasses say why."""

    message = N_("The file could not be made. The text is safe; tell the administrator if this happens again.")


class RenderingTooSlow(RenderingFailed):
    message = N_("Making the file took too long and was stopped. The text is safe.")


class RenderingTooLarge(RenderingFailed):
    message = N_("The file would be too large to make. The text is safe.")


class RenderingStopped(RenderingFailed):
    """Whoever ordered it wanted it no more."""

    message = N_("Making the file was cancelled.")
