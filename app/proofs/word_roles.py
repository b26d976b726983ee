"""What a paragraph of a Word file is: Word's own English name of its style, or ours, by whatever road it is found.

Word keeps the English name of a style that it knows, whichever language it shows; a template made elsewhere has names
of its own, and tells by another name of the style, or by the one that it is based on, what it stands for.
"""

import re
from collections.abc import Iterator, Mapping

from app.proofs.word_xml import Element, value, w

_KNOWN = re.compile(
    r"heading [1-9]|title|subtitle|toc heading|toc [1-9]|table of figures|caption|quote|body text"
    r"|list (bullet|number|continue)( [2-9])?|footnote (text|reference)|annotation (text|reference)"
    r"|cover (arms|organisation|notice|fact|heading)|source|report (notice|drawing)|key figure (label|value|line)"
    r"|minor heading|section end|table (text|number|head|head number)"
)
_HEADING = re.compile(r"heading ([1-9])")
_LISTED = re.compile(r"list (?:bullet|number)(?: ([2-9]))?")


def role(styles: Mapping[str, Element], identity: str) -> str:
    """The first name that is known, of the style or of those that it is based on; empty where there is none."""
    for style in lineage(styles, identity):
        for name in _names(style):
            if _KNOWN.fullmatch(name):
                return name
    return ""


def lineage(styles: Mapping[str, Element], identity: str) -> Iterator[Element]:
    """A style, and what it is based on, the nearest first."""
    seen: set[str] = set()
    while identity in styles and identity not in seen:
        seen.add(identity)
        yield styles[identity]
        identity = value(styles[identity].find(w("basedOn")))


def heading_depth(name: str) -> int:
    """Which of Word's headings a role is; 0 for any other."""
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0


def list_depth(name: str) -> int:
    """How deep in lists a role stands, whatever level its numbers are of; 0 for any other."""
    found = _LISTED.fullmatch(name)
    return int(found[1] or 1) if found else 0


def _names(style: Element) -> Iterator[str]:
    yield value(style.find(w("name"))).strip().casefold()
    for other in value(style.find(w("aliases"))).split(","):
        yield other.strip().casefold()
