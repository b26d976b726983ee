"""What the contents say: each part, section, table and figure, on which page; and how links to them are named. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.outline import OutlinedSection, outline
from app.rendering.prose_inlines import plain_text
from app.rendering.references import figure_name, table_name


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of a list. `kind` is part, main, sub, table or figure."""

    kind: str
    target: str
    number: str
    title: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ContentsList:
    """`key` is contents, tables or figures."""

    key: str
    title: str
    lines: tuple[ContentsLine, ...]


def contents_lists(document: tree.Document, pages: Mapping[str, int]) -> tuple[ContentsList, ...]:
    """The lists that are not empty. `pages` has the page of each anchor."""
    lists = (
        (N_("Contents"), "contents", _sections(document)),
        (N_("List of tables"), "tables", _tables(document)),
        (N_("List of figures"), "figures", _figures(document)),
    )
    return tuple(
        ContentsList(key, translate(document.language, title), lines)  # type: ignore[arg-type]
        for title, key, unpaged in lists
        if (lines := tuple(_on_page(line, pages) for line in unpaged))
    )


def _on_page(line: ContentsLine, pages: Mapping[str, int]) -> ContentsLine:
    return ContentsLine(line.kind, line.target, line.number, line.title, pages.get(line.target, 0))


def _sections(document: tree.Document) -> Iterator[ContentsLine]:
    for item in outline(document):
        section = item.section
        if item.opens_part:
            yield ContentsLine("part", section.anchor, "", item.opens_part.title)
        yield ContentsLine("sub" if item.is_subsection else "main", section.anchor, section.number, section.title)


def _tables(document: tree.Document) -> Iterator[ContentsLine]:
    for block in _numbered(document):
        if isinstance(block, tree.Table):
            yield ContentsLine("table", block.anchor, block.number, plain_text(block.caption))


def _figures(document: tree.Document) -> Iterator[ContentsLine]:
    for block in _numbered(document):
        if not isinstance(block, tree.Table):
            yield ContentsLine("figure", block.anchor, block.number, plain_text(block.caption))


def _numbered(document: tree.Document) -> Iterator[tree.Table | tree.Figure | tree.Chart]:
    for section in document.sections():
        for block in section.blocks:
            if isinstance(block, tree.Table | tree.Figure | tree.Chart) and block.number:
                yield block


def names_of_targets(document: tree.Document) -> dict[str, str]:
    """What a link to each anchor is called: "2.1 Otsikko", "Taulukko 2.1. Kuvateksti"."""
    names: dict[str, str] = {}
    for item in outline(document):
        names[item.section.anchor] = f"{item.section.number} {item.section.title}".strip()
        names |= dict(_block_names(item, document.language))
    return names


def _block_names(item: OutlinedSection, language: str) -> Iterator[tuple[str, str]]:
    for block in item.section.blocks:
        if isinstance(block, tree.Heading):
            yield block.anchor, plain_text(block.inlines)
        elif isinstance(block, tree.KeyFigure):
            yield block.anchor, plain_text(block.label)
        elif isinstance(block, tree.Table):
            yield block.anchor, _named(table_name(language, block.number), block)
        elif isinstance(block, tree.Figure | tree.Chart):
            yield block.anchor, _named(figure_name(language, block.number), block)


def _named(name: str, block: tree.Table | tree.Figure | tree.Chart) -> str:
    caption = plain_text(block.caption)
    return f"{name}. {caption}" if block.number else caption
