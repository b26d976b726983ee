"""Several suggesters, overlapping or not, decided on in any order, with typing in between.

Whatever happens, a decision changes nothing outside the range of its own suggestion, a rejection changes no word,
and an acceptance that is taken back gives the very words back.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import AddMarkStep, Mapping, ReplaceStep, Step

from app.clock import now
from app.document.checking import parse_document
from app.document.schema import SCHEMA
from app.suggestions.applying import applied_end, steps_to_accept, steps_to_undo
from app.suggestions.models import Suggestion, SuggestionKind
from app.suggestions.places import Standing, find, nodes_between
from app.suggestions.rewording import as_typed, reworded
from app.suggestions.units import plain
from tests.factories.suggestions import footnote, paragraph, strong

TEXT = {
    "type": "doc",
    "content": [
        paragraph("Kunnan ", strong("nuoret voivat"), " hyvin", footnote("THL 2023"), " ja liikkuvat paljon.", id_="a"),
        paragraph("Väliin jäävä kappale.", id_="b"),
        paragraph("Lapset ", strong("oppivat"), " uimaan 😀 varhain.", id_="c"),
    ],
}
# "…" stands for what the words were: it is kept, with others before or after it.
WORDS = st.sampled_from(["", "uusi", "… uusi", "uusi …", "nuoret", "…x", "a … b", "😀"])


@dataclass
class Table:
    """The text, the suggestions on it, and every change of places since the beginning."""

    document: Node = field(default_factory=lambda: parse_document(TEXT))
    made: list[Suggestion] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)
    applied: dict[int, int] = field(default_factory=dict)  # suggestion → how many steps were done then

    def do(self, steps: list[Step]) -> None:
        for step in steps:
            result = step.apply(self.document)
            assert result.doc is not None, result.failed
            result.doc.check()
            self.document = result.doc
            self.done.append(step)

    def suggest(self, block: int, start: int, length: int, words: str) -> None:
        """Other words for characters `start` to `start + length` of a block."""
        before = sum(self.document.child(index).node_size for index in range(block))
        size = self.document.child(block).content.size
        first, last = before + 1 + min(start, size), before + 1 + min(start + length, size)
        try:
            base = plain(nodes_between(self.document, first, last))
        except UnicodeError:  # in the middle of a sign, which choosing refuses
            return
        if not base or self.document.resolve(first).depth != 1 or self.document.resolve(last).depth != 1:
            return
        typed = words.replace("…", as_typed(base))
        one = Suggestion(
            key=f"k{len(self.made)}", report_id=1, section_id=1, text_id=1, author_id=len(self.made) % 3,
            kind=SuggestionKind.WORDS, base=base, proposed=reworded(base, typed), created_at=now(),
        )  # fmt: skip
        self.made.append(one)
        self.do([AddMarkStep(first, last, SCHEMA.marks["suggestion"].create({"key": one.key}))])

    def type(self, at: int, words: str) -> None:
        """Somebody writes in a paragraph."""
        place = self.document.resolve(min(at, self.document.content.size))
        if place.parent.is_textblock and words:
            marks = place.marks()
            self.do([ReplaceStep(at, at, Slice(Fragment.from_(SCHEMA.text(words, marks)), 0, 0))])

    def accept(self, index: int, *, anyway: bool) -> None:
        one = self.made[index]
        found = find(self.document, one)
        if not found.is_somewhere or (found.standing is Standing.CHANGED and not anyway):
            return
        before = self.document
        self.do(steps_to_accept(before, one, found))
        end = applied_end(one, found.start)
        assert plain(nodes_between(self.document, found.start, end)) == plain(one.proposed)
        assert outside(self.document, found.start, end) == outside(before, found.start, found.end)
        one.base, one.applied_at = list(found.now), found.start
        self.applied[index] = len(self.done)

    def undo(self, index: int) -> None:
        if index not in self.applied:
            return
        one, before = self.made[index], self.document
        start = one.applied_at or 0
        maps = Mapping([step.get_map() for step in self.done[self.applied[index] :]])
        end = maps.map(applied_end(one, start), -1)
        first = min(maps.map(start, 1), end)
        steps = steps_to_undo(before, one, first, end)
        if steps is None:
            return
        self.do(steps)
        back = first + self.document.content.size - before.content.size + (end - first)
        assert plain(nodes_between(self.document, first, back)) == plain(one.base)
        assert outside(self.document, first, back) == outside(before, first, end)
        del self.applied[index]


def outside(document: Node, start: int, end: int) -> tuple[Any, Any]:
    """Everything before and after two places, without remarks."""
    parts = document.cut(0, start), document.cut(end)
    return tuple(plain([dict(block.to_json()) for block in part.content.content]) for part in parts)  # type: ignore[return-value]


def words_of(document: Node) -> list[str]:
    return [as_typed(block.to_json().get("content", ())) for block in document.content.content]


SUGGESTIONS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(1, 14), WORDS), min_size=1, max_size=6
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "anyway", "undo", "type"]), st.integers(0, 70), st.sampled_from(["x", " uusi "])
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(SUGGESTIONS, ACTS)
def test_no_order_of_decisions_touches_what_nobody_suggested(
    suggestions: list[tuple[int, int, int, str]], acts: list[tuple[str, int, str]]
):
    table = Table()
    for suggestion in suggestions:
        table.suggest(*suggestion)
    assert words_of(table.document) == words_of(parse_document(TEXT))
    for act, number, words in acts:
        index = number % len(table.made) if table.made else None
        if act == "type":
            table.type(number, words)
        elif index is not None and act == "undo":
            table.undo(index)
        elif index is not None and index not in table.applied:
            table.accept(index, anyway=act == "anyway")


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(4)), st.sets(st.integers(0, 3)))
def test_apart_from_each_other_every_order_gives_the_same_text(order: list[int], accepted: set[int]):
    table = Table()
    for place in ((0, 0, 6, "Alueen"), (0, 21, 5, ""), (2, 7, 7, "oppivat jo"), (2, 0, 6, "Nuoret")):
        table.suggest(*place)
    for index in order:
        if index in accepted:
            table.accept(index, anyway=False)
    assert set(table.applied) == accepted
    said = "\n".join(words_of(table.document))
    assert ("Alueen" in said, "oppivat jo" in said, "Nuoret" in said) == (0 in accepted, 2 in accepted, 3 in accepted)
