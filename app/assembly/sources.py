"""The list of sources at the end of a report, made from the figures that it prints. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from app.datafiles.collecting import data_in
from app.i18n import N_, Language, translate
from app.i18n.formats import date_text
from app.rendering import tree
from app.rendering.approval import plain_lines
from app.rendering.dataset import DataIndicator

KEY = "sources"
TITLE = N_("Sources of the figures")
CAPTION = N_("The report's indicators: where they come from and where they are used")
COLUMNS = (N_("Indicator"), N_("Source"), N_("Cited on"), N_("Used in"))
WIDTHS = (0.36, 0.28, 0.14, 0.22)


@dataclass
class _Use:
    """An indicator as it is cited, and the anchors of the blocks that print it, in reading order."""

    cited: DataIndicator
    anchors: list[str] = field(default_factory=list)


def with_sources(document: tree.Document, language: Language) -> tree.Document:
    """The Document with its sources as a last section; itself where it prints no figures of a source."""
    uses = _uses(document)
    if not uses:
        return document
    section = tree.Section(
        key=KEY,
        number="",
        title=translate(language, TITLE),
        role="sources",
        blocks=(_table(uses, language), *_licences(uses)),
    )
    return replace(document, parts=(*document.parts, tree.Part(title="", sections=(section,))))


def _uses(document: tree.Document) -> list[_Use]:
    """By title; one indicator fetched on several days stands once for each."""
    found: dict[tuple[str, str], _Use] = {}
    for named in data_in(document):
        for indicator in named.data.indicators:
            use = found.setdefault((indicator.key, indicator.fetched_on), _Use(indicator))
            use.anchors.append(named.anchor)
    return sorted(found.values(), key=lambda use: (use.cited.title.casefold(), use.cited.fetched_on))


def _table(uses: Iterable[_Use], language: Language) -> tree.Table:
    labels = [translate(language, column) for column in COLUMNS]
    return tree.Table(
        anchor="sources-table",
        number="",
        caption=(tree.Text(text=translate(language, CAPTION)),),
        head=(tuple(tree.Cell(lines=plain_lines(label), scope="col") for label in labels),),
        rows=tuple(_row(use, labels, language) for use in uses),
        widths=WIDTHS,
    )


def _row(use: _Use, labels: list[str], language: Language) -> tuple[tree.Cell, ...]:
    cited = use.cited
    title = f"{cited.title}, {cited.unit}" if cited.unit and cited.unit not in cited.title else cited.title
    places = tuple(
        tree.Line(inlines=(tree.CrossReference(target=anchor, text=""),)) for anchor in dict.fromkeys(use.anchors)
    )
    return (
        tree.Cell(lines=plain_lines(title), scope="row", label=labels[0]),
        tree.Cell(lines=plain_lines(cited.collection, _reference(cited)), label=labels[1]),
        tree.Cell(lines=plain_lines(_day(cited.fetched_on, language)), label=labels[2]),
        tree.Cell(lines=places, label=labels[3]),
    )


def _reference(cited: DataIndicator) -> str:
    """The number at the source; the producer too, where it is not the one who collects."""
    named = f" ({cited.producer})" if cited.producer and cited.producer != cited.collection else ""
    return f"{cited.reference}{named}"


def _licences(uses: Iterable[_Use]) -> Iterator[tree.Paragraph]:
    """A collection's terms of use, once each."""
    terms = dict.fromkeys((use.cited.collection, use.cited.licence) for use in uses if use.cited.licence)
    for collection, licence in terms:
        yield tree.Paragraph(inlines=(tree.Text(text=f"{collection}: {licence}."),))


def _day(iso: str, language: Language) -> str:
    return date_text(date.fromisoformat(iso), language) if iso else "–"
