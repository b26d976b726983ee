"""Walks the boxes that WeasyPrint laid out, page by page, and builds the tag tree."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from app.rendering.writers.pdf.fonts import LineEndCodes
from app.rendering.writers.pdf.isolation import letters
from app.rendering.writers.pdf.line_ends import ends_in_space, starts_in_space
from app.rendering.writers.pdf.marks import Gap, PageMarks
from app.rendering.writers.pdf.roles import ARTIFACT, SCOPES, alternative, role_of
from app.rendering.writers.pdf.structure import Annotation, Content, Node

PAGE_NUMBER: Final = "0 / 0"
"""What the style sheet prints where the page's number is to stand."""
PIXEL: Final = 0.75  # points
LINE_END: Final = "\u2010"
"""What WeasyPrint puts where it divides a word; people write the hyphen that is on their keyboard."""
HIDDEN: Final = Node(ARTIFACT)

_GROUPING = frozenset({"Document", "Sect", "Div", "L", "LI", "Table", "THead", "TBody", "TFoot", "TR", "TOC", "TOCI"})
"""What holds elements only, never text."""

_LEADING = frozenset({"Lbl", "THead"})
"""What is told before its neighbours. WeasyPrint leaves a table's head out of pages that it does not fit on."""

Key = tuple[int, str]
"""An element of the HTML, and which of its pseudo-elements."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Text that is set when all pieces are joined: a page's own number, or that of the page `target` is on."""

    page: int
    gap: Gap
    width: float
    is_right: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the page, whose element and block it is in, and whether it ends without a space or a hyphen."""

    node: Node
    block: Any
    mcid: int
    ends_open: bool


class TagWalk:
    """`slots` are texts that were cut out, `refused` links that belong to no element, `broken` images not drawn.

    `drawn` counts the letters that were drawn of each element's own text.
    """

    def __init__(self, root: Any, codes: Mapping[str, LineEndCodes]) -> None:
        self.codes = codes
        self.language = root.get("lang", "")
        self.prefix = root.get("data-piece", "piece")
        self.document = Node("Document", language=self.language)
        self.nodes: dict[Key, Node | None] = {}
        self.heads: dict[Key, int] = {}
        self.notes = 0
        self.slots: list[Slot] = []
        self.refused: list[Annotation] = []
        self.broken: list[Any] = []
        self.drawn: Counter[int] = Counter()
        self.number = 0
        self.height = 0.0
        self.marks: PageMarks
        self.said: Said | None = None

    def page(self, number: int, page: Any, marks: PageMarks) -> None:
        """Takes in all that stands on the next page."""
        self.number, self.height, self.marks = number, page.height, marks
        self.said = None
        self._walk(page._page_box, self.document, page._page_box, is_linked=False)

    def _walk(self, box: Any, parent: Node, block: Any, *, is_linked: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            self._hide(box, "Pagination")
            return
        node = parent if box.element is None else self._node_of(box, parent)
        if node is HIDDEN:
            self._hide(box, "Pagination" if box.element.tag == "thead" else "Layout")
            return
        is_linked = self._claim_link(box, node, is_linked=is_linked)
        if isinstance(box, boxes.BlockLevelBox):
            block = box
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._claim(box, node, block)
        for child in getattr(box, "children", ()):
            self._walk(child, node, block, is_linked=is_linked)

    def _node_of(self, box: Any, parent: Node) -> Node:
        """The node of the box's element; that of `parent` if the element has none."""
        pseudo = box.element_tag.partition("::")[2]
        key = (id(box.element), pseudo)
        if key not in self.nodes:
            self.nodes[key] = self._made(box.element, pseudo, parent)
            self.heads[key] = self.number
        node = self.nodes[key]
        if getattr(box, "is_header", False) and self.heads[key] != self.number:
            return HIDDEN  # the head is drawn again on the table's next page
        return node or parent

    def _made(self, element: Any, pseudo: str, parent: Node) -> Node | None:
        role = role_of(element, pseudo)
        if role is None:
            return None
        if role == ARTIFACT:
            return HIDDEN
        if role == "Lbl" and parent.role == "LBody" and parent.parent is not None:
            return parent.parent.add(role, first=True)
        node = parent.add(role, first=role in _LEADING)
        if role == "Reference" and pseudo:
            self._call_note(element, parent)
        elif role == "Note":
            self._name_note(node)
        if not pseudo:
            self._describe(node, element)
        return node.add("LBody") if role == "LI" else node

    def _call_note(self, element: Any, parent: Node) -> None:
        """A footnote is read where it is called, though its text is at the foot of this page or the next."""
        note = self.nodes.get((id(element), ""))
        if note is None:
            note = self.nodes[id(element), ""] = parent.add("Note")
            self._name_note(note)
        else:  # drawn before its call
            note.move(parent)

    def _name_note(self, note: Node) -> None:
        self.notes += 1
        note.identifier = f"{self.prefix}-note-{self.notes}"

    def _describe(self, node: Node, element: Any) -> None:
        language = element.get("lang", "")
        node.language = language if language != self.language else ""
        if node.role in ("TH", "TD"):
            spans = (("ColSpan", "colspan"), ("RowSpan", "rowspan"))
            node.attributes |= {name: int(element.get(key)) for name, key in spans if element.get(key)}
        if node.role == "TH":
            node.attributes["Scope"] = f"/{SCOPES.get(element.get('scope', 'col'), 'Column')}"
        elif node.role == "L":
            node.attributes["ListNumbering"] = "/Decimal" if element.tag == "ol" else "/Disc"
        elif node.role == "Figure":
            node.alternative = alternative(element)

    def _claim_link(self, box: Any, node: Node, *, is_linked: bool) -> bool:
        """Of the rectangles that WeasyPrint gives a link and everything in it, the outermost is kept."""
        if not getattr(box, "link_annotation", None):
            return is_linked
        annotation = Annotation(self.number, box.link_annotation)
        if is_linked or node.role != "Link":
            self.refused.append(annotation)
        else:
            node.kids.append(annotation)
        return True

    def _claim(self, box: Any, node: Node, block: Any) -> None:
        drawn = self.marks.tags.pop(box, None)
        if drawn is None:
            return
        mcid = drawn["mcid"]
        if node.role in _GROUPING:
            if not getattr(box, "text", "").strip():
                self.marks.hide(mcid, "Layout")
                return
            node = node.add("P")
        node.kids.append(Content(self.number, mcid))
        if isinstance(box, boxes.TextBox):
            self._count(box, mcid)
            self._part(box, mcid, node, block)
        if node.role == "Figure":
            self._place(box, node)
        elif box.element.get("data-target") and box.element.get("class") == "pageno":
            gap = self.marks.cut(mcid)
            self.slots.append(Slot(self.number, gap, box.width, is_right=True, target=box.element.get("data-target")))

    def _count(self, box: Any, mcid: int) -> None:
        text = box.text
        if text.endswith(LINE_END):
            self.marks.soften(mcid, self.codes)
            text = text.removesuffix(LINE_END)
        if "::" not in box.element_tag:
            self.drawn[id(box.element)] += letters(text)

    def _part(self, box: Any, mcid: int, node: Node, block: Any) -> None:
        """A space ends a text after which a line ends, or another block of its element begins."""
        said = self.said
        if said and said.ends_open and (starts_in_space(box) if said.block is block else said.node is node):
            self.marks.add_space(said.mcid, self.codes)
        if is_ended := ends_in_space(box):
            self.marks.add_space(mcid, self.codes)
        is_open = not is_ended and not box.text.endswith((" ", LINE_END))
        self.said = Said(node, block, mcid, is_open)

    def _place(self, box: Any, node: Node) -> None:
        if isinstance(box, boxes.TextBox):
            self.broken.append(box.element)
            return
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        corners = (left, self.height - bottom, right, self.height - top)
        node.attributes |= {"Placement": "/Block", "BBox": [round(corner * PIXEL, 2) for corner in corners]}

    def _hide(self, box: Any, kind: str) -> None:
        """Everything in the box becomes an artifact, links in it go; a page's number is cut out."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if annotation := getattr(box, "link_annotation", None):
            self.refused.append(Annotation(self.number, annotation))
        drawn = self.marks.tags.pop(box, None)
        if drawn is not None:
            self.marks.hide(drawn["mcid"], kind)
            if getattr(box, "text", "") == PAGE_NUMBER:
                is_right = box.style["text_align_all"] in ("right", "end")
                self.slots.append(Slot(self.number, self.marks.cut(drawn["mcid"]), box.width, is_right))
        for child in getattr(box, "children", ()):
            self._hide(child, kind)
