"""The fields of the form in which a text is written without JavaScript: one or more for each block. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from app.blocks import BLOCK_TYPES
from app.document.block_edits import START, Blocks, Edit, Place
from app.document.html import to_html
from app.document.plain_inline import MarkupInvalid, atoms_of, read_inline
from app.document.plain_markup import read_blocks, same_signs, stored, stripped, write_block
from app.document.schema import Document
from app.document.wording import Piece, word_changes
from app.i18n import N_, gettext
from app.web.templating import markup

MAX_FIELDS = 900  # of a form; more than a thousand are refused
_KINDS = {
    "paragraph": N_("Paragraph"),
    "heading": N_("Heading"),
    "bullet_list": N_("List"),
    "ordered_list": N_("Numbered list"),
    "blockquote": N_("Quotation"),
    "table_figure": N_("Table"),
    "figure": N_("Figure"),
}
_ROW_LENGTH = 80  # characters

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A text area. `error` says what is wrong with what was typed."""

    name: str
    label: str
    value: str
    error: str = ""

    @property
    def rows(self) -> int:
        return min(20, 1 + sum(1 + len(line) // _ROW_LENGTH for line in self.value.split("\n")))


@dataclass(frozen=True, slots=True)
class BlockFields:
    """A block of the text: what it says in `text`, or the cells of a table, or, where neither fits, as it is read.

    `note` tells what happened meanwhile, `theirs` how the others' words differ from what was typed.
    """

    index: int
    kind: str
    text: Field | None = None
    caption: Field | None = None
    cells: tuple[tuple[Field, ...], ...] = ()
    html: Markup = field(default_factory=Markup)
    can_delete: bool = True
    deleted: bool = False
    new: Field | None = None
    note: str = ""
    theirs: tuple[Piece, ...] = ()


def fields_of(blocks: Sequence[Document], typed: Typed, errors: Mapping[str, str]) -> list[BlockFields]:
    """The form of these blocks; what was typed stands in the place of what the text says."""
    left = MAX_FIELDS - 3 * len(blocks)
    found = []
    for index, block in enumerate(blocks):
        cells = _cells(block) if left > 0 else None
        left -= sum(len(row) for row in cells or ())
        found.append(_fields(block, index, cells, typed, errors, is_last=index == len(blocks) - 1))
    return found


def start_field(typed: Typed, errors: Mapping[str, str]) -> Field:
    """Where new blocks for the beginning are written."""
    return _field(f"new-{START}", gettext("Add at the beginning"), "", typed, errors)


def _fields(
    block: Document,
    index: int,
    cells: list[list[str]] | None,
    typed: Typed,
    errors: Mapping[str, str],
    *,
    is_last: bool,
) -> BlockFields:
    kind = kind_of(block)
    text = write_block(block)
    name = gettext("%(kind)s %(number)s", kind=kind, number=index + 1)
    new = _field(f"new-{index}", gettext("Add after this"), "", typed, errors)
    shared: dict[str, Any] = {
        "index": index,
        "kind": name,
        "deleted": f"delete-{index}" in typed,
        "new": new if is_last or text is None or new.value else None,
    }
    if text is not None:
        return BlockFields(text=_field(f"text-{index}", name, text, typed, errors), **shared)
    if cells is not None:
        caption = _caption(block)
        return BlockFields(
            caption=_field(f"caption-{index}", gettext("Title of the table"), caption, typed, errors),
            cells=tuple(
                tuple(_field(_cell(index, r, c), _place(r, c), words, typed, errors) for c, words in enumerate(row))
                for r, row in enumerate(cells)
            ),
            **shared,
        )
    return BlockFields(html=markup(to_html({"type": "doc", "content": [stripped(block)]})), **shared)


def kind_of(block: Document) -> str:
    """What the block is called."""
    labels = {kind.kind: kind.label for kind in BLOCK_TYPES} | _KINDS
    return gettext(labels.get(block["type"], N_("Block")))


def _field(name: str, label: str, value: str, typed: Typed, errors: Mapping[str, str]) -> Field:
    return Field(name, label, typed.get(name, value), errors.get(name, ""))


def _cell(index: int, row: int, column: int) -> str:
    return f"cell-{index}-{row}-{column}"


def _place(row: int, column: int) -> str:
    return gettext("Row %(row)s, column %(column)s", row=row + 1, column=column + 1)


def _caption(block: Document) -> str:
    return write_block({"type": "paragraph", "content": block["content"][0].get("content") or []}) or ""


def _cells(block: Document) -> list[list[str]] | None:
    """The words of a simple table's cells: one paragraph each, nothing merged; None for any other block."""
    if block["type"] != "table_figure":
        return None
    if block["content"][0].get("content") and not _caption(block):
        return None
    rows = []
    for row in block["content"][1]["content"]:
        words = [_cell_words(cell) for cell in row.get("content") or ()]
        if any(text is None for text in words):
            return None
        rows.append([text or "" for text in words])
    return rows


def _cell_words(cell: Document) -> str | None:
    attrs = cell.get("attrs") or {}
    is_simple = attrs.get("colspan", 1) == attrs.get("rowspan", 1) == 1 and len(cell["content"]) == 1
    return write_block(cell["content"][0]) if is_simple and cell["content"][0]["type"] == "paragraph" else None


# What was typed ───────────────────────────────────────────────────────────────────────────────────


def edits_of(blocks: Sequence[Document], typed: Typed) -> tuple[dict[int, Edit], dict[str, str]]:
    """What the form says about each block it was made of, and what is wrong, by field."""
    edits: dict[int, Edit] = {}
    errors: dict[str, str] = {}
    for index, block in [(START, None), *enumerate(blocks)]:
        changed: Blocks | None = None
        if f"delete-{index}" in typed:
            changed = ()
        elif block is not None:
            changed = _changed(block, index, typed, errors)
        after = _added(typed.get(f"new-{index}", ""), f"new-{index}", errors)
        if changed is not None or after:
            edits[index] = Edit(changed, after)
    return edits, errors


def _changed(block: Document, index: int, typed: Typed, errors: dict[str, str]) -> Blocks | None:
    text = write_block(block)
    if text is None:
        return _changed_table(block, index, typed, errors)
    words = same_signs(typed.get(f"text-{index}", text))
    if words == same_signs(text):
        return None
    try:
        return tuple(read_blocks(words, atoms_of(block)))
    except MarkupInvalid as invalid:
        errors[f"text-{index}"] = gettext(invalid.message, **invalid.params)
        return None


def _added(words: str, name: str, errors: dict[str, str]) -> Blocks:
    try:
        return tuple(read_blocks(same_signs(words))) if words.strip() else ()
    except MarkupInvalid as invalid:
        errors[name] = gettext(invalid.message, **invalid.params)
        return ()


def _changed_table(block: Document, index: int, typed: Typed, errors: dict[str, str]) -> Blocks | None:
    """The table with the words that were typed into its cells; None where it is no such table or nothing changed."""
    cells = _cells(block)
    if cells is None:
        return None
    caption, table = block["content"]
    rows = []
    for r, row in enumerate(table["content"]):
        made = []
        for c, cell in enumerate(row.get("content") or ()):
            paragraph = cell["content"][0]
            content = _words(paragraph, _cell(index, r, c), typed, errors)
            made.append({**cell, "content": [{**paragraph, "content": content}]})
        rows.append({**row, "content": made})
    words = _words(caption, f"caption-{index}", typed, errors)
    changed = {**block, "content": [{**caption, "content": words}, {**table, "content": rows}]}
    return None if stored(changed) == stripped(block) else (changed,)


def _words(textblock: Document, name: str, typed: Typed, errors: dict[str, str]) -> list[Document]:
    content = textblock.get("content") or []
    text = write_block({"type": "paragraph", "content": content}) or ""
    words = same_signs(typed.get(name, text))
    if words == same_signs(text):
        return list(content)
    try:
        return read_inline(words, atoms_of(textblock))
    except MarkupInvalid as invalid:
        errors[name] = gettext(invalid.message, **invalid.params)
        return list(content)


# What happened meanwhile ──────────────────────────────────────────────────────────────────────────


def fields_after(places: Sequence[Place], typed: Typed) -> tuple[list[BlockFields], Field]:
    """The form on the newest text: what was typed where both sides changed something, with the others' words beside.

    Of a block that others deleted the typed words stand where new ones are added.
    """
    moved = dict(_moved(places, typed))
    blocks = [place.block for place in places if place.block is not None]
    shown = fields_of(blocks, moved, {})
    kept = [place for place in places if place.block is not None]
    return [_told(one, place) for one, place in zip(shown, kept, strict=True)], start_field(moved, {})


def _moved(places: Sequence[Place], typed: Typed) -> Iterator[tuple[str, str]]:
    """What was typed, by the names that its blocks have in the newest text."""
    added: dict[int, list[str]] = {}
    index = START
    for place in places:
        index += place.block is not None
        if place.block is None and place.base is not None:  # deleted by others
            own = [words for name, words in typed.items() if _is_of(name, place.base, "text", "caption", "cell")]
            added.setdefault(index, []).append("\n\n".join(words for words in own if words.strip()))
        elif place.mine is not None and place.base is not None:
            for name, words in typed.items():
                if _is_of(name, place.base, "text", "caption", "cell", "delete"):
                    kind, _, *rest = name.split("-")
                    yield "-".join([kind, str(index), *rest]), words
        added.setdefault(index, []).extend(filter(None, map(write_block, place.after)))
    yield from ((f"new-{at}", "\n\n".join(texts)) for at, texts in added.items() if texts)


def _is_of(name: str, index: int, *kinds: str) -> bool:
    """Is this a field of that block?"""
    return any(name == f"{kind}-{index}" or name.startswith(f"{kind}-{index}-") for kind in kinds)


def _told(shown: BlockFields, place: Place) -> BlockFields:
    """With what others did to the block."""
    values = {name: getattr(shown, name) for name in BlockFields.__slots__}
    if place.conflicts and place.mine == ():
        values["note"] = gettext("You wanted to delete this, but somebody changed it meanwhile.")
    elif place.conflicts:
        values["note"] = gettext("Somebody else changed this too. Yours is in the field; theirs differs like this:")
        values["theirs"] = _difference(shown, place)
    elif place.is_theirs:
        values["note"] = gettext("Somebody else changed this meanwhile; their words are here.")
    return BlockFields(**values)


def _difference(shown: BlockFields, place: Place) -> tuple[Piece, ...]:
    theirs = write_block(place.block or {"type": "paragraph"})
    if shown.text is not None and theirs is not None:
        return word_changes(same_signs(shown.text.value), theirs)
    mine = " ".join(one.value for row in shown.cells for one in row)
    cells = _cells(place.block or {"type": ""}) if shown.cells else None
    return word_changes(mine, " ".join(words for row in cells or () for words in row)) if cells else ()
