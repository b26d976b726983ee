"""Which step wrote each place of a text, and which one took a place away: stored steps replayed over a list. Pure.

A place lies between two neighbouring positions of ProseMirror: a UTF-16 unit of text, or a node's opening, closing
or leaf. A list holds one version number a place; 0 is for what no known step has touched.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from app.document.schema import SCHEMA

Versions: TypeAlias = "array[int]"
NumberedStep = tuple[int, Mapping[str, Any]]  # the version after the step, and the step as it is stored
_Range = tuple[int, int, int]  # where in the older text, how many places there, how many in the newer text


def untouched(size: int) -> Versions:
    """A text of `size` places (its content's size) before any step."""
    return array("i", bytes(4 * size))


def write_over(written: Versions, steps: Iterable[NumberedStep]) -> None:
    """Note, in place, which places each step wrote. Raises IndexError for a step that does not fit the text."""
    for version, step in steps:
        moved = 0
        for start, old, new in _ranges(step):
            _put(written, start + moved, old, new, version)
            moved += new - old


def taken_away(size: int, steps: Sequence[NumberedStep]) -> Versions:
    """The places of the text before `steps` with the step that took each away; `size` is of the text after them."""
    lost = untouched(size)
    for version, step in reversed(steps):
        ranges = _ranges(step)
        moved = sum(new - old for _, old, new in ranges)
        for start, old, new in reversed(ranges):
            moved -= new - old
            _put(lost, start + moved, new, old, version)
    return lost


def _put(versions: Versions, at: int, gone: int, come: int, version: int) -> None:
    if not 0 <= at <= at + gone <= len(versions):
        raise IndexError("the step lies outside the text")
    versions[at : at + gone] = array("i", (version,)) * come


def _ranges(step: Mapping[str, Any]) -> Sequence[_Range]:
    """What ProseMirror's map of the step says; a changed setting counts as its node's opening written anew."""
    kind = step["stepType"]
    if kind == "replace":
        return ((step["from"], step["to"] - step["from"], _slice_size(step)),)
    if kind == "replaceAround":
        insert = step["insert"]
        before = (step["from"], step["gapFrom"] - step["from"], insert)
        return (before, (step["gapTo"], step["to"] - step["gapTo"], _slice_size(step) - insert))
    if kind == "attr" and step["attr"] != "id":
        return ((step["pos"], 1, 1),)
    return ()


def _slice_size(step: Mapping[str, Any]) -> int:
    part = step.get("slice") or {}
    size = sum(map(_size, part.get("content") or ()))
    return size - int(part.get("openStart", 0)) - int(part.get("openEnd", 0))


def _size(node: Mapping[str, Any]) -> int:
    if "text" in node:
        return utf16_length(node["text"])
    if SCHEMA.nodes[node["type"]].is_leaf:
        return 1
    return 2 + sum(map(_size, node.get("content") or ()))


def utf16_length(text: str) -> int:
    """How many places a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
