"""A drawing's elements written anew, and nothing that draws more than a drawing would."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from app.branding.svg_rules import (
    ATTRIBUTES,
    ELEMENTS,
    LEFT_OUT,
    PROGRAMS,
    REFERRING,
    SVG,
    XLINK,
    Refused,
    checked,
    referred,
    refuse_effect,
    refuse_program,
)
from app.branding.svg_styles import rules_of, styled

MOST_DRAWN, DEEPEST = 20_000, 80
LONGEST_NOTE = 300  # characters of a title or a description
HREF = f"{{{XLINK}}}href"
_OWN_SIZE = frozenset({"x", "y", "width", "height", "viewBox"})
_NAMED = re.compile(r"(?:url\()?#([^()]*)\)?")


class Copier:
    """Copies a drawing. Names of things that others refer to become a1, a2, …; other names are left out."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.rules = rules_of(root)
        self.known = {item.get("id", "") for item in root.iter() if item.get("id")}
        self.renamed: dict[str, str] = {}

    def copied(self) -> Element:
        """The whole drawing. Raises Refused."""
        copy = Element(self.root.tag)
        self._fill(copy, self.root)
        for item in copy.iter():
            if (name := item.attrib.pop("id", "")) in self.renamed:
                item.set("id", self.renamed[name])
        return copy

    def _fill(self, copy: Element, item: Element) -> None:
        kind = item.tag.rpartition("}")[2]
        if kind in ("title", "desc"):
            copy.text = " ".join("".join(item.itertext()).split())[:LONGEST_NOTE]
            return
        copy.attrib.update(self._attributes(item, kind))
        for child in item:
            if _is_kept(child):
                self._fill(SubElement(copy, child.tag), child)

    def _attributes(self, item: Element, kind: str) -> dict[str, str]:
        """What the copy has: styles as attributes, references to what is there, the name that others call it by."""
        for name, value in item.attrib.items():
            refuse_program(name.rpartition("}")[2], value)
        found: dict[str, str] = {}
        for name, value in sorted({**item.attrib, **styled(item, self.rules)}.items()):
            refuse_effect(name, value)
            if item is self.root and name in _OWN_SIZE:
                continue  # its size is worked out for the whole drawing
            if (kept := self._kept(name, value.strip())) is not None:
                found[name] = kept
        if reference := self._reference(item, kind):
            found[HREF] = reference
        if own := item.get("id"):
            found["id"] = own
        return found

    def _kept(self, name: str, value: str) -> str | None:
        """The value of an attribute as it is written, None for what is left out."""
        if name in REFERRING and (target := referred(value)) is not None:
            return f"url(#{self._new_name(target)})" if target in self.known else "none"
        if name not in ATTRIBUTES or value in ("inherit", ""):
            return None
        return checked(name, value)

    def _reference(self, item: Element, kind: str) -> str:
        value = (item.get("href") or item.get(HREF) or "").strip()
        if value and not value.startswith("#"):
            raise Refused("outside", value[:60])
        if kind not in ("use", "linearGradient", "radialGradient") or value[1:] not in self.known:
            return ""
        return f"#{self._new_name(value[1:])}"

    def _new_name(self, name: str) -> str:
        return self.renamed.setdefault(name, f"a{len(self.renamed) + 1}")


def _is_kept(item: Element) -> bool:
    """Elements of other vocabularies are notes of drawing programs. Raises Refused for what would be missed."""
    space, _, kind = item.tag.rpartition("}")
    if space != f"{{{SVG}":
        return False
    if kind in PROGRAMS:
        raise Refused("program", kind)
    if kind in LEFT_OUT:
        return False
    if kind not in ELEMENTS:
        raise Refused("element", kind)
    return True


def refuse_bombs(root: Element) -> None:
    """Raises Refused for a copy that repeats itself through itself, or a thing ten times in ten times ten."""
    by_name = {item.get("id", ""): item for item in root.iter() if item.get("id")}
    sizes: dict[Element, int] = {}

    def drawn(item: Element, above: tuple[Element, ...]) -> int:
        if item in above or len(above) > DEEPEST:
            raise Refused("too-complex")
        if item not in sizes:
            below = [*item, *_used(item, by_name)]
            sizes[item] = 1 + sum(drawn(other, (*above, item)) for other in below)
        if sizes[item] > MOST_DRAWN:
            raise Refused("too-complex")
        return sizes[item]

    drawn(root, ())


def _used(item: Element, by_name: dict[str, Element]) -> Iterator[Element]:
    """What the element draws, or is drawn with, that stands elsewhere."""
    for value in (item.get(HREF, ""), item.get("clip-path", "")):
        if (found := _NAMED.fullmatch(value)) and found[1] in by_name:
            yield by_name[found[1]]
