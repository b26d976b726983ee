"""Writes a tag tree into the PDF that WeasyPrint is making: its elements, and the tree that leads back to them."""

from typing import Any

import pydyf

from app.rendering.writers.pdf.structure import Annotation, Content, Node

_OWNERS = {"TH": "/Table", "TD": "/Table", "L": "/List", "Figure": "/Layout"}


def write_elements(pdf: Any, document: Node, counts: list[int]) -> None:
    """`counts` is how much marked content each page has."""
    _Writer(pdf, counts).write(document)


class _Writer:
    def __init__(self, pdf: Any, counts: list[int]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        self.owners: list[list[Any]] = [["null"] * count for count in counts]  # pydyf knows no null
        self.links: list[tuple[Any, Any]] = []
        self.names: list[tuple[str, Any]] = []
        self.shared: dict[bytes, Any] = {}

    def write(self, document: Node) -> None:
        root = self._added(pydyf.Dictionary({"Type": "/StructTreeRoot"}))
        root["K"] = pydyf.Array([self._element(document, root).reference])
        numbers = pydyf.Array()
        for page, owners in enumerate(self.owners):
            numbers.extend((page, pydyf.Array(owners)))
        for key, (annotation, owner) in enumerate(self.links, start=len(self.owners)):
            annotation["StructParent"] = key
            numbers.extend((key, owner))
        root["ParentTree"] = self._added(pydyf.Dictionary({"Nums": numbers})).reference
        if self.names:
            names = pydyf.Array(part for name, owner in self.names for part in (pydyf.String(name), owner))
            root["IDTree"] = self._added(pydyf.Dictionary({"Names": names})).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _added(self, item: Any) -> Any:
        self.pdf.add_object(item)
        return item

    def _element(self, node: Node, parent: Any) -> Any:
        values: dict[str, Any] = {"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference}
        element = self._added(pydyf.Dictionary(values))
        page = node.page()
        if page is not None:
            element["Pg"] = self.pages[page]
        self._describe(element, node)
        element["K"] = pydyf.Array(self._kid(kid, element, page) for kid in node.kids)
        return element

    def _describe(self, element: Any, node: Node) -> None:
        if node.attributes:
            element["A"] = self._attributes(node)
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
            self.names.append((node.identifier, element.reference))

    def _attributes(self, node: Node) -> Any:
        """Most cells and lists have the same few, which stand in the file once."""
        values = {
            key: pydyf.Array(value) if isinstance(value, list) else value for key, value in node.attributes.items()
        }
        attributes = pydyf.Dictionary({"O": _OWNERS[node.role], **values})
        written = attributes.data
        if written not in self.shared:
            self.shared[written] = self._added(attributes).reference
        return self.shared[written]

    def _kid(self, kid: Node | Content | Annotation, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        here = self.pages[kid.page]
        if isinstance(kid, Annotation):
            self.links.append((kid.rectangle, element.reference))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.rectangle.reference, "Pg": here})
        self.owners[kid.page][kid.mcid] = element.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": here, "MCID": kid.mcid})
