"""A text with its open suggestions in it, for a draft that shows them. Pure.

What would come and what would go becomes the inline node `proposed`, which no stored text can hold and which only
app/rendering reads. Of suggestions that overlap the one made first is shown; what no longer fits is not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prosemirror.model import Node

from app.document.checking import parse_document
from app.document.schema import Document
from app.i18n import Language
from app.suggestions.models import Suggestion, SuggestionKind
from app.suggestions.places import Found, Standing, find, nodes_between
from app.suggestions.seeing import block_name
from app.suggestions.units import changes_between, nodes_of, plain, units_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Shown:
    suggestion: Suggestion
    author: str
    found: Found

    def proposed(self, change: str, content: Sequence[Mapping[str, Any]]) -> list[Json]:
        if not content:
            return []
        return [{"type": "proposed", "attrs": {"change": change, "author": self.author}, "content": list(content)}]


def with_proposals(document: Document, waiting: Iterable[tuple[Suggestion, str]], language: Language) -> Document:
    """The document with the suggestions, each with its author's name; unchanged when there are none."""
    waiting = tuple(waiting)
    if not waiting:
        return document
    parsed = parse_document(document)
    shown = [_Shown(one, author, find(parsed, one)) for one, author in waiting]
    fitting = _apart([one for one in shown if one.found.standing is Standing.FITS])
    blocks: list[Json] = []
    position = 0
    for block in parsed.content.content:
        blocks += _block(block, position, fitting, language)
        position += block.node_size
    return {**document, "content": blocks}


def _apart(shown: Iterable[_Shown]) -> list[_Shown]:
    """Without those that overlap one made before."""
    kept: list[_Shown] = []
    for one in shown:
        if all(one.found.end <= other.found.start or other.found.end <= one.found.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.found.start)


def _block(block: Node, position: int, fitting: Sequence[_Shown], language: Language) -> list[Json]:
    """A block of the text itself, and what is to come after it."""
    end = position + block.node_size
    gone = next((one for one in fitting if _is(one, SuggestionKind.REMOVAL) and one.found.start == position), None)
    made = _removed(block, gone, language) if gone else [_rewritten(block, position, fitting)]
    for one in fitting:
        if _is(one, SuggestionKind.ADDITION) and one.found.start == end:
            made += [{**new, "content": one.proposed("added", new["content"])} for new in one.suggestion.proposed]
    return made


def _rewritten(node: Node, position: int, fitting: Sequence[_Shown]) -> Json:
    """The node with what is suggested inside it."""
    body: Json = dict(node.to_json())
    start, end = position + 1, position + 1 + node.content.size
    inside = [one for one in fitting if start <= one.found.start and one.found.end <= end and _is_inline(one)]
    if not inside:
        return body
    if not node.is_textblock:
        children, at = [], start
        for child in node.content.content:
            children.append(_rewritten(child, at, inside))
            at += child.node_size
        return {**body, "content": children}
    content: list[Json] = []
    at = 0
    for one in inside:
        content += nodes_between(node, at, one.found.start - start)
        content += _changed(one)
        at = one.found.end - start
    return {**body, "content": [*content, *nodes_between(node, at, node.content.size)]}


def _changed(one: _Shown) -> list[Json]:
    old, new = units_of(plain(one.found.now)), units_of(one.suggestion.proposed)
    content: list[Json] = []
    for run in changes_between(old, new):
        if run.same:
            content += nodes_of(old[run.old])
        else:
            content += one.proposed("removed", nodes_of(old[run.old])) + one.proposed("added", nodes_of(new[run.new]))
    return content


def _removed(block: Node, one: _Shown, language: Language) -> list[Json]:
    """All its words as words to go; a block without any is named after itself."""
    body: Json = dict(block.to_json())
    if block.is_leaf or not block.text_content:
        named = {"type": "text", "text": block_name(block.type.name, language)}
        return [body, {"type": "paragraph", "content": one.proposed("removed", [named])}]
    return [_all_removed(block, one)]


def _all_removed(node: Node, one: _Shown) -> Json:
    body: Json = dict(node.to_json())
    if node.is_textblock:
        return {**body, "content": one.proposed("removed", body.get("content", ()))}
    if node.is_leaf:
        return body
    return {**body, "content": [_all_removed(child, one) for child in node.content.content]}


def _is(one: _Shown, kind: SuggestionKind) -> bool:
    return one.suggestion.kind == kind


def _is_inline(one: _Shown) -> bool:
    return one.suggestion.kind in (SuggestionKind.WORDS, SuggestionKind.TEXT)
