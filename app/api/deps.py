"""What the addresses of the interface name, the guard on drafts, and the bounds of parameters."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi import Path as InPath

from app.accounts.deps import AddressDep
from app.api.answers import DRAFT_CACHING, EDITION_CACHING, Paging
from app.api.contents import Text
from app.api.errors import TokenNeeded, TokenUnknown
from app.api.models import ReadToken
from app.api.service import PREFIX, token_held, touch
from app.api.throttle import readings_of
from app.assembly.service import assemble
from app.config import Settings
from app.db import DatabaseDep, SessionDep
from app.editions.content import images_in
from app.editions.deps import EditionNumber, TextLanguage
from app.editions.documents import stored_documents
from app.editions.models import Edition
from app.editions.queries import edition_by_number
from app.errors import NotFound
from app.i18n import LANGUAGES, Language
from app.images.queries import layouts_of
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.rendering import tree
from app.reports.models import Report
from app.reports.queries import report_by_slug
from app.web.guards import Guard
from app.web.params import SlugInPath

ROOT = "/api/v1"
MOST_ITEMS, FURTHEST = 200, 100_000

SectionKeyInPath = Annotated[str, InPath(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=40)]
AnchorInPath = Annotated[str, InPath(pattern=r"^[A-Za-z0-9-]{1,130}$")]
LimitQuery = Annotated[int, Query(ge=1, le=MOST_ITEMS, description="At most so many items.")]
OffsetQuery = Annotated[int, Query(ge=0, le=FURTHEST, description="So many items are passed over.")]


def paging(limit: LimitQuery = 50, offset: OffsetQuery = 0) -> Paging:
    """Which part of the list is asked for."""
    return Paging(limit, offset)


def site(request: Request) -> str:
    """Our own address, by setting: never the request's host."""
    settings: Settings = request.app.state.settings
    return settings.base_url.rstrip("/")


def find_organisation(organisation: SlugInPath, session: SessionDep) -> Organisation:
    """The organisation that the address names."""
    found = organisation_by_slug(session, organisation)
    if found is None:
        raise NotFound
    return found


FoundOrganisation = Annotated[Organisation, Depends(find_organisation)]


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report and whose it is."""

    organisation: Organisation
    report: Report

    @property
    def report_id(self) -> int:
        assert self.report.id is not None
        return self.report.id


def find_report(found: FoundOrganisation, report: SlugInPath, session: SessionDep) -> FoundReport:
    """The report that the address names. Whether anything of it may be told is for whoever asks to see."""
    assert found.id is not None
    one = report_by_slug(session, found.id, report)
    if one is None:
        raise NotFound
    return FoundReport(found, one)


ReportDep = Annotated[FoundReport, Depends(find_report)]


def find_edition(found: ReportDep, number: EditionNumber, session: SessionDep) -> Edition:
    """A published edition of it; others are not there."""
    edition = edition_by_number(session, found.report_id, number)
    if edition is None or edition.published_at is None:
        raise NotFound
    return edition


EditionDep = Annotated[Edition, Depends(find_edition)]
SiteDep = Annotated[str, Depends(site)]
PagingDep = Annotated[Paging, Depends(paging)]


@lru_cache(maxsize=1)
def edition_documents(content: str, approval: str | None) -> dict[Language, tree.Document]:
    """Read once for a program that goes through an edition section by section."""
    return stored_documents(content, approval)


def edition_text(site: str, found: FoundReport, edition: Edition, language: str) -> Text:
    """A published edition in one language. Raises NotFound where it has none."""
    documents = edition_documents(edition.content, edition.approval)
    document = next((one for code, one in documents.items() if code == language), None)
    if document is None:
        raise NotFound
    address = f"{found.organisation.slug}/{found.report.slug}"
    files = f"{site}/julkaisut/{address}/{edition.number}"
    return Text(
        document=document,
        address=f"{site}{ROOT}/reports/{address}/editions/{edition.number}/{language}",
        page=f"{site}/julkaisut/{address}",
        caching=EDITION_CACHING,
        files=f"{files}/{language}",
        images={name: f"{files}/images/{name}" for name in images_in(edition.content)},
    )


def draft_text(session: SessionDep, site: str, found: FoundReport, language: str) -> Text:
    """A report as it is now in one language. Raises NotFound where it is not written in that."""
    code = next((code for code in LANGUAGES if code == language and code in found.report.languages), None)
    if code is None:
        raise NotFound
    address = f"{found.organisation.slug}/{found.report.slug}"
    return Text(
        document=assemble(session, found.report, code, draft=True),
        address=f"{site}{ROOT}/drafts/{address}/{language}",
        page=f"{site}/{address}",
        caching=DRAFT_CACHING,
        images={name: f"{site}/{address}/images/{name}" for name in layouts_of(session, found.report_id)},
    )


def find_edition_text(
    request: Request, site: SiteDep, found: ReportDep, edition: EditionDep, language: TextLanguage
) -> None:
    """For the routes about the inside of a text: that of a published edition."""
    request.state.text = edition_text(site, found, edition, language)


@dataclass(frozen=True, slots=True)
class Reader:
    """A program with a token, and the organisation whose drafts it may read."""

    token: ReadToken
    organisation: Organisation


class ReadsDrafts(Guard):
    """A read token in the header Authorization; the token says whose drafts. No cookie counts here.

    That it is in use is noted after the answer has left.
    """

    def __call__(self, request: Request, database: DatabaseDep, address: AddressDep) -> Iterator[Reader]:
        readings = readings_of(request)
        readings.begin(address)
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip().startswith(PREFIX):
            raise TokenNeeded
        try:
            with database.read() as session:
                token, organisation = token_held(session, secret.strip())
        except TokenUnknown:
            readings.wrong(address)
            raise
        readings.right(token.id or 0)
        yield Reader(token, organisation)
        touch(database, token)


ReaderDep = Annotated[Reader, Depends(ReadsDrafts())]


def find_draft(reader: ReaderDep, organisation: SlugInPath, report: SlugInPath, session: SessionDep) -> FoundReport:
    """A report of the token's organisation; another's is not there."""
    if organisation != reader.organisation.slug:
        raise NotFound
    return find_report(reader.organisation, report, session)


DraftDep = Annotated[FoundReport, Depends(find_draft)]


def find_draft_text(
    request: Request, site: SiteDep, found: DraftDep, session: SessionDep, language: TextLanguage
) -> None:
    """For the routes about the inside of a text: that of a draft."""
    request.state.text = draft_text(session, site, found, language)


def text_of(request: Request) -> Text:
    """The text that the address names, as the router's dependency found it. One that makes no sense names none."""
    found: Text | None = getattr(request.state, "text", None)
    if found is None:
        raise NotFound
    return found


TextDep = Annotated[Text, Depends(text_of)]
EDITION_TEXT = Depends(find_edition_text)
DRAFT_TEXT = Depends(find_draft_text)
"""Dependencies of the router whose routes are about the inside of a text."""
