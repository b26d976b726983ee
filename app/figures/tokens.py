"""The figures that the sentences of a text cite, and where they stand in it. Pure."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any

from app.claims import Cited, sentences
from app.document.schema import SCHEMA
from app.rendering.series import Direction, IndicatorData, IndicatorInfo

TOKEN = "figure_token"  # noqa: S105 (a figure in a sentence)
_NOT_READ = IndicatorData(IndicatorInfo("", "", "", 0, Direction.NEUTRAL, 0.0, "", date.min), {})


@dataclass(frozen=True, slots=True)
class Token:
    """A cited figure as it is written. `start` and `end`: in its sentence; `position`: in the document."""

    indicator: str
    region: str
    period: str
    value: float | None
    fetched_on: str
    text: str
    start: int
    end: int
    position: int


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A sentence with figures. `places`: the document's place before each of its letters."""

    text: str
    tokens: tuple[Token, ...]
    places: tuple[int, ...]

    @property
    def key(self) -> str:
        """The hash of its words and figures: another wording, or another figure, is another sentence."""
        figures = [f"{item.indicator}|{item.region}|{item.period}|{item.value}" for item in self.tokens]
        return hashlib.sha256("\n".join([self.text.strip(), *figures]).encode()).hexdigest()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where these letters of it stand in the document."""
        last = end - 1
        is_in_figure = any(token.start <= last < token.end for token in self.tokens)
        return self.places[start], self.places[last] + (1 if is_in_figure else _units(self.text[last]))

    @property
    def words(self) -> str:
        """As it is shown."""
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure that a text cites, and the sentence that does."""

    indicator: str
    region: str
    period: str
    value: float | None
    text: str
    sentence: str


def cited_figures(document: Mapping[str, Any]) -> list[CitedFigure]:
    """Every figure that the sentences of this text cite, in their order."""
    return [
        CitedFigure(token.indicator, token.region, token.period, token.value, token.text, sentence.words)
        for sentence in citing_sentences(document)
        for token in sentence.tokens
    ]


def citing_sentences(document: Mapping[str, Any]) -> list[CitingSentence]:
    """The sentences that cite figures, in their order. Footnotes have sentences of their own."""
    return [found for text, tokens, places in _paragraphs(document, 0) for found in _cut(text, tokens, places)]


def _cut(text: str, tokens: list[Token], places: list[int]) -> Iterator[CitingSentence]:
    marks = [Cited(token.start, token.end, _NOT_READ, "", index) for index, token in enumerate(tokens)]
    for start, sentence in sentences(text, marks):
        if sentence.cited:
            inside = (replace(tokens[mark.sort], start=mark.start, end=mark.end) for mark in sentence.cited)
            end = start + len(sentence.text)
            yield CitingSentence(sentence.text, tuple(inside), tuple(places[start:end]))


Paragraph = tuple[str, list[Token], list[int]]


def _paragraphs(node: Mapping[str, Any], inside: int) -> Iterator[Paragraph]:
    """What has words, and figures among them. `inside`: where the node's content begins."""
    children = node.get("content") or ()
    if SCHEMA.nodes[node["type"]].inline_content and any(child["type"] == TOKEN for child in children):
        yield _paragraph(children, inside)
    at = inside
    for child in children:
        if child.get("content"):
            yield from _paragraphs(child, at + 1)
        at += _size(child)


def _paragraph(children: Any, at: int) -> Paragraph:
    text = ""
    tokens: list[Token] = []
    places: list[int] = []
    for child in children:
        words = _words(child)
        if child["type"] == TOKEN:
            tokens.append(_token(child["attrs"], len(text), at))
        places += _places(words, at) if child["type"] == "text" else [at] * len(words)
        text += words
        at += _size(child)
    return text, tokens, places


def _places(text: str, at: int) -> Iterable[int]:
    """The place before each letter."""
    if _units(text) == len(text):
        return range(at, at + len(text))
    return list(accumulate(map(_units, text), initial=at))[:-1]


def _token(attrs: Mapping[str, Any], start: int, position: int) -> Token:
    named = {name: attrs[name] for name in ("indicator", "region", "period", "value", "fetched_on", "text")}
    return Token(**named, start=start, end=start + len(named["text"]), position=position)


def _words(node: Mapping[str, Any]) -> str:
    if node["type"] == TOKEN:
        return str(node["attrs"]["text"])
    return "\n" if node["type"] == "hard_break" else str(node.get("text", ""))


def _size(node: Mapping[str, Any]) -> int:
    """How many places a node takes, as editors count them."""
    if node["type"] == "text":
        return _units(node["text"])
    if SCHEMA.nodes[node["type"]].is_leaf:
        return 1
    return 2 + sum(map(_size, node.get("content") or ()))


def _units(text: str) -> int:
    """Browsers count rare letters as two."""
    return len(text.encode("utf-16-le")) // 2
