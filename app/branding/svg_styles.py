"""Style sheets and style attributes of a drawing, as attributes: what drawing programs write, and nothing more.

They write declarations for classes, ids and kinds of elements. Anything else in a style sheet is refused, so that a
drawing is never shown in other colours than its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.branding.svg_rules import SVG, Refused

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([.#]?)([A-Za-z_][\w-]*)")
_STRENGTH = {"": 0, ".": 1, "#": 2}
MOST_RULES = 500

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """`sign`: "." for a class, "#" for an id, nothing for a kind of element."""

    sign: str
    name: str
    declarations: Declarations


def rules_of(root: Element) -> tuple[Rule, ...]:
    """Every rule of the drawing's style sheets, the weakest first. Raises Refused."""
    found: list[Rule] = []
    for sheet in root.iter(f"{{{SVG}}}style"):
        found += _rules("".join(sheet.itertext()))
    if len(found) > MOST_RULES:
        raise Refused("too-complex")
    return tuple(sorted(found, key=lambda rule: _STRENGTH[rule.sign]))


def _rules(sheet: str) -> Iterator[Rule]:
    sheet = _COMMENT.sub(" ", sheet)
    if "@" in sheet or "\\" in sheet:
        raise Refused("outside" if "@import" in sheet.lower() else "style", "@")
    if _RULE.sub("", sheet).strip():
        raise Refused("style", "style")
    for selectors, body in _RULE.findall(sheet):
        declarations = declared(body)
        for selector in selectors.split(","):
            if not (named := _SELECTOR.fullmatch(selector.strip())):
                raise Refused("style", selector.strip()[:40])
            yield Rule(named[1], named[2], declarations)


def declared(body: str) -> Declarations:
    """`fill:red; stroke:none` as names and values."""
    found: Declarations = {}
    for declaration in _COMMENT.sub(" ", body).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = re.sub(r"\s*!\s*important$", "", value.strip())
        elif name.strip():
            raise Refused("style", name.strip()[:40])
    return found


def styled(item: Element, rules: tuple[Rule, ...]) -> Declarations:
    """What style sheets and the element's own style say of it; this stands above its attributes."""
    kind = item.tag.rpartition("}")[2]
    names = {"": {kind}, ".": set(item.get("class", "").split()), "#": {item.get("id", "")}}
    found: Declarations = {}
    for rule in rules:
        if rule.name in names[rule.sign]:
            found |= rule.declarations
    return found | declared(item.get("style", ""))
