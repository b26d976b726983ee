"""What a fault says of an item beside its text: which fact differs, and what it is, in words."""

from app.i18n import N_, translate
from app.proofs.items import Item, Kind

_FACTS = {
    "level": N_("level of the heading"),
    "scope": N_("direction of the header cell"),
    "head": N_("header cell"),
    "across": N_("width of the cell in columns"),
    "down": N_("height of the cell in rows"),
    "rows": N_("number of rows"),
    "columns": N_("number of columns"),
    "row-heads": N_("headers of the rows"),
    "label": N_("number in the list"),
    "depth": N_("depth in the list"),
    "ordered": N_("numbering of the list"),
    "within": N_("what it stands within"),
    "quoted": N_("marked as a quotation"),
    "language": N_("marked language"),
    "address": N_("address of the link"),
    "target": N_("place that the reference leads to"),
    "number": N_("number of the footnote"),
    "change": N_("kind of the change"),
    "by": N_("whose it is"),
    "sha256": N_("checksum of the image"),
}
_VALUES = {
    "True": N_("yes"),
    "": N_("none"),
    "row": N_("to the row"),
    "col": N_("to the column"),
    "added": N_("added"),
    "removed": N_("removed"),
}
_ALIKE = {"Row": "row", "rowgroup": "row", "Column": "col", "colgroup": "col"}
_KINDS = {
    Kind.COVER: N_("a line of the cover"),
    Kind.CONTENTS: N_("a line of the contents"),
    Kind.HEADING: N_("a heading"),
    Kind.PARAGRAPH: N_("a paragraph"),
    Kind.ITEM: N_("a list item"),
    Kind.NOTICE: N_("a notice"),
    Kind.CAPTION: N_("a caption"),
    Kind.TABLE: N_("a table"),
    Kind.CELL: N_("a table cell"),
    Kind.PICTURE: N_("an image"),
    Kind.CHART: N_("a chart"),
    Kind.SERIES: N_("a chart's series"),
    Kind.KEY_FIGURE: N_("a key figure"),
    Kind.SOURCE: N_("a source"),
    Kind.FOOTNOTE: N_("a footnote"),
    Kind.LINK: N_("a link"),
    Kind.REFERENCE: N_("a cross reference"),
    Kind.CHANGE: N_("a proposed change"),
    Kind.REMARK: N_("a comment"),
    Kind.SEAL: N_("the mark of the sealed edition"),
}


def fact_words(language: str, name: str) -> str:
    """The fact, as readers call it."""
    return _said(language, _FACTS[name]) if name in _FACTS else name


def value_words(language: str, value: str) -> str:
    """A fact's value; names and numbers stay as they are."""
    known = _ALIKE.get(value, value)
    return _said(language, _VALUES[known]) if known in _VALUES else value


def kind_words(language: str, one: Item) -> str:
    """What an item is, where it has no text to be named by."""
    return _said(language, _KINDS[one.kind])


def _said(language: str, message: str) -> str:
    return translate(language, message)  # type: ignore[arg-type]
