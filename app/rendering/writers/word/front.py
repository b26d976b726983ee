"""What stands before and around the text of a Word file: cover, contents, heads and feet of pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.outline import OutlinedSection
from app.rendering.writers.word.markup import (
    BRAND,
    LINE_BREAK,
    PAGE_BREAK,
    TAB,
    field,
    inner_link,
    paragraph,
    run,
    shape,
)

DEEPEST_IN_CONTENTS = 3
DRAFT_COLOUR = "9C3A10"


def cover_xml(document: tree.Document) -> str:
    """Organisation, title, periods, makers and status; a draft says so here too."""
    facts = [(fact.label, fact.text) for fact in document.facts]
    if document.edition_number:
        facts.insert(0, (_words(document, N_("Edition")), str(document.edition_number)))
    if document.status and not document.draft:
        facts.insert(0, (_words(document, N_("Status")), document.status))
    return "".join(
        (
            paragraph("CoverOrganisation", run(document.organisation)),
            paragraph("Title", run(document.title)),
            paragraph("Subtitle", run(document.subtitle)) if document.subtitle else "",
            paragraph("Notice", run(document.notice)) if document.notice else "",
            "".join(paragraph("CoverFact", run(label) + TAB + run(text, shape(bold=True))) for label, text in facts),
            PAGE_BREAK,
        )
    )


def contents_xml(document: tree.Document, items: Sequence[OutlinedSection]) -> str:
    """A contents field, filled so that it can be read before Word has counted the pages."""
    lines = [paragraph(f"TOC{level}", inner_link(anchor, content)) for level, anchor, content in _entries(items)]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    if lines:
        lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
        lines[-1] = lines[-1].removesuffix("</w:p>") + f"{end}</w:p>"
    return paragraph("TOCHeading", run(_words(document, N_("Contents")))) + "".join(lines)


def _entries(items: Sequence[OutlinedSection]) -> Iterator[tuple[int, str, str]]:
    """Level, anchor and runs of every line: parts and sections, as in the PDF. Word adds headings when it updates."""
    for item in items:
        section = item.section
        if item.opens_part:
            yield 1, section.anchor, run(item.opens_part.title)
        number = run(section.number) + TAB if section.number else ""
        yield item.level - 1, section.anchor, number + run(section.title)


def page_margins(document: tree.Document) -> dict[tuple[str, str], str]:
    """Heads and feet of the cover ("first") and of all other pages; a draft says so on every one."""
    organisation = run(document.organisation, shape(bold=True, colour=BRAND))
    mark = run((document.status or _words(document, N_("draft"))).upper(), shape(bold=True, colour=DRAFT_COLOUR))
    right = TAB + TAB + mark if document.draft else ""
    return {
        ("header", "default"): paragraph("Header", organisation + right),
        ("header", "first"): paragraph("Header", right),
        ("footer", "default"): _page_foot(document),
        ("footer", "first"): paragraph("Footer", ""),
    }


def _page_foot(document: tree.Document) -> str:
    title = document.title
    if document.edition_number:
        title += ", " + _words(document, N_("edition %(number)s"), number=document.edition_number)
    pages = field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1")
    notice = LINE_BREAK + run(document.notice) if document.notice else ""
    return paragraph("Footer", run(title) + TAB + pages + notice)


def _words(document: tree.Document, message: str, **params: Any) -> str:
    return translate(document.language, message, **params)  # type: ignore[arg-type]
