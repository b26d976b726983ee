"""Words looked for in all published reports of an organisation: the hits by report and section."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from sqlmodel import Session

from app.editions.models import Edition
from app.organisations.models import Organisation
from app.reading.pages import listed
from app.reading.queries import PublishedReport, published_reports
from app.reading.searching import Found, Heading, Hit, search
from app.reading.site import Site, Visit, site_of
from app.web.templating import Page

MOST_REPORTS = 30  # the newest


Pieces = tuple[str, ...]  # of a text: the odd ones are what was found


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section with its address, and the hits in its text, each with its own. The title may be a hit itself."""

    title: Pieces
    address: str
    hits: tuple[tuple[str, Pieces], ...]


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report that holds the words, in `total` places. `language` is that of its text."""

    title: str
    address: str
    language: str
    total: int
    shown: int
    sections: tuple[FoundSection, ...]


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """What was looked for, and where it stands."""

    template: ClassVar[str] = "reading/search.html"
    site: Site
    language_wanted: str
    searched: str
    reports: tuple[FoundReport, ...]
    total: int


def search_page(session: Session, visit: Visit, organisation: Organisation, typed: str) -> SearchPage:
    """The newest edition of every published report, the newest period first."""
    assert organisation.id is not None
    typed = typed.strip()
    published = published_reports(session, organisation.id)[:MOST_REPORTS] if typed else []
    found = [_found(session, visit, report, typed) for report in published]
    return SearchPage(
        site=site_of(visit, organisation, **({"q": typed} if typed else {})),
        language_wanted=visit.language if visit.stays else "",
        searched=typed,
        reports=tuple(report for report in found if report is not None),
        total=sum(report.total for report in found if report is not None),
    )


def _found(session: Session, visit: Visit, report: PublishedReport, typed: str) -> FoundReport | None:
    edition = session.get_one(Edition, report.edition_id)
    found = search(edition, visit.language, typed)
    if not found.total:
        return None
    shown = listed(session, visit, report)
    return FoundReport(
        title=f"{shown.title} {shown.plan_title}".strip(),
        address=shown.address,
        language=visit.language if visit.language in report.languages else report.languages[0],
        total=found.total,
        shown=len(found.hits),
        sections=tuple(_sections(found, shown.address)),
    )


def _sections(found: Found, address: str) -> list[FoundSection]:
    return [_section(heading, list(hits), address) for heading, hits in groupby(found.hits, key=_heading)]


def _section(heading: Heading, hits: Sequence[Hit], address: str) -> FoundSection:
    return FoundSection(
        title=hits[0].pieces if hits[0].is_title else (heading.text,),
        address=f"{address}#{heading.anchor}",
        hits=tuple((f"{address}#{hit.anchor}", hit.pieces) for hit in hits if not hit.is_title),
    )


def _heading(hit: Hit) -> Heading:
    return hit.section
