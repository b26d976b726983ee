"""Cross references get the words of what they point to, once the whole Document is put together."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.i18n import translate
from app.rendering import tree
from app.rendering.prose_inlines import plain_text


def resolved(document: tree.Document) -> tree.Document:
    """The Document with every reference in words; one that points nowhere becomes plain text that says so."""
    words = dict(_targets(document))
    missing = translate(document.language, "[missing reference]")  # type: ignore[arg-type]

    def resolve(value: Any) -> Any:
        if isinstance(value, tree.CrossReference):
            text = words.get(value.target)
            return replace(value, text=text) if text else tree.Text(text=value.text or missing)
        if isinstance(value, tuple):
            return tuple(resolve(part) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: resolve(getattr(value, f.name)) for f in fields(value)}
            return replace(value, **changed)
        return value

    done: tree.Document = resolve(document)
    return done


def _targets(document: tree.Document) -> Iterator[tuple[str, str]]:
    for section in document.sections():
        yield section.anchor, f"{section.number} {section.title}".strip()
        for block in section.blocks:
            if isinstance(block, tree.Table):
                yield block.anchor, table_name(document.language, block.number)
            elif isinstance(block, tree.Figure):
                yield block.anchor, figure_name(document.language, block.number)
            elif isinstance(block, tree.Heading):
                yield block.anchor, plain_text(block.inlines)


def table_name(language: str, number: str) -> str:
    """ "Taulukko 4.2"."""
    return translate(language, "Table %(number)s", number=number)  # type: ignore[arg-type]


def figure_name(language: str, number: str) -> str:
    """ "Kuvio 4.2"."""
    return translate(language, "Figure %(number)s", number=number)  # type: ignore[arg-type]
