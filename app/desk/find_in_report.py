"""Words looked for in every text of a report, in the language that is open: a page, and a panel beside the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.assembly.queries import texts_of
from app.db import SessionDep
from app.desk.dashboard import all_lines
from app.document import plain_text
from app.errors import NotFound
from app.i18n import Language
from app.report_templates.queries import template_of
from app.reports.section_deps import ReadableSection, SectionAccess
from app.web.htmx import is_htmx
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/find")

AROUND = 60  # characters shown on either side of a match
SHOWN = 5  # matches of one section

WordsQuery = Annotated[str, Query(alias="q", max_length=100)]


@dataclass(frozen=True, slots=True)
class Match:
    """The words as they stand in the text, and what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class SectionMatches:
    """`matches` are the first ones of `count`."""

    name: str
    href: str
    is_here: bool
    count: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class FindPage(Page):
    template: ClassVar[str] = "desk/find.html"
    section_name: str
    section_href: str
    find_path: str
    language: Language
    words: str
    found: tuple[SectionMatches, ...]
    count: int
    beside: bool


@router.get("")
def find(
    request: Request,
    access: ReadableSection,
    session: SessionDep,
    language: Annotated[Language, Query()],
    words: WordsQuery = "",
) -> Response:
    """Every section in which the words stand, small and capital letters alike."""
    return render(request, find_page(session, access, language, words.strip(), beside=is_htmx(request)))


def find_page(session: Session, access: SectionAccess, language: Language, words: str, *, beside: bool) -> FindPage:
    """The page. Raises NotFound for a language the report is not written in."""
    report = access.on_report.report
    if language not in report.languages:
        raise NotFound
    lines = all_lines(session, access.on_report, template_of(session, report.template_version_id))
    texts = texts_of(session, access.on_report.report_id) if words else {}
    found = []
    for line in lines:
        text = texts.get(line.key, {}).get(language)
        matches = tuple(_matches(plain_text(text.document), words)) if text else ()
        if matches:
            is_here = line.key == access.section.key
            found.append(SectionMatches(line.name, line.href, is_here, len(matches), matches[:SHOWN]))
    return FindPage(
        section_name=next(line.name for line in lines if line.key == access.section.key),
        section_href=f"{access.path}?language={language}",
        find_path=f"{access.path}/find",
        language=language,
        words=words,
        found=tuple(found),
        count=sum(section.count for section in found),
        beside=beside,
    )


def _matches(text: str, words: str) -> Iterator[Match]:
    for line in text.splitlines():
        folded = line.lower()
        if len(folded) != len(line):  # a letter whose small form is longer: places would not agree
            folded = line
        at = folded.find(words.lower())
        while at >= 0:
            end = at + len(words)
            yield Match(_cut(line[:at], from_end=True), line[at:end], _cut(line[end:]))
            at = folded.find(words.lower(), end)


def _cut(text: str, *, from_end: bool = False) -> str:
    """The nearest words, with an ellipsis where more was left out."""
    if len(text) <= AROUND:
        return text
    return f"…{text[-AROUND:].partition(' ')[2]}" if from_end else f"{text[:AROUND].rpartition(' ')[0]}…"
