"""The public pages: who has published, what, and the report itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.clock import in_finland
from app.datafiles.formats import DATA_FORMATS
from app.editions.queries import EditionFile, files_of
from app.editions.reading import Reading, reading_of
from app.i18n import current_language, gettext
from app.i18n.formats import date_text
from app.organisations.models import Organisation
from app.organisations.queries import region
from app.reading.queries import Publication, PublishedReport, PublishingOrganisation, published_reports
from app.report_templates.queries import template_of
from app.reports.settings import plan_title, report_title
from app.web.templating import Page

LANGUAGE_NAMES = {"fi": "suomeksi", "sv": "på svenska", "en": "in English"}  # each in its own language
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A published report in a list."""

    title: str
    plan_title: str
    published_on: str
    address: str


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation in the list of those that have published."""

    name: str
    address: str
    reports: int
    is_example: bool


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """A file to download. `size` is in bytes, None where the file is made when it is asked for."""

    label: str
    address: str
    size: int | None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same report in another language it is written in."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PublicationsPage(Page):
    """Everybody's way in: the organisations with published reports, and a search by name."""

    template: ClassVar[str] = "reading/publications.html"
    brand: str
    searched: str
    organisations: tuple[ListedOrganisation, ...]
    anything: bool


@dataclass(frozen=True, slots=True)
class OrganisationPage(Page):
    """The published reports of one organisation."""

    template: ClassVar[str] = "reading/organisation.html"
    brand: str
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True)
class ReportPage(Page):
    """A published report to read."""

    template: ClassVar[str] = "reading/report.html"
    brand: str
    organisation_address: str
    reading: Reading
    in_reading_language: bool  # is the page in the language of the text?
    downloads: tuple[DownloadLink, ...]
    waiting: tuple[str, ...]
    data: tuple[DownloadLink, ...]
    others: tuple[LanguageLink, ...]
    number: int
    sha256: str
    published_on: str


def publications_page(found: Sequence[PublishingOrganisation], searched: str) -> PublicationsPage:
    """The organisations whose Finnish, Swedish or English name holds what was searched."""
    wanted = searched.strip().casefold()
    listed = [
        ListedOrganisation(
            getattr(item, f"name_{current_language.get()}"), f"/julkaisut/{item.slug}", item.reports, item.is_example
        )
        for item in found
        if any(wanted in name.casefold() for name in (item.name_fi, item.name_sv, item.name_en))
    ]
    return PublicationsPage(gettext("Welfare report"), searched, tuple(listed), anything=bool(found))


def organisation_page(session: Session, organisation: Organisation) -> OrganisationPage:
    """An organisation that has published nothing gets an empty list that says so."""
    assert organisation.id is not None
    reports = published_reports(session, organisation.id)
    return OrganisationPage(
        brand=organisation_name(session, organisation),
        reports=tuple(_listed(session, organisation, report) for report in reports),
    )


def report_page(session: Session, publication: Publication) -> ReportPage:
    """The report in the reader's language where it is written in that, else in its original."""
    edition = publication.edition
    assert edition.id is not None
    assert edition.published_at is not None
    language = current_language.get()
    base = f"{publication.address}/{edition.number}"
    reading = reading_of(edition, language, base)
    files = [file for file in files_of(session, [edition.id]) if file.language == reading.language]
    return ReportPage(
        brand=organisation_name(session, publication.organisation),
        organisation_address=f"/julkaisut/{publication.organisation.slug}",
        reading=reading,
        in_reading_language=reading.language == language,
        downloads=tuple(_download(base, file) for file in _ordered(files) if file.is_ready),
        waiting=tuple(file.format.upper() for file in _ordered(files) if not file.is_ready),
        data=(
            DownloadLink("JSON", f"{base}/{reading.language}.json", len(edition.content.encode())),
            *(_figure_links(base, reading.language) if reading.has_figures else ()),
            DownloadLink(gettext("Approval"), f"{base}/approval.json", len((edition.approval or "").encode())),
        ),
        others=tuple(
            LanguageLink(code, LANGUAGE_NAMES[code], f"{publication.address}?language={code}")
            for code in reading.languages
            if code != reading.language
        ),
        number=edition.number,
        sha256=edition.sha256,
        published_on=date_text(in_finland(edition.published_at).date()),
    )


def organisation_name(session: Session, organisation: Organisation) -> str:
    """The organisation's name in the reader's language."""
    found = region(session, organisation.region_code)
    return str(getattr(found, f"name_{current_language.get()}"))


def _listed(session: Session, organisation: Organisation, report: PublishedReport) -> ListedReport:
    template, language = template_of(session, report.template_version_id), current_language.get()
    return ListedReport(
        title=report_title(template, report.assessed, language),
        plan_title=plan_title(template, report.planned, language),
        published_on=date_text(in_finland(report.published_at).date()),
        address=f"/julkaisut/{organisation.slug}/{report.slug}",
    )


def _ordered(files: Sequence[EditionFile]) -> list[EditionFile]:
    return sorted((file for file in files if file.format in FORMATS), key=lambda file: FORMATS.index(file.format))


def _figure_links(base: str, language: str) -> tuple[DownloadLink, ...]:
    """Every figure of the report in each format; how large they are is known when they are made."""
    return tuple(
        DownloadLink(gettext("Figures as %(format)s", format=form.label), f"{base}/{language}/figures.{form.key}", None)
        for form in DATA_FORMATS.values()
    )


def _download(base: str, file: EditionFile) -> DownloadLink:
    return DownloadLink(file.format.upper(), f"{base}/{file.language}.{file.format}", file.size)
