"""A Document as the interface tells it: cover, sections, tables, figures, indicators. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.api.document_shapes import (
    FigureItem,
    Indicator,
    IndicatorValue,
    SectionItem,
    TableItem,
    WholeFigure,
    WholeSection,
    WholeTable,
)
from app.api.plain import row_texts, section_text
from app.api.shapes import CoverLine, TextFacts
from app.datafiles.collecting import data_in, merged
from app.rendering import tree
from app.rendering.outline import OutlinedSection, outline
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.html import reading_html

Shown = tree.Chart | tree.Figure | tree.KeyFigure
DATA_FORMATS, GRID_FORMATS = ("csv", "xlsx", "jsonstat"), ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Text:
    """A report in one language. `address` is where this interface has it; `files` where a published one's files are.

    `page` is where people read it, `caching` how long an answer about it may be kept.
    """

    document: tree.Document
    address: str
    page: str
    caching: str
    files: str = ""
    images: Mapping[str, str] | None = None  # address by hash

    def file_links(self, block: tree.Block) -> dict[str, str]:
        """Where the figures of a published block, or the cells of a table, can be downloaded."""
        inner = block.table if isinstance(block, tree.Chart) else block
        if not self.files or not isinstance(inner, tree.Table | tree.KeyFigure):
            return {}
        formats = DATA_FORMATS if inner.data else GRID_FORMATS if isinstance(block, tree.Table) else ()
        anchor = getattr(block, "anchor", "")
        return {key: f"{self.files}/figures/{anchor}.{key}" for key in formats}


def text_facts(text: Text, links: Mapping[str, str]) -> TextFacts:
    """The cover, and how much there is."""
    document = text.document
    inside = ("sections", "tables", "figures", "indicators")
    return TextFacts(
        language=document.language,
        organisation=document.organisation,
        title=document.title,
        subtitle=document.subtitle,
        status=document.status,
        notice=document.notice,
        cover=tuple(CoverLine(label=fact.label, text=fact.text) for fact in document.facts),
        sections=sum(1 for _ in document.sections()),
        tables=sum(1 for _ in _tables(document)),
        figures=sum(1 for _ in _shown(document)),
        links={**{name: f"{text.address}/{name}" for name in inside}, **links},
    )


def sections(text: Text) -> list[SectionItem]:
    """The contents, in reading order."""
    return [item for item, _ in _sections(text)]


def section(text: Text, key: str) -> WholeSection | None:
    """One section whole; None where there is none of this key."""
    found = next(((item, section) for item, section in _sections(text) if item.key == key), None)
    if found is None:
        return None
    item, whole = found
    return WholeSection(
        **_values(item),
        language=text.document.language,
        text=section_text(whole),
        html=_html(text, whole),
        nodes=whole.blocks,
        footnotes=whole.footnotes,
    )


def tables(text: Text) -> list[TableItem]:
    """The tables in reading order."""
    return [_table_item(text, section, table) for section, table in _tables(text.document)]


def table(text: Text, anchor: str) -> WholeTable | None:
    """One table whole."""
    for section, found in _tables(text.document):
        if found.anchor == anchor:
            return WholeTable(
                **_values(_table_item(text, section, found)),
                language=text.document.language,
                head=row_texts(found.head),
                rows=row_texts(found.rows),
                notes=found.notes,
                source=found.source,
                figures=found.data,
            )
    return None


def figures(text: Text) -> list[FigureItem]:
    """Charts, images and key figures in reading order."""
    return [_figure_item(text, section, block) for section, block in _shown(text.document)]


def figure(text: Text, anchor: str) -> WholeFigure | None:
    """One of them whole."""
    for section, block in _shown(text.document):
        if block.anchor == anchor:
            return _figure(text, _figure_item(text, section, block), block)
    return None


def indicators(text: Text) -> list[Indicator]:
    """What the report's figures are of, each with every value that it shows."""
    found = list(data_in(text.document))
    used: defaultdict[str, list[str]] = defaultdict(list)
    for named in found:
        for item in named.data.indicators:
            used[item.key].append(named.anchor)
    whole = merged(found)
    names = {region.code: region.name for region in whole.regions}
    values: defaultdict[str, list[IndicatorValue]] = defaultdict(list)
    for datum in whole.figures:
        values[datum.indicator].append(
            IndicatorValue(
                region=datum.region,
                region_name=names[datum.region],
                period=datum.period,
                group=datum.group,
                value=datum.value,
                lower=datum.lower,
                upper=datum.upper,
                absence=datum.absence,
            )
        )
    return [
        Indicator(**asdict(item), used_in=tuple(used[item.key]), values=tuple(values[item.key]))
        for item in whole.indicators
    ]


def _values(item: SectionItem | TableItem | FigureItem) -> dict[str, Any]:
    return asdict(item)


def _sections(text: Text) -> Iterator[tuple[SectionItem, tree.Section]]:
    part = ""
    for outlined in outline(text.document):
        part = outlined.opens_part.title if outlined.opens_part else part
        yield _section_item(text, outlined, part), outlined.section


def _section_item(text: Text, outlined: OutlinedSection, part: str) -> SectionItem:
    section = outlined.section
    return SectionItem(
        key=section.key,
        number=section.number,
        title=section.title,
        part=part,
        level=outlined.level,
        role=section.role,
        anchor=section.anchor,
        links={"self": f"{text.address}/sections/{section.key}", "page": f"{text.page}#{section.anchor}"},
    )


def _html(text: Text, section: tree.Section) -> str:
    """The section alone, as the report's page has it."""
    alone = replace(text.document, parts=(tree.Part(title="", sections=(section,)),))
    address = (lambda anchor, form: f"{text.files}/figures/{anchor}.{form}") if text.files else None
    return str(reading_html(alone, text.images or {}, data_address=address))


def _tables(document: tree.Document) -> Iterator[tuple[tree.Section, tree.Table]]:
    for section in document.sections():
        yield from ((section, block) for block in section.blocks if isinstance(block, tree.Table))


def _shown(document: tree.Document) -> Iterator[tuple[tree.Section, Shown]]:
    for section in document.sections():
        yield from ((section, block) for block in section.blocks if isinstance(block, Shown))


def _table_item(text: Text, section: tree.Section, table: tree.Table) -> TableItem:
    return TableItem(
        anchor=table.anchor,
        number=table.number,
        caption=plain_text(table.caption),
        section=section.key,
        links=_links(text, "tables", table),
    )


def _figure_item(text: Text, section: tree.Section, block: Shown) -> FigureItem:
    return FigureItem(
        anchor=block.anchor,
        kind="chart" if isinstance(block, tree.Chart) else "image" if isinstance(block, tree.Figure) else "key-figure",
        number="" if isinstance(block, tree.KeyFigure) else block.number,
        caption=plain_text(block.label if isinstance(block, tree.KeyFigure) else block.caption),
        section=section.key,
        links=_links(text, "figures", block),
    )


def _links(text: Text, collection: str, block: tree.Table | Shown) -> dict[str, str]:
    links = {"self": f"{text.address}/{collection}/{block.anchor}", "page": f"{text.page}#{block.anchor}"}
    if isinstance(block, tree.Figure) and text.images and block.asset in text.images:
        links["image"] = text.images[block.asset]
    return {**links, **text.file_links(block)}


def _figure(text: Text, item: FigureItem, block: Shown) -> WholeFigure:
    more: dict[str, Any]
    if isinstance(block, tree.KeyFigure):
        lines = tuple(plain_text(line.inlines) for line in block.lines)
        more = {"value": f"{block.value} {block.unit}".strip(), "lines": lines, "figures": block.data}
    elif isinstance(block, tree.Figure):
        more = {"alternative_text": block.alt, "media_type": block.media_type}
    else:
        shown = block.table
        more = {
            "alternative_text": block.alt,
            "notes": block.notes,
            "head": row_texts(shown.head),
            "rows": row_texts(shown.rows),
            "figures": shown.data,
        }
    return WholeFigure(**_values(item), language=text.document.language, source=block.source, **more)
