"""Every look of the Word file, by name: whoever changes a style in Word changes all that is set in it.

Names that Word knows keep Word's own names and identities, so that its menus, and a template of the organisation's
own, know them too. Lengths are twips, sizes half points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Template

INK_2, INK_3, RULE, FAULT, GOOD, BAD = "474D53", "61676D", "CFCFC8", "9C3A10", "0C6757", "9C3A10"
LIST_DEPTHS = 5  # as many as Word has styles for
LIST_STEP = 397
TIGHT = 'w:line="240" w:lineRule="auto"'


@dataclass(frozen=True, slots=True)
class Style:
    """`shape` and `type` are what goes into w:pPr and w:rPr, in the schema's order."""

    id: str
    name: str
    shape: str = ""
    type: str = ""
    based_on: str = "Normal"
    next: str = ""
    kind: str = "paragraph"

    @property
    def is_builtin(self) -> bool:
        """Is it a style that Word itself knows by this name?"""
        return self.name in BUILT_IN

    def xml(self) -> str:
        custom = "" if self.is_builtin else ' w:customStyle="1"'
        return (
            f'<w:style w:type="{self.kind}"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            + (f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on else "")
            + (f'<w:next w:val="{self.next}"/>' if self.next else "")
            + '<w:uiPriority w:val="9"/><w:qFormat/>'
            + (f"<w:pPr>{self.shape}</w:pPr>" if self.shape else "")
            + (f"<w:rPr>{self.type}</w:rPr>" if self.type else "")
            + "</w:style>"
        )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _ink(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _space(before: int, after: int, more: str = "") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" {more}/>'.replace(" />", "/>")


def _tabs(*stops: tuple[str, int]) -> str:
    return f"<w:tabs>{''.join(_stop(side, place) for side, place in stops)}</w:tabs>"


def _stop(side: str, place: int) -> str:
    leader = ' w:leader="dot"' if side == "dots" else ""
    return f'<w:tab w:val="{"right" if side == "dots" else side}"{leader} w:pos="{place or "$width"}"/>'


_BRAND = _ink("$brand")
_END = 0  # of the line, wherever that is


def _headings() -> Iterator[Style]:
    sizes = (36, 30, 26, 23, 22, 22)
    for level, size in enumerate(sizes, start=1):
        shape = (
            f"<w:keepNext/><w:keepLines/>{_tabs(('left', 851))}"
            f'{_space(480 if level < 3 else 320, 120, TIGHT)}<w:outlineLvl w:val="{level - 1}"/>'
        )
        look = f"<w:b/><w:bCs/>{_BRAND if level < 3 else _ink('1C1F22')}{_size(size)}"
        yield Style(f"Heading{level}", f"heading {level}", shape, look, next="BodyText")


def _contents() -> Iterator[Style]:
    for level, before in enumerate((100, 0, 0), start=1):
        indent = 284 * (level - 1)
        shape = f"{_tabs(('left', indent + 680), ('dots', _END))}{_space(before, 0, TIGHT)}"
        yield Style(
            f"TOC{level}",
            f"toc {level}",
            f'{shape}<w:ind w:left="{indent}"/>',
            "<w:b/>" if level == 1 else "",
            next="Normal",
        )


def _lists() -> Iterator[Style]:
    for depth in range(LIST_DEPTHS):
        end = "" if depth == 0 else str(depth + 1)
        name = f" {depth + 1}" if depth else ""
        place = f'<w:ilvl w:val="{depth}"/>' if depth else ""
        for id_, words, number in (("ListBullet", "List Bullet", 1), ("ListNumber", "List Number", 2)):
            numbered = f'<w:numPr>{place}<w:numId w:val="{number}"/></w:numPr>'
            yield Style(id_ + end, words + name, f'{numbered}<w:spacing w:after="60"/>', based_on="BodyText")
        indent = f'<w:spacing w:after="60"/><w:ind w:left="{LIST_STEP * (depth + 1)}"/>'
        yield Style(f"ListContinue{end}", f"List Continue{name}", indent, based_on="BodyText")


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="{FAULT}"/>'


_BOX = f"<w:pBdr>{''.join(map(_border, ('top', 'left', 'bottom', 'right')))}</w:pBdr>"
_COVER_FACT = f'{_tabs(("left", 3119))}<w:spacing w:after="60"/><w:ind w:left="3119" w:hanging="3119"/>'

PARAGRAPHS = (
    Style("BodyText", "Body Text"),
    *_headings(),
    Style("Title", "Title", _space(3000, 200, TIGHT), f"<w:b/>{_size(72)}", next="Subtitle"),
    Style("Subtitle", "Subtitle", '<w:spacing w:after="1200"/>', _ink(INK_2) + _size(34), next="BodyText"),
    Style("CoverArms", "Cover Arms", '<w:spacing w:after="160"/>'),
    Style("CoverOrganisation", "Cover Organisation", "", f"<w:b/>{_BRAND}{_size(30)}"),
    Style("CoverNotice", "Cover Notice", _BOX, _ink(FAULT)),
    Style("CoverFact", "Cover Fact", _COVER_FACT, _size(20)),
    Style("TOCHeading", "TOC Heading", f"<w:keepNext/>{_space(360, 240)}", f"<w:b/>{_BRAND}{_size(36)}", next="Normal"),
    *_contents(),
    Style(
        "TableofFigures",
        "table of figures",
        f'{_tabs(("dots", _END))}{_space(0, 60, TIGHT)}<w:ind w:left="284" w:hanging="284"/>',
        next="Normal",
    ),
    Style("Caption", "caption", f"<w:keepNext/><w:keepLines/>{_space(320, 100, TIGHT)}", f"<w:b/>{_size(21)}"),
    *_lists(),
    Style(
        "Quote",
        "Quote",
        f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{RULE}"/></w:pBdr><w:ind w:left="340"/>',
        _ink(INK_2),
    ),
    Style("FootnoteText", "footnote text", _space(0, 0, TIGHT), _size(18)),
    Style(
        "Header",
        "header",
        f'{_tabs(("right", _END))}<w:spacing w:after="0"/>',
        _ink(INK_3) + _size(17),
    ),
    Style("Footer", "footer", f'{_tabs(("right", _END))}<w:spacing w:after="0"/>', _ink(INK_3) + _size(17)),
    Style("Source", "Source", _space(80, 280, TIGHT), _ink(INK_3) + _size(17)),
    Style("TableText", "Table Text", _space(50, 50, TIGHT), _size(18)),
    Style("TableNumber", "Table Number", '<w:jc w:val="right"/>', based_on="TableText"),
    Style("TableHead", "Table Head", "<w:keepNext/>", _size(15), based_on="TableText"),
    Style("TableHeadNumber", "Table Head Number", '<w:jc w:val="right"/>', based_on="TableHead"),
    Style("Drawing", "Report Drawing", f"<w:keepNext/>{_space(0, 60, TIGHT)}"),
    Style("KeyFigureLabel", "Key Figure Label", f"<w:keepNext/>{_space(240, 0)}", "<w:b/>"),
    Style("KeyFigureValue", "Key Figure Value", f"<w:keepNext/>{_space(0, 0, TIGHT)}", f"<w:b/>{_BRAND}{_size(56)}"),
    Style("KeyFigureLine", "Key Figure Line", f"<w:keepNext/>{_space(0, 40)}"),
    Style("MinorHeading", "Minor Heading", f"<w:keepNext/>{_space(240, 60)}", "<w:b/>", next="BodyText"),
    Style("ReportNotice", "Report Notice", _BOX, _ink(FAULT)),
    Style(
        "DraftMark", "Draft Mark", '<w:spacing w:after="0"/><w:jc w:val="right"/>', f"<w:b/>{_ink(FAULT)}{_size(17)}"
    ),
    Style(
        "SectionEnd", "Section End", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _size(2)
    ),
    Style("CommentText", "annotation text", _space(0, 0, TIGHT), _size(20)),
)


def _letters(id_: str, name: str, look: str, based_on: str = "DefaultParagraphFont") -> Style:
    return Style(id_, name, type=look, based_on=based_on, kind="character")


CHARACTERS = (
    _letters("Strong", "Strong", "<w:b/><w:bCs/>"),
    _letters("Emphasis", "Emphasis", "<w:i/><w:iCs/>"),
    _letters("StrongAndEmphasis", "Strong and Emphasis", "<w:b/><w:bCs/><w:i/><w:iCs/>"),
    _letters("Hyperlink", "Hyperlink", f'{_BRAND}<w:u w:val="single"/>'),
    _letters("CrossReference", "Cross Reference", _BRAND),
    _letters("PageReference", "Page Reference", ""),
    _letters("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    _letters("CommentReference", "annotation reference", _size(16)),
    _letters("CaptionLabel", "Caption Label", _BRAND),
    _letters("CoverFactText", "Cover Fact Text", "<w:b/>"),
    _letters("HeaderName", "Header Name", f"<w:b/>{_BRAND}"),
    _letters("HeaderDraft", "Header Draft", f"<w:b/>{_ink(FAULT)}"),
    _letters("OwnValue", "Own Value", "<w:b/>"),
    _letters("QuietValue", "Quiet Value", _ink(INK_3)),
    _letters("NoteLine", "Note Line", _ink(INK_3) + _size(16)),
    _letters("BetterValue", "Better Value", f"<w:b/>{_ink(GOOD)}"),
    _letters("WorseValue", "Worse Value", f"<w:b/>{_ink(BAD)}"),
    _letters("KeyFigureUnit", "Key Figure Unit", f'<w:b w:val="0"/>{_ink(INK_3)}{_size(21)}'),
)

TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="9"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="nil"/>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK_2}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders><w:tblCellMar>'
    '<w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK_2}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
)
_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="$font" w:hAnsi="$font" w:eastAsia="$font" w:cs="$font"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="$language" w:eastAsia="$language" w:bidi="ar-SA"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="252" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
BUILT_IN = frozenset(
    (
        *("Body Text", "Title", "Subtitle", "TOC Heading", "table of figures", "caption", "Quote", "footnote text"),
        *("header", "footer", "annotation text", "annotation reference", "footnote reference"),
        *("Strong", "Emphasis", "Hyperlink"),
        *(f"heading {level}" for level in range(1, 7)),
        *(f"toc {level}" for level in range(1, 4)),
        *(
            name
            for one in ("List Bullet", "List Number", "List Continue")
            for name in (one, *(f"{one} {n}" for n in range(2, 6)))
        ),
    )
)


def styles_xml(*, language: str, font: str, brand: str, width: int, namespaces: str) -> bytes:
    """The part with all styles; `width` is that of a line, `brand` six hexadecimal digits."""
    styles = "".join(style.xml() for style in (*PARAGRAPHS, *CHARACTERS))
    filled = Template(_DEFAULTS + styles + TABLE).substitute(language=language, font=font, brand=brand, width=width)
    return f"<w:styles {namespaces}>{filled}</w:styles>".encode()
