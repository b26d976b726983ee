"""Styles, numbering and settings of the Word file: few, all of them Word's own names, so that a user can restyle."""

from app.rendering.writers.word.markup import BRAND, NAMESPACES, SECOND_INK, THIRD_INK

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
HEADING_SIZES = (36, 30, 26, 23, 22, 22)  # half points
BULLETS = 1
NUMBERS = 2


def styles_xml(language: str) -> str:
    headings = "".join(_heading(level, size) for level, size in enumerate(HEADING_SIZES, start=1))
    contents = "".join(_contents_line(level) for level in (1, 2, 3))
    return f'<w:styles {NAMESPACES}>{_defaults(LANGUAGES[language])}{_BASE}{headings}{contents}{_TABLE}</w:styles>'


def _defaults(language: str) -> str:
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _style(identity: str, name: str, paragraph: str = "", run: str = "", *, based: str = "Normal", next_style: str = "", kind: str = "paragraph") -> str:
    """One style in the schema's order; `paragraph` and `run` are children of w:pPr and w:rPr."""
    return "".join(
        (
            f'<w:style w:type="{kind}" w:styleId="{identity}"{_CUSTOM if identity in _OWN else ""}><w:name w:val="{name}"/>',
            f'<w:basedOn w:val="{based}"/>' if based else "",
            f'<w:next w:val="{next_style}"/>' if next_style else "",
            "<w:uiPriority w:val=\"9\"/><w:qFormat/>" if kind == "paragraph" else "",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            "</w:style>",
        )
    )


_CUSTOM = ' w:customStyle="1"'
_OWN = frozenset({"Source", "TableText", "Notice", "Draft", "CoverOrganisation", "CoverFact", "ReportTable"})


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, size: int) -> str:
    before = 480 if level < 3 else 320
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120" w:line="240" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{BRAND if level < 3 else "1C1F22"}"/>{_size(size)}',
        next_style="Normal",
    )


def _contents_line(level: int) -> str:
    indent = (level - 1) * 284
    return _style(
        f"TOC{level}",
        f"toc {level}",
        f'<w:tabs><w:tab w:val="left" w:pos="{indent + 680}"/><w:tab w:val="right" w:leader="dot" w:pos="9525"/></w:tabs>'
        f'<w:spacing w:before="{100 if level == 1 else 0}" w:after="40"/><w:ind w:left="{indent}"/>',
        "<w:b/>" if level == 1 else "",
        next_style="Normal",
    )


_BASE = "".join(
    (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
        _style("Title", "Title", '<w:spacing w:before="3400" w:after="200" w:line="240" w:lineRule="auto"/>', "<w:b/>" + _size(72), next_style="Subtitle"),
        _style("Subtitle", "Subtitle", '<w:spacing w:after="1200"/>', f'<w:color w:val="{SECOND_INK}"/>' + _size(34), next_style="Normal"),
        _style("TOCHeading", "TOC Heading", '<w:keepNext/><w:spacing w:after="240"/>', f'<w:b/><w:color w:val="{BRAND}"/>' + _size(36)),
        _style("Caption", "caption", '<w:keepNext/><w:spacing w:before="320" w:after="100" w:line="240" w:lineRule="auto"/>', "<w:b/>" + _size(21), next_style="Normal"),
        _style("ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr><w:spacing w:after="60"/>'),
        _style("ListNumber", "List Number", f'<w:numPr><w:numId w:val="{NUMBERS}"/></w:numPr><w:spacing w:after="60"/>'),
        _style("Quote", "Quote", f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="CFCFC8"/></w:pBdr><w:ind w:left="340"/>', f'<w:color w:val="{SECOND_INK}"/>'),
        _style("FootnoteText", "footnote text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', _size(18)),
        _style("FootnoteReference", "footnote reference", run='<w:vertAlign w:val="superscript"/>', based="DefaultParagraphFont", kind="character"),
        _style("Hyperlink", "Hyperlink", run=f'<w:color w:val="{BRAND}"/><w:u w:val="single"/>', based="DefaultParagraphFont", kind="character"),
        _style("Header", "header", '<w:tabs><w:tab w:val="center" w:pos="4762"/><w:tab w:val="right" w:pos="9525"/></w:tabs><w:spacing w:after="0"/>', f'<w:color w:val="{THIRD_INK}"/>' + _size(17)),
        _style("Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="9525"/></w:tabs><w:spacing w:after="0"/>', f'<w:color w:val="{THIRD_INK}"/>' + _size(17)),
        _style("Source", "Source", '<w:spacing w:before="80" w:after="280" w:line="240" w:lineRule="auto"/>', f'<w:color w:val="{THIRD_INK}"/>' + _size(17)),
        _style("TableText", "Table Text", '<w:spacing w:before="50" w:after="50" w:line="240" w:lineRule="auto"/>', _size(18)),
        _style("Notice", "Notice", '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="9C3A10"/><w:left w:val="single" w:sz="6" w:space="4" w:color="9C3A10"/><w:bottom w:val="single" w:sz="6" w:space="4" w:color="9C3A10"/><w:right w:val="single" w:sz="6" w:space="4" w:color="9C3A10"/></w:pBdr>', '<w:color w:val="9C3A10"/>'),
        _style("Draft", "Draft Mark", '<w:spacing w:after="0"/>', '<w:b/><w:color w:val="9C3A10"/>' + _size(20)),
        _style("CoverOrganisation", "Cover Organisation", "", f'<w:b/><w:color w:val="{BRAND}"/>' + _size(30)),
        _style("CoverFact", "Cover Fact", '<w:tabs><w:tab w:val="left" w:pos="3119"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="3119" w:hanging="3119"/>', _size(20)),
    )
)

_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/>'
    "<w:tblPr><w:tblBorders>"
    '<w:top w:val="nil"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="474D53"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="CFCFC8"/></w:tblBorders>'
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="474D53"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
)


def numbering_xml(starts: list[int]) -> str:
    """Bullets, numbers, and one more list for each of `starts`, so that every numbered list begins where it should.

    The list of `starts[i]` has the number `NUMBERS + 1 + i`.
    """
    lists = "".join(
        f'<w:num w:numId="{NUMBERS + 1 + i}"><w:abstractNumId w:val="{NUMBERS}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for i, start in enumerate(starts)
    )
    return (
        f"<w:numbering {NAMESPACES}>{_abstract(BULLETS, 'bullet', '–', 'ListBullet')}{_abstract(NUMBERS, 'decimal', '%{}.', 'ListNumber')}"
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
        f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="{NUMBERS}"/></w:num>{lists}</w:numbering>'
    )


def _abstract(identity: int, form: str, sign: str, style: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{_PSTYLE.format(style) if level == 0 else ""}'
        f'<w:lvlText w:val="{sign.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * 397}" w:hanging="397"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


_PSTYLE = '<w:pStyle w:val="{}"/>'


def settings_xml(language: str) -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGES[language]}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
