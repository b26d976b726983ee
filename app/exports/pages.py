"""The pages of this package."""

from dataclasses import dataclass
from typing import ClassVar

from app.exports.formats import FORMATS, Format
from app.exports.queries import JobRow
from app.reports.deps import ReportAccess
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class ExportPage(Page):
    """How far a file is; asks again every second while it is being made. `suggestions`: it shows the open ones."""

    template: ClassVar[str] = "exports/export.html"
    report_path: str
    report_slug: str
    job: JobRow
    format: Format
    suggestions: bool

    @classmethod
    def of(cls, access: ReportAccess, job: JobRow, *, suggestions: bool) -> "ExportPage":
        return cls(access.path, access.report.slug, job, FORMATS[job.format], suggestions)


@dataclass(frozen=True, slots=True)
class ExportProgress(ExportPage):
    """The part that changes."""

    template: ClassVar[str] = "exports/_progress.html"
