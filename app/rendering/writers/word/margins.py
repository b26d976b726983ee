"""Heads and feet of pages: our own, or the template's with what a report must say on every page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from app.rendering import tree
from app.rendering.writers.word.front import draft_words, page_foot, page_margins
from app.rendering.writers.word.markup import NAMESPACES, paragraph, run
from app.rendering.writers.word.pages import PageSetup

_ROOTS = {
    "header": f"<w:hdr {NAMESPACES}>{{}}</w:hdr>",
    "footer": f"<w:ftr {NAMESPACES}>{{}}</w:ftr>",
}
Styled = Callable[[str], str]


def own_margins(document: tree.Document, part: Any) -> PageSetup:
    """Our own heads and feet; a part by itself has no cover, so that all its pages are alike."""
    contents = page_margins(document)
    if document.part:
        contents = {place: content for place, content in contents.items() if place[1] == "default"}
    references = [_added(part, place, kind, content) for (place, kind), content in contents.items()]
    return PageSetup(references="".join(references), own_first=not document.part)


def complete_margins(document: tree.Document, part: Any, setup: PageSetup, styled: Styled, *, even: bool) -> PageSetup:
    """The template's, with the mark of a draft, the notice, and the page where none of them has it."""
    roots = dict(_roots(part, setup))
    counts = any(
        "PAGE" in (code.text or "").split() for root in roots.values() for code in root.iter(qn("w:instrText"))
    )
    counts = counts or any(
        "PAGE" in one.get(qn("w:instr"), "").split() for root in roots.values() for one in root.iter(qn("w:fldSimple"))
    )
    kinds = ["default", *(["first"] if setup.own_first else []), *(["even"] if even else [])]
    references = setup.references
    for kind in kinds:
        notice = paragraph("Footer", run(document.notice)) if document.notice else ""
        foot = page_foot(document) if not counts and kind != "first" else notice
        mark = paragraph("DraftMark", run(draft_words(document))) if document.draft else ""
        for place, content in (("header", mark), ("footer", foot)):
            root = roots.get((place, kind))
            if root is None and content:
                references += _added(part, place, kind, styled(content))
            elif root is not None and content:
                root.extend(list(parse_xml(_ROOTS[place].format(styled(content)))))
    return replace(setup, references=references)


def _roots(part: Any, setup: PageSetup) -> list[tuple[tuple[str, str], Any]]:
    """The template's heads and feet, by place and kind."""
    section = parse_xml(f"<w:sectPr {NAMESPACES}>{setup.references}</w:sectPr>")
    return [
        (
            (reference.tag.partition("}")[2].removesuffix("Reference"), reference.get(qn("w:type"))),
            part.related_parts[reference.get(qn("r:id"))]._element,
        )
        for reference in section
    ]


def _added(part: Any, place: str, kind: str, content: str) -> str:
    new, relation = part.add_header_part() if place == "header" else part.add_footer_part()
    new._element = parse_xml(_ROOTS[place].format(content))
    return f'<w:{place}Reference w:type="{kind}" r:id="{relation}"/>'
