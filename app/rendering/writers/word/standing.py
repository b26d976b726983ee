"""What a template's style must be once it stands for one of ours: known as that to Word, in its place, not counting."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from app.rendering.writers.word.markup import NAMESPACES, attribute

_AFTER_OUTLINE = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
_NO_OUTLINE = "9"
_COUNTING = ("List Bullet", "List Number")


def settle(styles: Mapping[str, Any], identity: str, name: str) -> None:
    """`name` is the English name of ours. Its own name stays, and that of ours becomes another name of it."""
    style = styles[identity]
    _call(style, name)
    if style.get(qn("w:type")) != "paragraph":
        return
    if not name.startswith(_COUNTING):
        _uncount(styles, style)
    stem, _, number = name.rpartition(" ")
    level = str(int(number) - 1) if stem == "heading" else _NO_OUTLINE
    if _inherited(styles, style, "w:pPr/w:outlineLvl", _NO_OUTLINE) != level:
        shape = style.get_or_add_pPr()
        for old in shape.findall(qn("w:outlineLvl")):
            shape.remove(old)
        shape.insert_element_before(parse_xml(f'<w:outlineLvl {NAMESPACES} w:val="{level}"/>'), *_AFTER_OUTLINE)


def _call(style: Any, name: str) -> None:
    own = style.find(qn("w:name"))
    if own is None:
        return
    aliases = style.find(qn("w:aliases"))
    others = aliases.get(qn("w:val"), "").split(",") if aliases is not None else []
    if name.casefold() in (one.strip().casefold() for one in (own.get(qn("w:val"), ""), *others)):
        return
    if aliases is None:
        own.addnext(parse_xml(f'<w:aliases {NAMESPACES} w:val="{attribute(name)}"/>'))
    else:
        aliases.set(qn("w:val"), ",".join((*others, name)))


def _uncount(styles: Mapping[str, Any], style: Any) -> None:
    """A style that counts by itself would stand before the report's own numbers."""
    for numbering in list(style.iter(qn("w:numPr"))):
        numbering.getparent().remove(numbering)
    if _inherited(styles, style, "w:pPr/w:numPr/w:numId", "0") != "0":
        style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0


def _inherited(styles: Mapping[str, Any], style: Any, path: str, otherwise: str) -> str:
    """A value of the style or of those that it is based on."""
    steps = "/".join(qn(step) for step in path.split("/"))
    seen: set[Any] = set()
    while style is not None and style not in seen:
        seen.add(style)
        found = style.find(steps)
        if found is not None:
            return str(found.get(qn("w:val"), otherwise))
        base = style.find(qn("w:basedOn"))
        style = styles.get(base.get(qn("w:val"))) if base is not None else None
    return otherwise
