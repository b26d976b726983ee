"""Lists in a template: ours beside its own. Its styles count as they did, if that is what such a list does."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from app.rendering.writers.word.looks import LIST_DEPTHS
from app.rendering.writers.word.markup import NAMESPACES
from app.rendering.writers.word.numbering import Lists, kinds_xml


def adopt_lists(numbering: Any, styles: Any, names: Mapping[str, str]) -> Lists:
    """Our kinds of lists beside the template's; styles that count already keep their way of counting."""
    kinds = [int(one.get(qn("w:abstractNumId"))) for one in numbering.iter(qn("w:abstractNum"))]
    numbers = [int(one.get(qn("w:numId"))) for one in numbering.iter(qn("w:num"))]
    first = max((*kinds, *numbers, 0)) + 1
    own_kinds, own_lists = (
        parse_xml(f"<w:numbering {NAMESPACES}>{part}</w:numbering>") for part in kinds_xml(first=first)
    )
    place = len(list(numbering.iterchildren(qn("w:numPicBullet"), qn("w:abstractNum"))))
    by_identity = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    known = _Known(numbering, by_identity)
    found = []
    for offset, stem in enumerate(("ListBullet", "ListNumber")):
        for depth in range(LIST_DEPTHS):
            style = by_identity[names[f"{stem}{depth + 1 if depth else ''}"]]
            found.append(_counted(style, known, first + offset, depth, is_bullet=not offset))
    for link in list(own_kinds.iter(qn("w:pStyle"))):
        link.getparent().remove(link)
    for index, kind in enumerate(list(own_kinds)):
        numbering.insert(place + index, kind)
    last = max((index for index, one in enumerate(numbering) if one.tag == qn("w:num")), default=len(numbering) - 1)
    for index, one in enumerate(list(own_lists), start=1):
        numbering.insert(last + index, one)
    return Lists(found[LIST_DEPTHS:], first + 2)


def _counted(style: Any, known: "_Known", own: int, depth: int, *, is_bullet: bool) -> tuple[int, int]:
    """Kind and level by which this style counts; ours, when it does not know any of the sort."""
    theirs = known.place(style)
    if theirs is not None and known.is_bullet(*theirs) == is_bullet:
        return theirs
    own_place = style.get_or_add_pPr().get_or_add_numPr()
    own_place.get_or_add_ilvl().val = depth
    own_place.get_or_add_numId().val = own
    return own, depth


class _Known:
    """The template's own kinds of lists."""

    def __init__(self, numbering: Any, styles: Mapping[str, Any]) -> None:
        self.styles = styles
        self.kinds = {one.get(qn("w:abstractNumId")): one for one in numbering.iter(qn("w:abstractNum"))}
        self.kind_of = {
            one.get(qn("w:numId")): one.find(qn("w:abstractNumId")).get(qn("w:val"))
            for one in numbering.iter(qn("w:num"))
        }

    def place(self, style: Any) -> tuple[int, int] | None:
        """Kind and level that a style itself names."""
        given = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = given.find(qn("w:numId")) if given is not None else None
        kind = self._kind(number.get(qn("w:val"))) if number is not None else None
        if kind is None:
            return None
        level = given.find(qn("w:ilvl"))
        return int(kind), int(level.get(qn("w:val"))) if level is not None else 0

    def _kind(self, number: str) -> str | None:
        """The kind that a number is of; one that only names a style of lists is the kind which that style has."""
        kind = self.kind_of.get(number)
        named = self.kinds[kind].find(qn("w:numStyleLink")) if kind in self.kinds else None
        style = self.styles.get(named.get(qn("w:val"))) if named is not None else None
        linked = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") if style is not None else None
        return self.kind_of.get(linked.get(qn("w:val"))) if linked is not None else kind

    def is_bullet(self, kind: int, level: int) -> bool | None:
        """None where the template does not say."""
        found = self.kinds.get(str(kind))
        for one in found.findall(qn("w:lvl")) if found is not None else ():
            form = one.find(qn("w:numFmt"))
            if one.get(qn("w:ilvl")) == str(level):
                return form is not None and form.get(qn("w:val")) == "bullet"
        return None
