"""A report as a file without the web: the draft as it is now, or an edition as it was frozen."""

from dataclasses import dataclass

from sqlmodel import Session

from app.assembly.service import assemble
from app.config import Settings
from app.editions.documents import documents_of
from app.editions.queries import edition_by_number, file_of
from app.exports.formats import FORMATS
from app.exports.ordering import order
from app.exports.service import word_template
from app.exports.worker import press_of
from app.files import read_file
from app.i18n import LANGUAGES
from app.organisations.queries import organisation_by_slug
from app.rendering import tree
from app.reports.models import Report
from app.reports.queries import report_by_slug


class WrongNameError(Exception):
    """What was asked for does not exist; the message says what, and what there is instead."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to export: `report` is organisation/report; without `number` the draft."""

    report: str
    format: str
    language: str
    number: int | None = None


def export(session: Session, settings: Settings, wish: Wish) -> bytes:
    """The file. An edition's is the kept one where it has been made. Raises WrongNameError or RenderingFailed."""
    if wish.format not in FORMATS:
        raise WrongNameError(f"no format {wish.format}: choose {', '.join(FORMATS)}")
    report = _report(session, wish.report)
    if wish.number is None:
        return _rendered(session, report, _draft(session, report, wish.language), settings, wish.format)
    return _edition(session, settings, report, wish, wish.number)


def _edition(session: Session, settings: Settings, report: Report, wish: Wish, number: int) -> bytes:
    edition = edition_by_number(session, report.id or 0, number)
    if edition is None:
        raise WrongNameError(f"{wish.report} has no edition {number}")
    documents = documents_of(edition)
    document = next((found for code, found in documents.items() if code == wish.language), None)
    if document is None:
        raise WrongNameError(
            f"edition {number} of {wish.report} is not in {wish.language}: choose {', '.join(documents)}"
        )
    if wish.format == "json":
        return edition.content.encode()
    file = file_of(session, edition.id or 0, wish.language, wish.format)
    kept = read_file(settings.data_dir, file.sha256) if file is not None and file.is_ready else None
    return kept or _rendered(session, report, document, settings, wish.format)


def _draft(session: Session, report: Report, language: str) -> tree.Document:
    code = next((code for code in LANGUAGES if code == language and code in report.languages), None)
    if code is None:
        raise WrongNameError(f"{report.slug} is not written in {language}: choose {', '.join(report.languages)}")
    return assemble(session, report, code, draft=True)


def _report(session: Session, address: str) -> Report:
    organisation_slug, _, report_slug = address.partition("/")
    organisation = organisation_by_slug(session, organisation_slug)
    if organisation is None or organisation.id is None:
        raise WrongNameError(f"no organisation {organisation_slug}")
    report = report_by_slug(session, organisation.id, report_slug)
    if report is None:
        raise WrongNameError(f"{organisation_slug} has no report {report_slug or '(name it: organisation/report)'}")
    return report


def _rendered(session: Session, report: Report, document: tree.Document, settings: Settings, format_key: str) -> bytes:
    template = word_template(session, report.id or 0, format_key)
    press = press_of(settings)
    try:
        made = press.make(
            order(FORMATS[format_key], document, settings.data_dir, template),
            seconds=settings.export_seconds,
            memory_mb=settings.export_memory_mb,
        )
    finally:
        press.close()
    return made.content
