"""A stranger's SVG → an SVG of our own that draws the same: read without DTD, written anew from what is allowed.

What would be lost silently (text in a font, pictures, filters) is refused by name instead; what nobody sees (notes of
drawing programs, comments, names of layers) is left out.
"""

import io
import re
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.branding.svg_copying import Copier, refuse_bombs
from app.branding.svg_rules import SVG, XLINK, Refused
from app.branding.svg_size import view_of

LARGEST = 2**20  # bytes
MOST_ELEMENTS, DEEPEST = 6000, 40

_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg\s+PUBLIC\s+\"[^\"<>\[]*\"\s+\"[^\"<>\[]*\"\s*>")
_DECLARED = re.compile(r"^\s*<\?xml\s[^<>]*\?>")


def safe_svg(content: bytes) -> bytes:
    """The drawing, made safe; the same again for what came out of here. Raises Refused."""
    root = _parsed(_text_of(content))
    if root.tag != f"{{{SVG}}}svg":
        raise Refused("not-svg")
    copied = Copier(root).copied()
    for name, value in view_of(root).items():
        copied.set(name, value)
    refuse_bombs(copied)
    register_namespace("", SVG)  # each time: other libraries give the same prefixes to others
    register_namespace("xlink", XLINK)
    written: bytes = tostring(copied, encoding="utf-8", xml_declaration=False)
    return written


def _text_of(content: bytes) -> str:
    """The drawing's text. A reader that guessed otherwise would see another one: only two encodings are taken."""
    if len(content) > LARGEST:
        raise Refused("too-large")
    if content[:2] == b"\x1f\x8b":
        raise Refused("packed")
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("encoding") from error
    text = _PLAIN_DOCTYPE.sub("", _DECLARED.sub("", text, count=1), count=1)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused("declarations")
    if "<?xml-stylesheet" in text:
        raise Refused("outside", "xml-stylesheet")
    return text


def _parsed(text: str) -> Element:
    """The tree, counted while it is read."""
    source = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    depth = count = 0
    root: Element | None = None
    try:
        for event, item in iterparse(source, ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise Refused("too-complex")
            root = item if root is None else root
    except (DefusedXmlException, ParseError, ValueError) as error:
        raise Refused("declarations" if isinstance(error, DefusedXmlException) else "broken") from error
    if root is None:
        raise Refused("broken")
    return root
