"""What can be wrong with report templates."""

from collections.abc import Sequence

from app.errors import DomainError
from app.i18n.messages import N_


class ReportTemplateInvalid(Exception):
    """The report templates cannot be used. Each of `complaints` names file, line, place and reason."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("The report templates are not valid:\n" + "\n".join(complaints))
        self.complaints = tuple(complaints)


class VersionReused(DomainError):
    """The file was edited, but its version number was not raised."""

    message = N_(
        "The report template %(key)s has changed but is still called version %(version)s. Raise its version number."
    )
