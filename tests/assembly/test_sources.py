"""The list of sources is made from what the report prints."""

from dataclasses import replace

from app.assembly.sources import with_sources
from app.rendering import tree
from app.rendering.dataset import DataIndicator, DataSet
from app.rendering.prose_inlines import plain_text
from app.rendering.references import resolved
from tests.factories.documents import synthetic_document


def indicator(key: str, title: str, fetched_on: str = "2026-08-03", licence: str = "CC BY 4.0") -> DataIndicator:
    return DataIndicator(
        key=key,
        title=title,
        unit="%",
        decimals=1,
        collection="Sotkanet",
        reference=f"ind. {key}",
        producer="THL",
        licence=licence,
        fetched_on=fetched_on,
    )


def document_of(*blocks: tree.Block) -> tree.Document:
    document, _ = synthetic_document(4)
    section = tree.Section(key="own", number="1", title="Oma", blocks=blocks)
    return replace(document, parts=(tree.Part(title="", sections=(section,)),))


def table_of(anchor: str, number: str, *indicators: DataIndicator) -> tree.Table:
    data = DataSet(indicators=indicators, regions=(), figures=())
    return tree.Table(anchor=anchor, number=number, caption=(), head=(), rows=(), data=data)


def printed(document: tree.Document) -> list[list[list[str]]]:
    table = next(block for block in list(document.sections())[-1].blocks if isinstance(block, tree.Table))
    return [[[plain_text(line.inlines) for line in cell.lines] for cell in row] for row in table.rows]


def test_each_indicator_is_named_once_with_every_place_that_prints_it() -> None:
    low, youth = indicator("127", "Väestö"), indicator("180", "Aste")
    document = document_of(table_of("a", "1.1", low, youth), table_of("b", "1.2", low))
    listed = resolved(with_sources(document, "fi"))
    assert printed(listed) == [
        [["Aste, %"], ["Sotkanet", "ind. 180 (THL)"], ["3.8.2026"], ["taulukko 1.1"]],
        [["Väestö, %"], ["Sotkanet", "ind. 127 (THL)"], ["3.8.2026"], ["taulukko 1.1", "taulukko 1.2"]],
    ]


def test_figures_of_two_fetches_are_cited_by_their_own_days() -> None:
    old, new = indicator("127", "Väestö", "2025-01-02"), indicator("127", "Väestö")
    listed = resolved(with_sources(document_of(table_of("a", "1.1", old), table_of("b", "1.2", new)), "sv"))
    assert [row[2] for row in printed(listed)] == [["2.1.2025"], ["3.8.2026"]]


def test_terms_of_use_stand_below_once_each() -> None:
    document = document_of(
        table_of("a", "1.1", indicator("1", "A"), indicator("2", "B"), indicator("3", "C", licence=""))
    )
    section = list(with_sources(document, "fi").sections())[-1]
    paragraphs = [plain_text(block.inlines) for block in section.blocks if isinstance(block, tree.Paragraph)]
    assert paragraphs == ["Sotkanet: CC BY 4.0."]


def test_a_report_without_figures_has_no_list_of_sources() -> None:
    document = document_of(tree.Notice(text="tyhjä"))
    assert with_sources(document, "fi") is document
