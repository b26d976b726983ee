"""The pages of this package."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from app.exports.certificates import CertificateWords, certificate_words
from app.exports.formats import FORMATS, Format
from app.exports.queries import JobRow
from app.i18n import current_language, gettext
from app.permissions import Permission
from app.rendering.parts import SUMMARY, WHOLE, section_part
from app.report_templates.schema import ReportTemplate
from app.reports.deps import ReportAccess
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class ExportPage(Page):
    """How far a file is; asks again every second while it is being made. `suggestions`: it shows the open ones.

    `part_name` is what of the report it holds.
    """

    template: ClassVar[str] = "exports/export.html"
    report_path: str
    report_slug: str
    job: JobRow
    format: Format
    extras: tuple[str, ...]
    again: str
    can_cancel: bool
    proved: CertificateWords | None
    part_name: str

    @classmethod
    def of(cls, access: ReportAccess, job: JobRow, template: ReportTemplate, extras: tuple[str, ...]) -> "ExportPage":
        return cls(
            access.path,
            access.report.slug,
            job,
            FORMATS[job.format],
            extras,
            query_of(extras),
            can_cancel=may_cancel(access, job),
            proved=certificate_words(job.certificate) if job.certificate is not None else None,
            part_name=dict(part_choices(template)).get(job.part, ""),
        )


@dataclass(frozen=True, slots=True)
class ExportProgress(ExportPage):
    """The part that changes."""

    template: ClassVar[str] = "exports/_progress.html"


@dataclass(frozen=True, slots=True)
class ExportFormPage(Page):
    """What a draft can be had as: language, format, the whole or a part."""

    template: ClassVar[str] = "exports/new.html"
    report_path: str
    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    parts: tuple[tuple[str, str], ...]
    chosen: str

    @classmethod
    def of(cls, access: ReportAccess, template: ReportTemplate, chosen: str) -> "ExportFormPage":
        shown = (FORMATS["pdf"], FORMATS["docx"])
        return cls(access.path, tuple(access.report.languages), shown, part_choices(template), chosen)


def query_of(extras: tuple[str, ...]) -> str:
    """How the address of an export says what it shows beside the text, so that it can be asked for again."""
    return f"?{urlencode(dict.fromkeys(extras, 'true'))}" if extras else ""


def may_cancel(access: ReportAccess, job: JobRow) -> bool:
    """Whoever asked for it, and the coordinator."""
    return job.is_waiting and (job.requested_by == access.person.id or access.may(Permission.EDITION_SEND))


def part_choices(template: ReportTemplate) -> tuple[tuple[str, str], ...]:
    """Name and words of everything that can be had as a file of its own, the whole first."""
    numbers, language = template.numbers(), current_language.get()
    sections = [
        (
            SUMMARY if section.role == "summary" else section_part(section.key),
            f"{numbers[section.key]} {section.titles.in_language(language)}".strip(),
        )
        for section in template.sections
    ]
    return ((WHOLE, gettext("the whole report")), *sections)
