"""Why a Word file was not read, or not taken into the report: each message says what to do."""

from http import HTTPStatus
from typing import ClassVar

from app.errors import DomainError
from app.i18n import N_


class FileRefused(DomainError):
    """What was sent cannot be read as a Word file. Subclasses say why."""

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("This is not a Word file that can be read. Open it in Word and save it as a Word document (.docx).")


class OldWordFile(FileRefused):
    message = N_(
        "This is an old Word file (.doc), or one with a password. Open it in Word and save it as .docx without one."
    )


class OpenDocumentFile(FileRefused):
    message = N_("This is an OpenDocument file (.odt). Open it in LibreOffice or Word and save it as .docx.")


class PdfFile(FileRefused):
    message = N_(
        "This is a PDF, from which a text cannot be read reliably. Look for the Word file that it was made of."
    )


class RtfFile(FileRefused):
    message = N_("This is an RTF file. Open it in Word and save it as .docx.")


class TooMuchInside(FileRefused):
    message = N_(
        "The file is larger inside than can be read (50 MB). Take large images out of it, or read it in parts."
    )


class FileTooLarge(FileRefused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = N_(
        "The file is larger than 20 MB. Make its images smaller in Word (Compress Pictures), or read it in parts."
    )


class ReadingFailed(FileRefused):
    message = N_("The file could not be read to the end. Open it in Word, save it anew as .docx and try again.")


class NothingInside(FileRefused):
    message = N_("There is no text in the file.")


class SectionsFrozen(DomainError):
    """Some of the chosen sections are before a decision."""

    status = HTTPStatus.LOCKED
    message = N_("Nothing was changed. These sections are frozen, because the report is in decision: %(sections)s.")


class TextTooLong(DomainError):
    """One section would become longer than a text may be."""

    message = N_("Nothing was changed. The text of this section would become too long: %(section)s.")


class NothingChosen(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("Choose a section for at least one part.")


class AlreadyDone(DomainError):
    message = N_("This was done already, perhaps in another window. Open the page again to see how things stand.")


BY_NAME: dict[str, type[FileRefused]] = {
    "no-word": FileRefused,
    "old-word": OldWordFile,
    "odt": OpenDocumentFile,
    "pdf": PdfFile,
    "rtf": RtfFile,
    "too-large-inside": TooMuchInside,
    "empty": NothingInside,
}
