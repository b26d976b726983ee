"""What a Word file stands on: our own styles and pages, or those of the organisation's template."""

from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml import etree

from app.rendering import tree
from app.rendering.typefaces import typeface
from app.rendering.writers.word.adoption import adopt_styles, open_template, page_setup, renamed
from app.rendering.writers.word.counting import adopt_lists
from app.rendering.writers.word.looks import styles_xml
from app.rendering.writers.word.margins import complete_margins, own_margins
from app.rendering.writers.word.markup import NAMESPACES
from app.rendering.writers.word.numbering import LANGUAGES, Lists, kinds_xml, settings_xml
from app.rendering.writers.word.pages import PageSetup
from app.rendering.writers.word.shapes import Shapes

_STALE = ("stylesWithEffects", "customXml", "webSettings", "fontTable", "thumbnail")  # of the library's empty file


@dataclass
class Ground:
    """`names` are our styles' identities in this file; `lists` grows while the text is written."""

    part: Any
    setup: PageSetup
    is_template: bool = False
    names: dict[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)

    @property
    def taken_drawings(self) -> int:
        """Numbers that drawings of the letterhead may have."""
        return 100_000 if self.is_template else 0

    def styled(self, markup: str) -> str:
        """The markup with this file's own identities of styles."""
        return renamed(markup, self.names) if self.names else markup

    def shapes(self, font: str) -> Shapes:
        """How large text of each style is set; what the template does not say is as in Word's own."""
        family = "Calibri" if self.is_template else typeface(font).family
        return Shapes(self.part._styles_part._element, family)

    def finish(self) -> None:
        """Write down the lists that the text has."""
        numbering = self.part.numbering_part._element
        for one in parse_xml(f"<w:numbering {NAMESPACES}>{''.join(self.lists.made)}</w:numbering>"):
            numbering.append(one)
        cleanup = numbering.find(qn("w:numIdMacAtCleanup"))
        if cleanup is not None:
            numbering.remove(cleanup)


def ground_of(document: tree.Document, template: bytes) -> Ground:
    """Raises TemplateRefused."""
    return _theirs(document, template) if template else _ours(document)


def _styles(document: tree.Document, line: int) -> bytes:
    return styles_xml(
        language=LANGUAGES[document.language],
        font=typeface(document.font).family,
        brand=document.brand_colour.lstrip("#").upper(),
        width=line,
        namespaces=NAMESPACES,
    )


def _ours(document: tree.Document) -> Ground:
    word: Any = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        for identity in [i for i, rel in relations.items() if rel.reltype.endswith(_STALE)]:
            del relations[identity]
    ground = Ground(word.part, PageSetup())
    ground.part._styles_part._element = parse_xml(_styles(document, ground.setup.upright.line))
    ground.part.numbering_part._element = parse_xml(f"<w:numbering {NAMESPACES}>{''.join(kinds_xml())}</w:numbering>")
    language = LANGUAGES[document.language]
    ground.part._settings_part._element = parse_xml(settings_xml(language, fonts="<w:embedTrueTypeFonts/>"))
    ground.setup = own_margins(document, ground.part)
    return ground


def _theirs(document: tree.Document, template: bytes) -> Ground:
    word = open_template(template)
    ground = Ground(word.part, page_setup(word), is_template=True)
    language = LANGUAGES[document.language]
    styles = ground.part._styles_part._element
    ground.names = adopt_styles(styles, _styles(document, ground.setup.upright.line), language)
    ground.lists = adopt_lists(_numbering(ground.part), styles, ground.names)
    settings = ground.part._settings_part
    kept = {kind: _kept(settings._element, name) for kind, name in _KEPT_SETTINGS.items()}
    settings._element = parse_xml(settings_xml(language, **kept))
    for identity in list(settings.rels):
        del settings.rels[identity]
    ground.setup = complete_margins(document, ground.part, ground.setup, ground.styled, even=bool(kept["even"]))
    return ground


_KEPT_SETTINGS = {"mirrored": "w:mirrorMargins", "even": "w:evenAndOddHeaders", "colours": "w:clrSchemeMapping"}


def _kept(settings: Any, name: str) -> str:
    """A setting of the template on which its look depends."""
    element = settings.find(qn(name))
    return etree.tostring(element, encoding="unicode", with_tail=False) if element is not None else ""


def _numbering(part: Any) -> Any:
    """The part of the template's lists; a new one, when it has none."""
    if not any(relation.reltype == RT.NUMBERING for relation in part.rels.values()):
        empty = parse_xml(f"<w:numbering {NAMESPACES}/>")
        part.relate_to(
            NumberingPart(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, empty, part.package), RT.NUMBERING
        )
    return part.numbering_part._element
