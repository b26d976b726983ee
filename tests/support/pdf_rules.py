"""Rules of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) on structure and catalogue, asked of a file.

Not a validator: the rules that our files could break. Fonts are asked about in `pdf_fonts`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from lxml import etree

ONLY_CHILDREN: dict[str, set[str]] = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
ONLY_PARENTS: dict[str, set[str]] = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
STANDARD = {
    *ONLY_CHILDREN,
    *ONLY_PARENTS,
    *("Document", "Part", "Sect", "Div", "BlockQuote", "Caption", "P", "Lbl", "Span", "Note", "Reference"),
    *("Link", "Figure", "H1", "H2", "H3", "H4", "H5", "H6"),
}
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
}


def rule_faults(content: bytes) -> list[str]:
    """Everything that breaks a rule, in words; empty when nothing does."""
    with pikepdf.open(BytesIO(content)) as pdf:
        rules: tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...] = (
            _catalogue,
            _metadata,
            _structure,
            _pages,
            _attached,
            _objects,
        )
        return [fault for rule in rules for fault in rule(pdf)]


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not bool(root.MarkInfo.get("/Marked")) or bool(root.MarkInfo.get("/Suspects", False)):
        yield "not marked, or suspect"
    if not root.get("/Lang"):
        yield "no language"
    if not bool(root.ViewerPreferences.get("/DisplayDocTitle")):
        yield "the window would not show the title"
    intents = list(root.get("/OutputIntents", []))
    if len(intents) != 1 or str(intents[0].S) != "/GTS_PDFA1" or "/DestOutputProfile" not in intents[0]:
        yield "no single output intent with a profile"
    if "/ID" not in pdf.trailer:
        yield "no identity in the trailer"
    if pdf.is_encrypted or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "encrypted or with actions"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    packet = etree.fromstring(pdf.Root.Metadata.read_bytes().strip())

    def first(path: str) -> str:
        found = packet.xpath(path, namespaces=NAMESPACES)
        return str(getattr(found[0], "text", found[0])) if found else ""

    if len(packet.findall(".//rdf:RDF", NAMESPACES)) != 1:
        yield "not one rdf:RDF"
    claims = {
        name: first(f"//{name}/text()") or first(f"//@{name}")
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    }
    if list(claims.values()) != ["3", "A", "1"]:
        yield f"claims {claims}"
    if not first("//dc:title//rdf:li/text()"):
        yield "no title"
    if "http://www.aiim.org/pdfua/ns/id/" not in packet.xpath("//schema:namespaceURI/text()", namespaces=NAMESPACES):
        yield "no extension schema for pdfuaid"
    if str(pdf.docinfo.get("/Title", "")) != first("//dc:title//rdf:li/text()"):
        yield "the titles differ"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    elements = list(_walk(pdf.Root.StructTreeRoot.K, "Root"))
    notes = Counter(str(element.get("/ID", "")) for element, role, _ in elements if role == "Note")
    if "" in notes or any(count > 1 for count in notes.values()):
        yield "a note without an identity of its own"
    levels = [int(role[1]) for _, role, _ in elements if role[0] == "H" and role[1:].isdigit()]
    if levels and levels[0] != 1:
        yield f"the first heading is of level {levels[0]}"
    yield from (f"from heading {a} to {b}" for a, b in pairwise(levels) if b > a + 1)
    for element, role, parent in elements:
        yield from _element_faults(element, role, parent)


def _element_faults(element: Any, role: str, parent: str) -> Iterator[str]:
    children = [str(kid.S)[1:] for kid in _kids(element) if _is_element(kid)]
    if not _kids(element) and role not in ("TD", "TH"):
        yield f"an empty {role}"
    if role not in STANDARD:
        yield f"{role} is no standard type"
    if role in ONLY_PARENTS and parent not in ONLY_PARENTS[role]:
        yield f"{role} in {parent}"
    if role in ONLY_CHILDREN and (bad := set(children) - ONLY_CHILDREN[role]):
        yield f"{sorted(bad)} in {role}"
    if role in ONLY_CHILDREN and any(not _is_element(kid) for kid in _kids(element)):
        yield f"content directly in {role}"
    if "Caption" in children[1:-1]:
        yield f"a caption in the middle of {role}"
    if role == "Figure" and not (str(element.get("/Alt", "")) and _attribute(element, "/BBox")):
        yield "a figure without alternative text or box"
    if role == "TH" and str(_attribute(element, "/Scope") or "") not in ("/Row", "/Column", "/Both"):
        yield "a header cell without a scope"
    if role == "Table":
        yield from _table_faults(element, children)


def _table_faults(table: Any, children: list[str]) -> Iterator[str]:
    """A head needs rows, and every row of a table must fill the same columns, spans reckoned."""
    if "THead" in children and "TBody" not in children:
        yield "a head without rows"
    rows = [row for part in _kids(table) if _is_element(part) for row in (part, *_kids(part)) if _is_row(row)]
    hanging: Counter[int] = Counter()
    widths = []
    for index, row in enumerate(rows):
        width = hanging[index]
        for cell in _kids(row):
            columns, down = (int(_attribute(cell, name) or 1) for name in ("/ColSpan", "/RowSpan"))
            width += columns
            hanging.update({index + below: columns for below in range(1, down)})
        widths.append(width)
    if len(set(widths)) > 1:
        yield f"rows of a table are {sorted(set(widths))} columns wide"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    links = {element.objgen for element in _annotations_of_links(pdf)}
    for number, page in enumerate(pdf.pages, 1):
        annotations = list(page.get("/Annots", []))
        if annotations and str(page.get("/Tabs", "")) != "/S":
            yield f"page {number}: tabs do not follow the structure"
        for annotation in annotations:
            if str(annotation.Subtype) != "/Link":
                yield f"page {number}: a {annotation.Subtype}"
            if not str(annotation.get("/Contents", "")) or int(annotation.get("/F", 0)) & 0b1111 != 4:
                yield f"page {number}: a link without words, or not printed"
            if annotation.objgen not in links:
                yield f"page {number}: a link outside the structure"
        yield from (f"page {number}: {fault}" for fault in _unmarked(page))


def _unmarked(page: Any) -> Iterator[str]:
    """Whatever is painted must be tagged content or an artifact, never both, one within the other."""
    open_marks: list[str] = []
    painting = {"Tj", "TJ", "f", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "'", '"'}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            tagged = "artifact" if str(operands[0]) == "/Artifact" else "content" if _has_mcid(operands) else ""
            if tagged and set(open_marks) - {"", tagged}:
                yield "artifact and content within each other"
            open_marks.append(tagged)
        elif name == "EMC":
            open_marks.pop()
        elif name in painting and not any(open_marks):
            yield f"{name} paints outside all marks"
            return


def _has_mcid(operands: Any) -> bool:
    return len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]


def _attached(pdf: pikepdf.Pdf) -> Iterator[str]:
    associated = {str(spec.UF) for spec in pdf.Root.get("/AF", [])}
    for name, file in pdf.attachments.items():
        spec = file.obj
        if name not in associated or "/AFRelationship" not in spec or "/F" not in spec:
            yield f"{name} is not associated with the document"
        stream = spec.EF.F
        if "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
            yield f"{name} has no type or no date"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        is_image = isinstance(item, pikepdf.Stream) and str(item.get("/Subtype", "")) == "/Image"
        if is_image and bool(item.get("/Interpolate", False)):
            yield "an image is interpolated"
        if isinstance(item, pikepdf.Stream) and "/F" in item:
            yield "a stream lies outside the file"
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/S", "")) in ("/JavaScript", "/Launch"):
            yield "an action that runs something"


def _annotations_of_links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for element, role, _ in _walk(pdf.Root.StructTreeRoot.K, "Root"):
        if role == "Link":
            yield from (kid.Obj for kid in _kids(element) if _is_kind(kid, "/OBJR"))


def _walk(kids: Any, parent: str) -> Iterator[tuple[Any, str, str]]:
    waiting = [(kid, parent) for kid in reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])]
    while waiting:
        element, above = waiting.pop()
        if not _is_element(element):
            continue
        role = str(element.S)[1:]
        yield element, role, above
        waiting += [(kid, role) for kid in reversed(_kids(element))]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/S" in item


def _is_row(item: Any) -> bool:
    return _is_element(item) and str(item.S) == "/TR"


def _is_kind(item: Any, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and str(item.get("/Type", "")) == kind


def _attribute(element: Any, name: str) -> Any:
    owned = element.get("/A")
    for attributes in owned if isinstance(owned, pikepdf.Array) else [owned]:
        if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
            return attributes[name]
    return None
