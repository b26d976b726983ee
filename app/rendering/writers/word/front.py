"""What stands before and around the text of a Word file: cover, contents, lists, heads and feet of pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.outline import OutlinedSection
from app.rendering.prose_inlines import plain_text
from app.rendering.references import figure_name, table_name
from app.rendering.writers.word.markup import (
    LINE_BREAK,
    TAB,
    field,
    field_begin,
    field_end,
    inner_link,
    page_field,
    paragraph,
    run,
    styled,
)

DEEPEST_IN_CONTENTS = 3
PAGE_BREAK = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def part_anchor(first: tree.Section) -> str:
    """Of the part that begins with this section."""
    return f"part-of-{first.anchor}"


def cover_xml(document: tree.Document, arms: str) -> str:
    """Arms, organisation, title, periods, makers and status; a draft says so in the head of the page."""
    facts = [(fact.label, fact.text) for fact in document.facts]
    if document.edition_number:
        facts.insert(0, (_words(document, N_("Edition")), str(document.edition_number)))
    if document.status and not document.draft:
        facts.insert(0, (_words(document, N_("Status")), document.status))
    lines = (paragraph("CoverFact", run(label) + TAB + styled(text, "CoverFactText")) for label, text in facts)
    return "".join(
        (
            paragraph("CoverArms", arms) if arms else "",
            paragraph("CoverOrganisation", run(document.organisation)),
            paragraph("Title", run(document.title)),
            paragraph("Subtitle", run(document.subtitle)) if document.subtitle else "",
            paragraph("CoverNotice", run(document.notice)) if document.notice else "",
            *lines,
            PAGE_BREAK,
        )
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list: where it leads, and its words."""

    style: str
    anchor: str
    words: str
    number: str = ""


def contents_xml(document: tree.Document, items: Sequence[OutlinedSection]) -> str:
    """Contents, list of tables and list of figures: fields that are filled as Word itself would fill them."""
    words = {kind: _words(document, kind) for kind in (N_("Table"), N_("Figure"))}
    lists = (
        _list(_words(document, N_("List of tables")), f'TOC \\h \\z \\c "{words["Table"]}"', list(_tables(document))),
        _list(
            _words(document, N_("List of figures")), f'TOC \\h \\z \\c "{words["Figure"]}"', list(_figures(document))
        ),
    )
    contents = _list(
        _words(document, N_("Contents")), f'TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z \\u', list(_headings(items))
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    framed = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{contents}</w:sdtContent></w:sdt>" if contents else ""
    closing = paragraph("BodyText", "")  # a list that ends at a section's end leaves LibreOffice without page numbers
    return framed + "".join(lists) + (closing if framed else "")


def _list(title: str, instruction: str, entries: Sequence[_Entry]) -> str:
    """A heading and the field's lines; nothing when there are none."""
    if not entries:
        return ""
    lines = [_line(entry) for entry in entries]
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{field_begin(instruction)}", 1)
    lines[-1] = lines[-1].removesuffix("</w:p>") + f"{field_end()}</w:p>"
    return paragraph("TOCHeading", run(title)) + "".join(lines)


def _line(entry: _Entry) -> str:
    number = run(entry.number) + TAB if entry.number else ""
    content = number + run(entry.words) + TAB + page_field(entry.anchor)
    return paragraph(entry.style, inner_link(entry.anchor, content))


def _headings(items: Sequence[OutlinedSection]) -> Iterator[_Entry]:
    """Every heading that Word finds when it makes the list anew, so that the list stays the same then."""
    for item in items:
        section = item.section
        if item.opens_part:
            yield _Entry("TOC1", part_anchor(section), item.opens_part.title)
        yield _Entry(f"TOC{item.level - 1}", section.anchor, section.title, section.number)
        for block in section.blocks:
            if isinstance(block, tree.Heading) and item.headings[block.anchor] - 1 <= DEEPEST_IN_CONTENTS:
                yield _Entry(f"TOC{item.headings[block.anchor] - 1}", block.anchor, plain_text(block.inlines))


def _tables(document: tree.Document) -> Iterator[_Entry]:
    for section in document.sections():
        for block in section.blocks:
            if isinstance(block, tree.Table) and block.number:
                name = table_name(document.language, block.number)
                yield _Entry("TableofFigures", block.anchor, f"{name}. {plain_text(block.caption)}")


def _figures(document: tree.Document) -> Iterator[_Entry]:
    for section in document.sections():
        for block in section.blocks:
            if isinstance(block, tree.Figure | tree.Chart) and block.number:
                name = figure_name(document.language, block.number)
                yield _Entry("TableofFigures", block.anchor, f"{name}. {plain_text(block.caption)}")


def page_margins(document: tree.Document) -> dict[tuple[str, str], str]:
    """Heads and feet of the cover ("first") and of all other pages; a draft says so on every one."""
    draft = TAB + styled(draft_words(document), "HeaderDraft") if document.draft else ""
    return {
        ("header", "default"): paragraph("Header", styled(document.organisation, "HeaderName") + draft),
        ("header", "first"): paragraph("Header", draft),
        ("footer", "default"): page_foot(document),
        ("footer", "first"): paragraph("Footer", ""),
    }


def draft_words(document: tree.Document) -> str:
    return (document.status or _words(document, N_("draft"))).upper()


def page_foot(document: tree.Document) -> str:
    """Title, edition, page of pages, and what the organisation wants to be said on every page."""
    title = document.part or document.title
    if document.edition_number:
        title += ", " + _words(document, N_("edition %(number)s"), number=document.edition_number)
    pages = field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1")
    notice = LINE_BREAK + run(document.notice) if document.notice else ""
    return paragraph("Footer", run(title) + TAB + pages + notice)


def _words(document: tree.Document, message: str, **params: Any) -> str:
    return translate(document.language, message, **params)  # type: ignore[arg-type]
