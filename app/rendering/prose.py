"""A section's text (ProseMirror JSON) → tree blocks and footnotes.

What cannot be read becomes a Notice that names it; it never takes the rest of the section along.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.i18n import Language, translate
from app.rendering import tree
from app.rendering.prose_inlines import inline_runs, plain_text
from app.rendering.prose_tables import cell_grid

DataBlock = Callable[[str, dict[str, Any], str], tuple[tree.Block, ...]]
"""kind, settings and anchor → nodes, without numbers. Raises LookupError for a kind it does not know."""

MAX_ANCHOR = 60  # characters of a block's own part

_UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Image:
    """What must be known of an image to lay it out; sizes in pixels."""

    media_type: str
    width: int
    height: int


def section_blocks(
    doc: Mapping[str, Any],
    *,
    section_number: str,
    section_key: str,
    language: Language,
    data_block: DataBlock,
    references: Mapping[str, str],
    images: Mapping[str, Image] | None = None,
) -> tuple[tuple[tree.Block, ...], tuple[tree.Footnote, ...]]:
    """The blocks of a text and its footnotes, numbered within the section.

    `references` gives the words of a cross reference by its target's anchor; unknown ones are left empty
    for `references.resolved`.
    """
    conversion = _Conversion(section_number, section_key.replace("_", "-"), language, data_block, references, images)
    blocks = tuple(conversion.blocks(doc.get("content", ())))
    return blocks, tuple(conversion.footnotes)


@dataclass
class _Conversion:
    """One pass over one text; counts tables, figures and footnotes."""

    number: str
    anchor: str
    language: Language
    data_block: DataBlock
    references: Mapping[str, str]
    images: Mapping[str, Image] | None
    tables: int = 0
    figures: int = 0
    unnamed: int = 0
    footnotes: list[tree.Footnote] = field(default_factory=list)

    def blocks(self, nodes: Iterable[Mapping[str, Any]]) -> Iterable[tree.Block]:
        for node in nodes:
            kind = str(node.get("type", ""))
            try:
                yield from _BLOCKS.get(kind, _Conversion._data)(self, node)
            except _UNREADABLE:
                yield tree.Notice(
                    text=translate(self.language, "This part of the text could not be shown: %(kind)s.", kind=kind)
                )

    def inlines(self, node: Mapping[str, Any]) -> tuple[tree.Inline, ...]:
        return inline_runs(node.get("content", ()), self._footnote, self._reference)

    def _footnote(self, node: Mapping[str, Any]) -> tree.Inline:
        number = len(self.footnotes) + 1
        note = tree.Footnote(number=number, inlines=inline_runs(node.get("content", ()), None, self._reference))
        self.footnotes.append(note)
        return tree.FootnoteCall(number=number)

    def _reference(self, node: Mapping[str, Any]) -> tree.Inline:
        """A target names a section, or a block by its section and its id; the id alone means one of this section."""
        target = _anchor_text(str(node["attrs"]["target"]), most=2 * MAX_ANCHOR)
        if not any(target == anchor or target.startswith(f"{anchor}-") for anchor in self.references):
            target = f"{self.anchor}-{target}"
        return tree.CrossReference(target=target, text=self.references.get(target, ""))

    def _paragraph(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        inlines = self.inlines(node)
        if inlines:
            yield tree.Paragraph(inlines=inlines)

    def _heading(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        inlines = self.inlines(node)
        if inlines:
            depth = min(max(int(node["attrs"].get("level") or 1), 1), 3)
            yield tree.Heading(anchor=self._anchor(node), depth=depth, inlines=inlines)

    def _list(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        items = tuple(tree.ListItem(blocks=tuple(self.blocks(item.get("content", ())))) for item in node["content"])
        ordered = node["type"] == "ordered_list"
        start = int(node.get("attrs", {}).get("start") or 1) if ordered else 1
        yield tree.ItemList(items=tuple(item for item in items if item.blocks), ordered=ordered, start=start)

    def _quotation(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        blocks = tuple(self.blocks(node.get("content", ())))
        if blocks:
            yield tree.Quotation(blocks=blocks)

    def _table(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        caption, table = node["content"]
        grid = cell_grid(table, self._lines)
        self.tables += 1
        yield tree.Table(
            anchor=self._anchor(node),
            number=self._numbered(self.tables),
            caption=self.inlines(caption),
            head=grid.head,
            rows=grid.rows,
            widths=grid.widths,
            landscape=grid.is_wide,
        )

    def _lines(self, cell: Mapping[str, Any]) -> tuple[tree.Line, ...]:
        return tuple(_lines_of(self.blocks(cell.get("content", ()))))

    def _figure(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        """One whose image is still being sent is left out. Without an alternative text the caption has to do."""
        attrs = node["attrs"]
        if not attrs["asset"]:
            return
        image = (self.images or {})[attrs["asset"]]
        caption = tuple(run for part in node.get("content", ()) for run in self.inlines(part))
        self.figures += 1
        yield tree.Figure(
            anchor=self._anchor(node),
            number=self._numbered(self.figures),
            caption=caption,
            asset=attrs["asset"],
            media_type=image.media_type,
            width=image.width,
            height=image.height,
            alt="" if attrs.get("decorative") else str(attrs.get("alt") or plain_text(caption)).strip(),
        )

    def _data(self, node: Mapping[str, Any]) -> Iterable[tree.Block]:
        attrs = dict(node.get("attrs", {}))
        for block in self.data_block(str(node["type"]), attrs, self._anchor(node)):
            yield self._with_number(block)

    def _with_number(self, block: tree.Block) -> tree.Block:
        if isinstance(block, tree.Table):
            self.tables += 1
            return replace(block, number=self._numbered(self.tables))
        if isinstance(block, tree.Chart):
            self.figures += 1
            return replace(block, number=self._numbered(self.figures))
        return block

    def _numbered(self, count: int) -> str:
        return f"{self.number}.{count}" if self.number else str(count)

    def _anchor(self, node: Mapping[str, Any]) -> str:
        identity = _anchor_text(str(node.get("attrs", {}).get("id") or ""))
        if not identity:
            self.unnamed += 1
            identity = f"n{self.unnamed}"
        return f"{self.anchor}-{identity}"


_BLOCKS: dict[str, Callable[[_Conversion, Mapping[str, Any]], Iterable[tree.Block]]] = {
    "paragraph": _Conversion._paragraph,
    "heading": _Conversion._heading,
    "bullet_list": _Conversion._list,
    "ordered_list": _Conversion._list,
    "blockquote": _Conversion._quotation,
    "table_figure": _Conversion._table,
    "figure": _Conversion._figure,
}


def _anchor_text(identity: str, most: int = MAX_ANCHOR) -> str:
    """Only what may stand in an HTML id and in a Word bookmark's source."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", identity)[:most].replace("_", "-")


def _lines_of(blocks: Iterable[tree.Block], lead: str = "") -> Iterable[tree.Line]:
    """A cell's blocks as lines; items of a list are led by a dash."""
    for block in blocks:
        if isinstance(block, tree.Paragraph | tree.Heading):
            yield tree.Line(inlines=(tree.Text(text=lead), *block.inlines) if lead else block.inlines)
        elif isinstance(block, tree.ItemList):
            for item in block.items:
                yield from _lines_of(item.blocks, lead="– ")
        elif isinstance(block, tree.Quotation):
            yield from _lines_of(block.blocks, lead)
        elif isinstance(block, tree.Notice):
            yield tree.Line(inlines=(tree.Text(text=block.text),), role=tree.LineRole.NOTE)


__all__ = ["DataBlock", "Image", "plain_text", "section_blocks"]
