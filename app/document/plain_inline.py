"""The words of a paragraph as plain text that can be typed anywhere, and back. Pure.

`**strong**`, `*emphasis*`, `[text](https://…)`, `^[a footnote]`; a line end is a line break. What cannot be typed,
such as a figure with its source, stands as `{1}`, `{2}`, …; a backslash takes the meaning from the sign after it.
"""

import re
from collections.abc import Sequence
from typing import Any

from app.document.faults import is_safe_link
from app.document.schema import Document
from app.i18n import N_

_SIGN = re.compile(r"([\\*\[\]{}^])")
_TOKEN = re.compile(
    r"\\(?P<plain>[\s\S])|(?P<strong>\*\*)|(?P<emphasis>\*)|\^\[(?P<note>(?:\\.|[^\]\\])*)\]"
    r"|\{(?P<atom>\d{1,4})\}|(?P<open>\[)|\]\((?P<href>(?:\\.|[^)\\])*)\)|(?P<line>\n)|(?P<other>[\s\S])"
)
_LINK = re.compile(r"\[(?:\\.|\^\[(?:\\.|[^\]\\])*\]|[^\]\\])*\]\(")
_HREF_SIGN = re.compile(r"([\\)])")
ATOMS = frozenset({"figure_token", "cross_reference"})
_ORDER = ("link", "strong", "emphasis")  # the schema's order of marks


class MarkupInvalid(ValueError):  # noqa: N818 - errors are named as facts
    """The text cannot be read; `message` says why, `params` fill its placeholders."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def atoms_of(node: Document) -> list[Document]:
    """What stands as a placeholder in the text of a block, in order."""
    inside = [atom for child in node.get("content") or () for atom in atoms_of(child)]
    return [{k: v for k, v in node.items() if k != "marks"}, *inside] if node["type"] in ATOMS else inside


def write_inline(content: Sequence[Document], first_atom: int = 1) -> str:
    """The text of a paragraph's content; placeholders are numbered from `first_atom`."""
    written: list[str] = []
    on: set[str] = set()
    link = ""
    number = first_atom
    for node in content:
        marks = {mark["type"]: mark.get("attrs") or {} for mark in node.get("marks") or ()}
        href = str(marks.get("link", {}).get("href", ""))
        if link and link != href:
            written.append(f"]({_HREF_SIGN.sub(_escaped, link)})")
        wanted = {name for name in ("strong", "emphasis") if name in marks}
        written += [sign for name, sign in (("strong", "**"), ("emphasis", "*")) if (name in on) != (name in wanted)]
        if href and link != href:
            written.append("[")
        on, link = wanted, href
        written.append(_written(node, number))
        number += node["type"] in ATOMS
    if link:
        written.append(f"]({_HREF_SIGN.sub(_escaped, link)})")
    written += [sign for name, sign in (("strong", "**"), ("emphasis", "*")) if name in on]
    return "".join(written)


def _written(node: Document, number: int) -> str:
    if node["type"] == "text":
        return _SIGN.sub(_escaped, node["text"])
    if node["type"] == "hard_break":
        return "\n"
    if node["type"] == "footnote":
        inside = "".join(child["text"] for child in node.get("content") or ())
        return f"^[{_SIGN.sub(_escaped, inside)}]"
    return f"{{{number}}}"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}"


def read_inline(text: str, atoms: Sequence[Document] = ()) -> list[Document]:
    """The content that the text describes. Raises MarkupInvalid."""
    reader = _Reader(text, atoms)
    for match in _TOKEN.finditer(text):
        reader.take(match)
    return reader.done()


class _Reader:
    def __init__(self, text: str, atoms: Sequence[Document]) -> None:
        self.text = text
        self.atoms = atoms
        self.content: list[Document] = []
        self.on: set[str] = set()
        self.link_from: int | None = None

    def take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup or "plain"
        if kind in ("strong", "emphasis"):
            self.on ^= {kind}
        elif kind == "open" and self.link_from is None and _LINK.match(self.text, match.start()):
            self.link_from = len(self.content)
            self.add({"type": "open"})
        elif kind == "href" and self.link_from is not None:
            self.close(re.sub(r"\\(.)", r"\1", match["href"]))
        elif kind == "note":
            self.note(re.sub(r"\\(.)", r"\1", match["note"]))
        elif kind == "atom":
            self.atom(int(match["atom"]))
        elif kind == "line":
            self.add({"type": "hard_break"})
        else:
            self.words(match["plain"] if kind == "plain" else match[0])

    def note(self, words: str) -> None:
        self.add({"type": "footnote", "content": [{"type": "text", "text": words}]} if words else {"type": "footnote"})

    def words(self, text: str) -> None:
        before = self.content[-1] if self.content else {}
        if before.get("type") == "text" and before.get("marks") == self.marks():
            before["text"] += text
        else:
            self.add({"type": "text", "text": text})

    def marks(self) -> list[dict[str, Any]] | None:
        return [{"type": name} for name in _ORDER if name in self.on] or None

    def add(self, node: Document) -> None:
        marks = self.marks()
        self.content.append({**node, "marks": marks} if marks else node)

    def atom(self, number: int) -> None:
        if not 0 < number <= len(self.atoms):
            raise MarkupInvalid(N_("There is nothing with the number %(sign)s here."), sign=f"{{{number}}}")
        self.add(self.atoms[number - 1])

    def close(self, href: str) -> None:
        if not is_safe_link(href):
            raise MarkupInvalid(N_("A link leads to a web or e-mail address: %(address)s does not."), address=href)
        assert self.link_from is not None
        link = {"type": "link", "attrs": {"href": href}}
        inside = self.content[self.link_from + 1 :]
        linked = [{**node, "marks": [link, *(node.get("marks") or ())]} for node in inside]
        self.content[self.link_from :] = linked
        self.link_from = None

    def done(self) -> list[Document]:
        for name, sign in (("strong", "**"), ("emphasis", "*")):
            if name in self.on:
                raise MarkupInvalid(
                    N_("What begins with %(sign)s does not end. Write %(plain)s for the sign itself."),
                    sign=sign,
                    plain="".join(f"\\{letter}" for letter in sign),
                )
        if self.link_from is not None:
            raise MarkupInvalid(N_("A link is written as [text](https://…)."))
        return _joined(self.content)


def _joined(content: Sequence[Document]) -> list[Document]:
    joined: list[Document] = []
    for node in content:
        before = joined[-1] if joined else {}
        if node["type"] == "text" and before.get("type") == "text" and before.get("marks") == node.get("marks"):
            joined[-1] = {**before, "text": before["text"] + node["text"]}
        else:
            joined.append(node)
    return joined
