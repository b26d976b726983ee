"""WordprocessingML as text: runs, paragraphs, fields, bookmarks. Lengths are twips (1/1440 inch)."""

import hashlib
import re
from xml.sax.saxutils import escape

from app.rendering import tree

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
LINE_BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
BRAND = "1F4E79"
SECOND_INK = "474D53"
THIRD_INK = "61676D"

_TEXT = re.compile(r"(?<=<w:)t\b|(?<=</w:)t\b")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def text(value: str) -> str:
    """Characters as XML; what XML cannot hold is left out."""
    return escape(_FORBIDDEN.sub("", value))


def attribute(value: str) -> str:
    """The same for an attribute in double quotes."""
    return text(value).replace('"', "&quot;").replace("\n", " ")


def run(value: str, properties: str = "") -> str:
    """`properties` are children of w:rPr, in the schema's order."""
    shape = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{text(value)}</w:t></w:r>'


def shape(
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    half_points: int = 0,
    language: str = "",
) -> str:
    """Run properties in the schema's order."""
    return "".join(
        (
            f'<w:rStyle w:val="{style}"/>' if style else "",
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "",
            f'<w:lang w:val="{language}"/>' if language else "",
        )
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """`properties` follow the style in w:pPr, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, result: str, look: str = "") -> str:
    """A complex field within one paragraph, showing `result` until it is updated."""
    frame = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{{}}</w:r>"
    return "".join(
        (
            frame.format('<w:fldChar w:fldCharType="begin"/>'),
            frame.format(f'<w:instrText xml:space="preserve"> {text(instruction)} </w:instrText>'),
            frame.format('<w:fldChar w:fldCharType="separate"/>'),
            run(result, look),
            frame.format('<w:fldChar w:fldCharType="end"/>'),
        )
    )


def tracked(runs: str, change: tree.Proposed, *, number: int, day: str) -> str:
    """Runs as a change that somebody proposes; `day` is an ISO date."""
    name = f'w:id="{number}" w:author="{attribute(change.author)}" w:date="{day}T00:00:00Z"'
    if change.change == "added":
        return f"<w:ins {name}>{runs}</w:ins>"
    return f"<w:del {name}>{_TEXT.sub('delText', runs)}</w:del>"


def bookmark_name(anchor: str) -> str:
    """A name that Word accepts: a letter first, at most 40 of letters, digits and underscores."""
    plain = "b_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
    return plain if len(plain) <= 40 else f"{plain[:27]}_{hashlib.sha256(anchor.encode()).hexdigest()[:12]}"


def bookmark(anchor: str, number: int, content: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
    )


def inner_link(anchor: str, content: str) -> str:
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{content}</w:hyperlink>'


def outer_link(relation: str, content: str) -> str:
    return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'
