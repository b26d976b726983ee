"""WordprocessingML as text: runs, paragraphs, fields, bookmarks. Lengths are twips (1/1440 inch)."""

import hashlib
import re
from dataclasses import dataclass
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

_PLAIN_ANCHOR = re.compile(r"[a-z0-9-]+")
_TEXT = re.compile(r"(?<=<w:)t\b|(?<=</w:)t\b")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """What sets words off from their paragraph: a character style, and what no style can say for it."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    language: str = ""

    def xml(self) -> str:
        """Run properties in the schema's order."""
        if not (self.style or self.bold or self.italic or self.language):
            return ""
        return "".join(
            (
                "<w:rPr>",
                f'<w:rStyle w:val="{self.style}"/>' if self.style else "",
                "<w:b/>" if self.bold else "",
                "<w:i/>" if self.italic else "",
                f'<w:lang w:val="{self.language}"/>' if self.language else "",
                "</w:rPr>",
            )
        )


PLAIN = Look()


def text(value: str) -> str:
    """Characters as XML; what XML cannot hold is left out."""
    return escape(_FORBIDDEN.sub("", value))


def attribute(value: str) -> str:
    """The same for an attribute in double quotes."""
    return text(value).replace('"', "&quot;").replace("\n", " ")


def run(value: str, look: Look = PLAIN) -> str:
    return f'<w:r>{look.xml()}<w:t xml:space="preserve">{text(value)}</w:t></w:r>'


def styled(value: str, style: str) -> str:
    """A run in a character style."""
    return run(value, Look(style))


def paragraph(style: str, content: str, properties: str = "") -> str:
    """`properties` follow the style in w:pPr, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field_begin(instruction: str, look: Look = PLAIN) -> str:
    """The beginning of a field whose result follows; it may be in another paragraph than its end.

    Never marked dirty: Word would ask the reader whether fields that may refer to other files are to be updated.
    """
    shape = look.xml()
    return (
        f'<w:r>{shape}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{shape}<w:instrText xml:space="preserve"> {text(instruction)} </w:instrText></w:r>'
        f'<w:r>{shape}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(look: Look = PLAIN) -> str:
    return f'<w:r>{look.xml()}<w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, look: Look = PLAIN) -> str:
    """A field within one paragraph, showing `result` until it is updated."""
    return field_begin(instruction, look) + run(result, look) + field_end(look)


def page_field(anchor: str, look: Look = PLAIN) -> str:
    """The page of a bookmark; `pagination` puts its number in."""
    return field(f"PAGEREF {bookmark_name(anchor)} \\h", "", look)


def tracked(runs: str, change: tree.Proposed, *, number: int, day: str) -> str:
    """Runs as a change that somebody proposes; `day` is an ISO date."""
    name = f'w:id="{number}" w:author="{attribute(change.author)}" w:date="{day}T00:00:00Z"'
    if change.change == "added":
        return f"<w:ins {name}>{runs}</w:ins>"
    return f"<w:del {name}>{_TEXT.sub('delText', runs)}</w:del>"


def bookmark_name(anchor: str) -> str:
    """A name that Word accepts: a letter first, at most 40 of letters, digits and underscores.

    Word does not tell capitals from small letters there, so a name that could meet another one gets its own ending.
    """
    plain = "b_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
    if len(plain) <= 40 and _PLAIN_ANCHOR.fullmatch(anchor):
        return plain
    return f"{plain[:27]}_{hashlib.sha256(anchor.encode()).hexdigest()[:12]}"


def bookmark(anchor: str, number: int, content: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
    )


def inner_link(anchor: str, content: str) -> str:
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{content}</w:hyperlink>'


def outer_link(relation: str, content: str) -> str:
    return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'
