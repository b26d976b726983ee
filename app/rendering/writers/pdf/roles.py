"""Which structure element of the PDF an element of the HTML becomes. Pure."""

from typing import Any, Final

ARTIFACT: Final = "Artifact"
"""Drawn, but told to nobody: decoration, and the running text in the margins."""

SVG = "{http://www.w3.org/2000/svg}"

_BY_TAG = {
    "header": "Sect",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "dt": "P",
    "dd": "P",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "ins": "Span",
    "del": "Span",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_BY_CLASS = {
    "footnote": "Note",
    "mk": ARTIFACT,
    "key-figure__label": "P",
    "key-figure__said": None,
    "key-figure__line": "P",
}
_BY_PSEUDO = {"marker": "Lbl", "footnote-call": "Reference", "footnote-marker": "Lbl"}
_BLOCKS_OF_PICTURES = frozenset({"chartblock", "key-figure"})

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def role_of(element: Any, pseudo: str) -> str | None:
    """The element's role; None when its content belongs to the element around it.

    The attribute `data-pdf` states a role that the tag does not tell.
    """
    if pseudo:
        return _BY_PSEUDO.get(pseudo)
    if stated := element.get("data-pdf"):
        return str(stated)
    classes = element.get("class", "").split()
    for name in classes:
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if element.tag in ("img", f"{SVG}svg"):
        return "Figure" if alternative(element) else ARTIFACT
    if element.tag == "figure":
        is_picture = not _BLOCKS_OF_PICTURES.isdisjoint(classes) or element.find("img") is not None
        return "Div" if is_picture else None
    return _BY_TAG.get(element.tag) or ("Span" if element.get("lang") and element.tag == "span" else None)


def alternative(element: Any) -> str:
    """What an image says to whoever does not see it."""
    if element.tag == "img":
        return str(element.get("alt", ""))
    title = element.find(f"{SVG}title")
    return (title.text or "") if title is not None else ""
