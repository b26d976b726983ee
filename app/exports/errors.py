"""What can go wrong on the way to a file."""

from app.errors import BadInput, NotFound
from app.i18n import N_
from app.press.errors import RenderingFailed


class UnknownFormat(BadInput):
    message = N_("There is no such file format.")


class UnknownLanguage(BadInput):
    message = N_("The report is not written in this language.")


class FileNotReady(NotFound):
    message = N_("The file is not ready yet.")


class ImpossiblePart(BadInput):
    message = N_("The report has no such part.")


class SourceGone(RenderingFailed):
    """The job is older than what it was to be made of."""

    message = N_("What the file was to be made of is not there any more. Ask for it again.")
