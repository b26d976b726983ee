"""Cross references get the words of what they point to, once the whole Document is put together."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.dataset import DataSet
from app.rendering.prose_inlines import plain_text

_IN_A_SENTENCE = {
    "section": N_("chapter %(number)s"),
    "table": N_("table %(number)s"),
    "figure": N_("figure %(number)s"),
}


def resolved(document: tree.Document) -> tree.Document:
    """The Document with every reference in words; one that points nowhere becomes plain text that says so."""
    words = dict(_targets(document))
    moved = _by_identity(words.keys() - {section.anchor for section in document.sections()})
    missing = translate(document.language, "[missing reference]")  # type: ignore[arg-type]

    def refer(reference: tree.CrossReference) -> tree.Inline:
        target = reference.target if reference.target in words else moved.get(_identity(reference.target), "")
        if target in words:
            return replace(reference, target=target, text=words[target])
        return tree.Text(text=reference.text or missing)

    def resolve(value: Any) -> Any:
        if isinstance(value, tree.CrossReference):
            return refer(value)
        if isinstance(value, DataSet | tree.Chart | str):  # hold none, and are large
            return value
        if isinstance(value, tuple):
            return tuple(resolve(part) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: resolve(getattr(value, f.name)) for f in fields(value)}
            return replace(value, **changed)
        return value

    done: tree.Document = resolve(document)
    return done


def _targets(document: tree.Document) -> Iterator[tuple[str, str]]:
    forms = reference_words(document.language)
    for section in document.sections():
        named = forms["section"].replace("%(number)s", section.number) if section.number else section.title
        yield section.anchor, named
        for block in section.blocks:
            if isinstance(block, tree.Table):
                yield block.anchor, forms["table"].replace("%(number)s", block.number)
            elif isinstance(block, tree.Figure | tree.Chart):
                yield block.anchor, forms["figure"].replace("%(number)s", block.number)
            elif isinstance(block, tree.Heading):
                yield block.anchor, plain_text(block.inlines)


def _by_identity(anchors: Set[str]) -> dict[str, str]:
    """Anchors by their blocks' own ids: what was moved to another section is found by it, if nothing else has it."""
    counts = Counter(map(_identity, anchors))
    return {_identity(anchor): anchor for anchor in anchors if counts[_identity(anchor)] == 1}


def _identity(anchor: str) -> str:
    return anchor.rpartition("-")[2]


def reference_words(language: str) -> dict[str, str]:
    """How a reference reads in a sentence, by what it points to, with %(number)s left in."""
    return {
        kind: translate(language, form, number="%(number)s")  # type: ignore[arg-type]
        for kind, form in _IN_A_SENTENCE.items()
    }


def table_name(language: str, number: str) -> str:
    """ "Taulukko 4.2"."""
    return translate(language, "Table %(number)s", number=number)  # type: ignore[arg-type]


def figure_name(language: str, number: str) -> str:
    """ "Kuvio 4.2"."""
    return translate(language, "Figure %(number)s", number=number)  # type: ignore[arg-type]
