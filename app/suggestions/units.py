"""The content of a paragraph as a row of units: one for each character, one for each node between them.

Pure. What the words look like (`look`: strong, link, …) belongs to the text; comments and suggestions hanging on
them (`remarks`) do not: two texts that differ in remarks alone are the same text.
"""

import json
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from prosemirror.model import Node
from rapidfuzz.distance import LCSseq

from app.document.schema import SCHEMA, SCHEMA_JSON

JsonNode = Mapping[str, Any]
REMARKS = frozenset({"comment", "suggestion"})
OBJECT = "\ufffc"  # stands for a node among characters

_ENDING = frozenset(name for name, spec in SCHEMA_JSON["marks"].items() if spec.get("inclusive") is False)
_TOKEN = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Unit:
    """`size` is in places of the document; `node`, `look` and `remarks` are JSON, so that units can be compared."""

    text: str
    size: int
    node: str = ""
    look: str = "[]"
    remarks: str = "[]"

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is, without what hangs on it."""
        return (self.text, self.node, self.look)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that is the same on both sides, or that differs."""

    same: bool
    old: slice
    new: slice


def units_of(nodes: Iterable[JsonNode]) -> list[Unit]:
    """The units of inline nodes."""
    units: list[Unit] = []
    for node in nodes:
        marks = node.get("marks") or ()
        look = _json([mark for mark in marks if mark["type"] not in REMARKS])
        remarks = _json([mark for mark in marks if mark["type"] in REMARKS])
        if node["type"] == "text":
            units += [Unit(char, 1 + (ord(char) > 0xFFFF), "", look, remarks) for char in node["text"]]
        else:
            bare = {key: value for key, value in node.items() if key != "marks"}
            text = "\n" if node["type"] == "hard_break" else OBJECT
            units.append(Unit(text, Node.from_json(SCHEMA, bare).node_size, _json(bare), look, remarks))
    return units


def nodes_of(units: Iterable[Unit]) -> list[dict[str, Any]]:
    """The inline nodes of units, as ProseMirror writes them."""
    nodes: list[dict[str, Any]] = []
    for (node, look, remarks), group in groupby(units, key=lambda unit: (unit.node, unit.look, unit.remarks)):
        marks = [*json.loads(look), *json.loads(remarks)]
        together = list(group)
        made = [json.loads(node)] * len(together) if node else [{"type": "text", "text": _text(together)}]
        nodes += [{**one, "marks": marks} if marks else dict(one) for one in made]
    return nodes


def tokens_of(units: Sequence[Unit]) -> list[slice]:
    """Where the words, spaces and signs are; a word in two looks is one word."""
    return [slice(*match.span()) for match in _TOKEN.finditer(_text(units))]


def words_of(text: str) -> list[str]:
    """The same tokens of a plain text."""
    return _TOKEN.findall(text)


def runs_between(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """What of `old` stays and what becomes what of `new`; a space alone between two changes changes with them."""
    runs: list[Run] = []
    for op in LCSseq.opcodes(old, new):
        piece = old[op.src_start : op.src_end]
        same = op.tag == "equal" and not (runs and not runs[-1].same and op.src_end < len(old) and _is_space(piece))
        run = Run(same, slice(op.src_start, op.src_end), slice(op.dest_start, op.dest_end))
        if runs and runs[-1].same == same:
            last = runs.pop()
            run = Run(same, slice(last.old.start, run.old.stop), slice(last.new.start, run.new.stop))
        runs.append(run)
    return runs


def looks_alike(units: Sequence[Unit]) -> list[tuple[Hashable, ...]]:
    """The tokens as keys to compare by: characters, nodes and looks, not remarks."""
    return [tuple(unit.key for unit in units[token]) for token in tokens_of(units)]


def changes_between(old: Sequence[Unit], new: Sequence[Unit]) -> list[Run]:
    """The least change of words that makes one of the other, in units.

    A word that only grew or only shrank stays but for the letters that came or went.
    """
    ends_old = [0, *(token.stop for token in tokens_of(old))]
    ends_new = [0, *(token.stop for token in tokens_of(new))]
    runs: list[Run] = []
    for run in runs_between(looks_alike(old), looks_alike(new)):
        places = (ends_old[run.old.start], ends_old[run.old.stop]), (ends_new[run.new.start], ends_new[run.new.stop])
        whole = Run(run.same, slice(*places[0]), slice(*places[1]))
        runs += [whole] if run.same else _grown(old, new, whole)
    return runs


def _grown(old: Sequence[Unit], new: Sequence[Unit], run: Run) -> list[Run]:
    """The run parted into what is the same at its ends and what came or went; itself when both happened."""
    gone, come = [unit.key for unit in old[run.old]], [unit.key for unit in new[run.new]]
    shorter = min(len(gone), len(come))
    head = next((at for at in range(shorter) if gone[at] != come[at]), shorter)
    tail = next((at for at in range(shorter - head) if gone[-1 - at] != come[-1 - at]), shorter - head)
    if head + tail < shorter or shorter == 0:
        return [run]
    one, other = run.old, run.new
    parts = [
        Run(True, slice(one.start, one.start + head), slice(other.start, other.start + head)),
        Run(False, slice(one.start + head, one.stop - tail), slice(other.start + head, other.stop - tail)),
        Run(True, slice(one.stop - tail, one.stop), slice(other.stop - tail, other.stop)),
    ]
    return [part for part in parts if part.old.start < part.old.stop or part.new.start < part.new.stop]


def inherited(units: Sequence[Unit], gap: slice, trait: str) -> str:
    """The look or the remarks (`trait`) of what is written in place of `gap`: those of the words that go.

    Where nothing goes they are those before it; what ends with its last word, as a link, must also follow.
    """
    gone = next((unit for unit in units[gap] if not unit.node), None)
    if gone is not None:
        return str(getattr(gone, trait))
    before = json.loads(getattr(units[gap.start - 1], trait)) if gap.start > 0 else []
    after = json.loads(getattr(units[gap.stop], trait)) if gap.stop < len(units) else []
    return _json([mark for mark in before if mark["type"] not in _ENDING or mark in after])


def plain(nodes: Iterable[JsonNode]) -> list[dict[str, Any]]:
    """Nodes of any kind without the remarks that hang in them."""
    found = list(nodes)
    if any(node["type"] == "text" or SCHEMA.nodes[node["type"]].is_inline for node in found):
        return nodes_of(_bare(unit) for unit in units_of(found))
    return [{**node, "content": plain(node["content"])} if "content" in node else dict(node) for node in found]


def _bare(unit: Unit) -> Unit:
    return Unit(unit.text, unit.size, unit.node, unit.look)


def _text(units: Iterable[Unit]) -> str:
    return "".join(unit.text for unit in units)


def _is_space(tokens: Sequence[Hashable]) -> bool:
    """One token of white space, whether it is a plain text or made of units' keys."""
    if len(tokens) != 1:
        return False
    token: Any = tokens[0]
    text = token if isinstance(token, str) else "".join(key[0] for key in token)
    return text.isspace() and "\n" not in text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
