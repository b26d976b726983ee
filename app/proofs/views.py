"""What each file format can say of an item, and how: a heading's level everywhere, a cell's scope not in Word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.i18n import N_
from app.proofs.items import Kind
from app.rendering.tree import LineRole

ARROWS = {
    LineRole.UP: "↗ ",
    LineRole.DOWN: "↘ ",
    LineRole.FLAT: "→ ",
    LineRole.BETTER: "● ",
    LineRole.WORSE: "◆ ",
    LineRole.SAME: "– ",
}
SPOKEN = {LineRole.UP: N_("rose:"), LineRole.DOWN: N_("fell:"), LineRole.FLAT: N_("stayed:")}


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """`unheld` are facts that the format has no place for; `seen_as` kinds that cannot be told apart in it."""

    unheld: frozenset[str] = frozenset()
    seen_as: Mapping[Kind, Kind] = field(default_factory=dict)
    marks: Mapping[LineRole, str] = field(default_factory=dict)  # what stands before a line of this role
    spoken: Mapping[LineRole, str] = field(default_factory=dict)  # the same as a word to be translated
    scopes: Mapping[str, str] = field(default_factory=dict)  # names of scopes that are not HTML's
    has_front: bool = True  # a cover and contents
    heads_parts: bool = False  # a part printed by itself names its report
    status_beside_organisation: bool = False  # on the cover, as one line
    draft_on_cover: bool = True
    lists: Literal["", "by number", "by name"] = ""  # of tables and of figures, after the contents
    lists_parts: bool = False  # in the contents
    deepest_in_contents: int = 0  # of headings, the report's own being 0; 0: sections only
    names_references: bool = True  # the words of a reference can be told from those around it
    targets_by_words: bool = False  # a link's target is known by the words that stand there, not by its name
    says_pages: bool = False  # after a reference
    has_remarks: bool = False
    says_proposer: bool = False  # in the text, after proposed words
    links_in_changes: bool = True
    tells_decoration: bool = True
    commas_first_units: bool = True  # before a unit that begins its cell or its line of a key figure
    drawings: int = 1  # how often a chart is drawn
    always_tabulates: bool = False  # a chart's figures, whether or not they are for paper
    names_inner_table: bool = False  # that table has its own caption
    native_charts: bool = False  # lines and bars as figures rather than as a picture
    heads_alone: bool = True  # a table's head is a head where no row follows


PDF = View(
    unheld=frozenset({"sha256", "row-heads", "by", "change", "depth", "quoted"}),
    seen_as={
        Kind.NOTICE: Kind.PARAGRAPH,
        Kind.SOURCE: Kind.PARAGRAPH,
        Kind.KEY_FIGURE: Kind.PARAGRAPH,
        Kind.SEAL: Kind.PARAGRAPH,
        Kind.CHART: Kind.PICTURE,
    },
    heads_parts=True,
    lists="by number",
    lists_parts=True,
    says_pages=True,
    scopes={"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"},
    says_proposer=True,
    tells_decoration=False,
    heads_alone=False,
)
WORD = View(
    unheld=frozenset({"scope", "ordered", "within"}),
    seen_as={Kind.CHART: Kind.PICTURE},
    marks=ARROWS,
    lists="by name",
    lists_parts=True,
    deepest_in_contents=3,
    says_pages=True,
    draft_on_cover=False,
    names_references=False,
    targets_by_words=True,
    has_remarks=True,
    links_in_changes=False,
    commas_first_units=False,
    native_charts=True,
)
WEB = View(
    unheld=frozenset({"row-heads", "by", "depth", "quoted"}),
    status_beside_organisation=True,
    spoken=SPOKEN,
    says_proposer=True,
    drawings=2,
    always_tabulates=True,
    names_inner_table=True,
)
WHOLE = View(has_front=True)
"""Nothing is left out: for the Document itself."""
