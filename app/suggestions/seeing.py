"""Suggestions as people see them: what stays, what goes, what comes. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.document import plain_text
from app.i18n import N_, Language, current_language, translate
from app.suggestions.models import Suggestion, SuggestionKind
from app.suggestions.rewording import as_typed
from app.suggestions.units import Unit, changes_between, nodes_of, units_of

COLOURS = 3  # classes who-1, who-2, …
AROUND = 60  # characters kept of what stays, beside a change

BLOCK_NAMES: dict[str, str] = {
    "paragraph": N_("paragraph"),
    "heading": N_("heading"),
    "bullet_list": N_("list"),
    "ordered_list": N_("list"),
    "blockquote": N_("quotation"),
    "table_figure": N_("table"),
    "figure": N_("figure"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words. `size` is in places of the document; what comes has none yet."""

    what: Literal["keep", "delete", "insert"]
    text: str
    size: int


def block_name(kind: str, language: Language | None = None) -> str:
    """What people call a block of this node, in the reader's language or another; data blocks are all called that."""
    return translate(language or current_language.get(), BLOCK_NAMES.get(kind, N_("data block")))


def colour_of(author_id: int) -> int:
    """One of the colours in which people are told apart; their names always stand beside it."""
    return author_id % COLOURS + 1


def pieces_of(suggestion: Suggestion) -> tuple[Piece, ...]:
    """All of what stood there and what should."""
    return tuple(_PIECES[SuggestionKind(suggestion.kind)](suggestion))


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same with long stretches that stay cut to what stands beside the changes."""
    return tuple(
        Piece(piece.what, _ends(piece.text, follows=index > 0, leads=index < len(pieces) - 1), piece.size)
        if piece.what == "keep"
        else piece
        for index, piece in enumerate(pieces)
    )


def base_words(nodes: Iterable[Mapping[str, Any]]) -> str:
    """The characters of inline nodes as the editor's script counts them, to see whether they are still there."""
    return "".join(unit.text for unit in units_of(nodes))


def words_in(nodes: Sequence[Mapping[str, Any]]) -> str:
    """What nodes of any kind say; the name of a block that says nothing."""
    if all(node["type"] in _INLINE for node in nodes):
        return as_typed(nodes)
    text = plain_text({"type": "doc", "content": list(nodes)})
    return text or ", ".join(block_name(node["type"]) for node in nodes)


def _inline(suggestion: Suggestion) -> Iterable[Piece]:
    old, new = units_of(suggestion.base), units_of(suggestion.proposed)
    for run in changes_between(old, new):
        if run.same:
            yield _piece("keep", old[run.old])
            continue
        if run.old.start < run.old.stop:
            yield _piece("delete", old[run.old])
        if run.new.start < run.new.stop:
            yield _piece("insert", new[run.new])


def _removal(suggestion: Suggestion) -> Iterable[Piece]:
    yield Piece("delete", words_in(suggestion.base), 0)


def _addition(suggestion: Suggestion) -> Iterable[Piece]:
    yield Piece("insert", words_in(suggestion.proposed), 0)


def _piece(what: Literal["keep", "delete", "insert"], units: Sequence[Unit]) -> Piece:
    return Piece(what, as_typed(nodes_of(units)), sum(unit.size for unit in units))


def _ends(text: str, *, follows: bool, leads: bool) -> str:
    """The beginning where it follows a change, the end where it leads to one."""
    if len(text) <= 2 * AROUND:
        return text
    head, tail = text[:AROUND] if follows else "", text[-AROUND:] if leads else ""
    return f"{head}…{tail}"


_INLINE = frozenset({"text", "footnote", "cross_reference", "figure_token", "hard_break"})
_PIECES: dict[SuggestionKind, Callable[[Suggestion], Iterable[Piece]]] = {
    SuggestionKind.WORDS: _inline,
    SuggestionKind.TEXT: _inline,
    SuggestionKind.REMOVAL: _removal,
    SuggestionKind.ADDITION: _addition,
}
