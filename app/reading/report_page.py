"""The page of one published report: the report itself, who decided on it, its files, and the reports beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.clock import in_finland
from app.datafiles.formats import DATA_FORMATS
from app.editions.models import Edition
from app.editions.queries import EditionFile, files_of
from app.editions.reading import Reading, reading_of
from app.i18n import gettext
from app.i18n.formats import date_text
from app.reading.facts import facts_of
from app.reading.pages import ListedReport, home_of, listed
from app.reading.queries import Publication, PublishedReport, published_editions, published_reports
from app.reading.site import Site, Visit, site_of
from app.web.templating import Page

LANGUAGE_VERSIONS = {"fi": "suomeksi", "sv": "på svenska", "en": "in English"}  # each in its own language
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """A file to download. `size` is in bytes, None where the file is made when it is asked for."""

    label: str
    address: str
    size: int | None


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """The same report in another language it is written in."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """Another published edition of the report, which stays at its address."""

    number: int
    published_on: str
    address: str


@dataclass(frozen=True, slots=True)
class ReportPage(Page):
    """A published report to read. `newer` is the newest edition's address where an older one is read.

    `successor` is the newest report of the same kind on a later term, `previous` the one on the term before; `beside`
    are all but the previous.
    """

    template: ClassVar[str] = "reading/report.html"
    site: Site
    language_wanted: str
    organisation_address: str
    address: str
    reading: Reading
    in_reading_language: bool  # is the page in the language of the text?
    downloads: tuple[DownloadLink, ...]
    waiting: tuple[str, ...]
    data: tuple[DownloadLink, ...]
    versions: tuple[LanguageVersion, ...]
    newer: str
    successor: ListedReport | None
    previous: ListedReport | None
    beside: tuple[ListedReport, ...]
    editions: tuple[OtherEdition, ...]
    number: int
    sha256: str
    published_on: str


def report_page(
    session: Session, visit: Visit, publication: Publication, edition: Edition, *, by_number: bool
) -> ReportPage:
    """The edition in the reader's language where it is written in that, else in its original."""
    assert edition.id is not None
    assert edition.published_at is not None
    base = f"{publication.address}/{edition.number}"
    here = base if by_number else publication.address
    reading = reading_of(edition, visit.language, base)
    files = [file for file in files_of(session, [edition.id]) if file.language == reading.language]
    successor, previous, beside = _others(session, visit, publication)
    site = site_of(visit, publication.organisation)
    return ReportPage(
        site=site.about(reading.opening or reading.subtitle, facts_of(site, reading, edition, base, visit.base_url)),
        language_wanted=visit.language if visit.stays else "",
        organisation_address=home_of(visit, publication.organisation),
        address=here,
        reading=reading,
        in_reading_language=reading.language == visit.language,
        downloads=tuple(_download(base, file) for file in _ordered(files) if file.is_ready),
        waiting=tuple(file.format.upper() for file in _ordered(files) if not file.is_ready),
        data=(
            *_data(reading, edition, base),
            *(_certificate(base, file) for file in _ordered(files) if file.certificate),
        ),
        versions=tuple(
            LanguageVersion(code, LANGUAGE_VERSIONS[code], f"{here}?language={code}")
            for code in reading.languages
            if code != reading.language
        ),
        newer=visit.to(publication.address) if edition.number < publication.edition.number else "",
        successor=successor,
        previous=previous,
        beside=beside,
        editions=tuple(_other_editions(session, visit, publication, edition.number)),
        number=edition.number,
        sha256=edition.sha256,
        published_on=date_text(in_finland(edition.published_at).date()),
    )


def _other_editions(session: Session, visit: Visit, publication: Publication, number: int) -> Iterator[OtherEdition]:
    assert publication.report.id is not None
    for other, at in published_editions(session, publication.report.id):
        if other != number:
            address = visit.to(f"{publication.address}/{other}")
            yield OtherEdition(other, date_text(in_finland(at).date()), address)


def _others(
    session: Session, visit: Visit, publication: Publication
) -> tuple[ListedReport | None, ListedReport | None, tuple[ListedReport, ...]]:
    """The newest later report of the kind, the one on the term before, and all but that one, the newest first."""
    own = publication.report
    others = [found for found in published_reports(session, own.organisation_id) if found.slug != own.slug]
    alike = [found for found in others if found.kind == own.kind]
    successor = next((found for found in alike if found.assessed[1] > own.assessed_to), None)
    previous = next((found for found in alike if found.assessed[1] < own.assessed_to), None)
    beside = tuple(listed(session, visit, found) for found in others if found is not previous)
    return _listed(session, visit, successor), _listed(session, visit, previous), beside


def _listed(session: Session, visit: Visit, found: PublishedReport | None) -> ListedReport | None:
    return listed(session, visit, found) if found else None


def _data(reading: Reading, edition: Edition, base: str) -> tuple[DownloadLink, ...]:
    """The stored edition, every figure of it in each format, the decisions bound to it."""
    figures = (
        DownloadLink(gettext("Figures as %(format)s", format=form.label), _figures(base, reading, form.key), None)
        for form in DATA_FORMATS.values()
    )
    return (
        *(figures if reading.has_figures else ()),
        DownloadLink("JSON", f"{base}/{reading.language}.json", len(edition.content.encode())),
        DownloadLink(gettext("Approval"), f"{base}/approval.json", len((edition.approval or "").encode())),
    )


def _figures(base: str, reading: Reading, form_key: str) -> str:
    return f"{base}/{reading.language}/figures.{form_key}"


def _ordered(files: Sequence[EditionFile]) -> list[EditionFile]:
    return sorted((file for file in files if file.format in FORMATS), key=lambda file: FORMATS.index(file.format))


def _download(base: str, file: EditionFile) -> DownloadLink:
    return DownloadLink(file.format.upper(), f"{base}/{file.language}.{file.format}", file.size)


def _certificate(base: str, file: EditionFile) -> DownloadLink:
    label = gettext("Certificate of the %(format)s file", format=file.format.upper())
    return DownloadLink(label, f"{base}/{file.language}.{file.format}/certificate.json", None)
