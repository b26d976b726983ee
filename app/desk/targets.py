"""What a cross reference can point to, as the documents will number it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from app.assembly.service import assemble
from app.db import SessionDep
from app.errors import NotFound
from app.i18n import Language
from app.rendering import tree
from app.rendering.prose import plain_text
from app.rendering.references import reference_words
from app.reports.section_deps import ReadableSection

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/targets")


@dataclass(frozen=True, slots=True)
class Place:
    """A section with its title, a table or figure with its caption. `anchor` is what a reference names."""

    anchor: str
    kind: Literal["section", "table", "figure"]
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnSection:
    anchor: str
    number: str


@dataclass(frozen=True, slots=True)
class Targets:
    """`forms`: how a reference reads, by kind, with %(number)s, in the text's language."""

    own: OwnSection
    forms: dict[str, str]
    places: tuple[Place, ...]


@router.get("")
def targets(access: ReadableSection, session: SessionDep, language: Annotated[Language, Query()]) -> Targets:
    """The report's places as this language's documents have them now, in reading order."""
    report = access.on_report.report
    if language not in report.languages:
        raise NotFound
    document = assemble(session, report, language, draft=True)
    places = tuple(_places(document))
    anchor = access.section.key.replace("_", "-")
    number = next((place.number for place in places if place.anchor == anchor), "")
    return Targets(OwnSection(anchor, number), reference_words(language), places)


def _places(document: tree.Document) -> Iterator[Place]:
    for section in document.sections():
        yield Place(section.anchor, "section", section.number, section.title)
        for block in section.blocks:
            if isinstance(block, tree.Table):
                yield Place(block.anchor, "table", block.number, plain_text(block.caption))
            elif isinstance(block, tree.Figure | tree.Chart):
                yield Place(block.anchor, "figure", block.number, plain_text(block.caption))
