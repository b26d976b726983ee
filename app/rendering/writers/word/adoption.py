"""A Word template becomes the ground of a report: its styles, letterhead, pages and theme stay, its text goes.

Our styles are found in it by name, in English as Word stores them or as people see them; what it lacks is added.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from app.rendering.writers.word.markup import NAMESPACES
from app.rendering.writers.word.pages import UPRIGHT, PageSetup, Sheet
from app.rendering.writers.word.standing import settle
from app.rendering.writers.word.template import CONTENT_TYPES, check_template

_KEPT = ("/styles", "/theme", "/fontTable", "/numbering", "/settings", "/header", "/footer")
_STYLE_USE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val=")([^"]+)"')
_LOCAL_NAMES = {  # Finnish and Swedish, as Word shows them
    "Normal": ("Normaali",),
    "Body Text": ("Leipäteksti", "Brödtext"),
    "Title": ("Otsikko", "Rubrik"),
    "Subtitle": ("Alaotsikko", "Underrubrik"),
    "caption": ("Kuvaotsikko", "Kuvan otsikko", "Beskrivning"),
    "Quote": ("Lainaus", "Citat"),
    "header": ("Ylätunniste", "Sidhuvud"),
    "footer": ("Alatunniste", "Sidfot"),
    "footnote text": ("Alaviitteen teksti", "Fotnotstext"),
    "footnote reference": ("Alaviitteen viite", "Fotnotsreferens"),
    "TOC Heading": ("Sisällysluettelon otsikko", "Innehållsförteckningsrubrik"),
    "table of figures": ("Kuvaotsikkoluettelo", "Figurförteckning"),
    "Hyperlink": ("Hyperlinkki", "Hyperlänk"),
    "Strong": ("Voimakas", "Stark"),
    "Emphasis": ("Korostus", "Betoning"),
    "annotation text": ("Kommentin teksti", "Kommentarer"),
    "annotation reference": ("Kommentin viite", "Kommentarsreferens"),
    "List Bullet": ("Merkitty luettelo", "Punktlista"),
    "List Number": ("Numeroitu luettelo", "Numrerad lista"),
    "List Continue": ("Jatkoluettelo", "Listfortsättning"),
    "heading": ("Otsikko", "Rubrik"),
    "toc": ("Sisluet", "Innehåll"),
}


def open_template(content: bytes) -> Any:
    """The template without its text and all that hangs on it. Raises TemplateRefused."""
    check_template(content)
    word: Any = docx.Document(io.BytesIO(_as_document(content)))
    for identity, relation in list(word.part.rels.items()):
        if relation.is_external or not relation.reltype.endswith(_KEPT):
            del word.part.rels[identity]
    for identity, relation in list(word.part.package.rels.items()):
        if not relation.reltype.endswith("/officeDocument"):
            del word.part.package.rels[identity]
    return word


def _as_document(content: bytes) -> bytes:
    """A .dotx says of itself that it is a template; what is made of it is a document."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for name in dict.fromkeys(source.namelist()):
            part = source.read(name)
            if name == CONTENT_TYPES:
                part = part.replace(b".template.main+xml", b".document.main+xml")
            target.writestr(name, part)
    return result.getvalue()


def page_setup(word: Any) -> PageSetup:
    """Paper, margins, heads and feet of the template's first section that has any."""
    sections = list(word.element.body.iter(qn("w:sectPr")))
    references = (qn("w:headerReference"), qn("w:footerReference"))
    own = next((one for one in sections if next(one.iterchildren(*references), None) is not None), None)
    own = own if own is not None else next(iter(sections), None)
    if own is None:
        return PageSetup()
    upright = _sheet(own)
    if upright.width > upright.height:
        upright = replace(upright, width=upright.height, height=upright.width)
    kept = "".join(_reference(one) for one in own.iterchildren(*references))
    return PageSetup(
        upright,
        replace(upright, width=upright.height, height=upright.width),
        kept,
        own.find(qn("w:titlePg")) is not None,
    )


def _reference(one: Any) -> str:
    kind = one.get(qn("w:type"), "default")
    return f'<w:{etree.QName(one).localname} w:type="{kind}" r:id="{one.get(qn("r:id"))}"/>'


def _sheet(section: Any) -> Sheet:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def length(element: Any, name: str, otherwise: int) -> int:
        value = element.get(qn(f"w:{name}"), "") if element is not None else ""
        return int(value) if value.lstrip("-").isdecimal() else otherwise

    sides = ("top", "right", "bottom", "left", "header", "footer")
    width, height = length(size, "w", UPRIGHT.width), length(size, "h", UPRIGHT.height)
    sheet = Sheet(width, height, *(length(margins, side, getattr(UPRIGHT, side)) for side in sides))
    return sheet if sheet.line > 2000 and sheet.depth > 2000 else UPRIGHT


def adopt_styles(theirs: Any, ours: bytes, language: str) -> dict[str, str]:
    """Our styles' identities → the template's; what it lacks is added to it."""
    _set_language(theirs, language)
    known = dict(_known(theirs))
    taken = {style.get(qn("w:styleId")) for style in theirs.iter(qn("w:style"))}
    names: dict[str, str] = {}
    missing, adopted = [], {}
    for style in parse_xml(ours).iter(qn("w:style")):
        identity, kind = style.get(qn("w:styleId")), style.get(qn("w:type"))
        name = style.find(qn("w:name")).get(qn("w:val"))
        found = next((known[kind, one.casefold()] for one in _names(name) if (kind, one.casefold()) in known), None)
        if found is None and name == "Body Text":
            found = names["Normal"]
        names[identity] = found or (f"Report{identity}" if identity in taken else identity)
        if found is None:
            missing.append(style)
        elif found not in adopted and style.get(qn("w:default")) is None:
            adopted[found] = name
    for style in missing:
        markup = renamed(etree.tostring(style, encoding="unicode"), names)
        added = parse_xml(markup)
        added.set(qn("w:styleId"), names[added.get(qn("w:styleId"))])
        added.attrib.pop(qn("w:default"), None)
        for numbering in list(added.iter(qn("w:numPr"))):  # lists are given their numbers later
            numbering.getparent().remove(numbering)
        theirs.append(added)
    by_identity = {style.get(qn("w:styleId")): style for style in theirs.iter(qn("w:style"))}
    for identity, name in adopted.items():
        settle(by_identity, identity, name)
    return names


def renamed(markup: str, names: Mapping[str, str]) -> str:
    """The markup with the styles' identities that the file has."""
    return _STYLE_USE.sub(lambda use: f'{use[1]}{names.get(use[2], use[2])}"', markup)


def _names(name: str) -> Iterator[str]:
    """A style's name, and what people see of it in Finnish and Swedish."""
    yield name
    stem, _, number = name.rpartition(" ")
    if number.isdecimal():
        yield from (f"{local} {number}" for local in _LOCAL_NAMES.get(stem, ()))
    else:
        yield from _LOCAL_NAMES.get(name, ())


def _known(styles: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """Kind and name of every style, other names of it too; the defaults of each kind by what we call them."""
    defaults = {"paragraph": "Normal", "character": "Default Paragraph Font", "table": "Normal Table"}
    for style in styles.iter(qn("w:style")):
        kind, identity = style.get(qn("w:type"), "paragraph"), style.get(qn("w:styleId"))
        aliases = style.find(qn("w:aliases"))
        words = style.find(qn("w:name")).get(qn("w:val"), "") if style.find(qn("w:name")) is not None else ""
        others = aliases.get(qn("w:val"), "").split(",") if aliases is not None else []
        for name in (*others, words):
            yield (kind, name.strip().casefold()), identity
        if style.get(qn("w:default")) in ("1", "true", "on"):
            yield (kind, defaults.get(kind, "No List").casefold()), identity


def _set_language(styles: Any, language: str) -> None:
    """The report's language, whatever the template was written in."""
    for element in list(styles.iter(qn("w:lang"))):
        element.getparent().remove(element)
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {NAMESPACES}/>")
        styles.insert(0, defaults)
    runs = defaults.find(qn("w:rPrDefault"))
    if runs is None:
        runs = parse_xml(f"<w:rPrDefault {NAMESPACES}/>")
        defaults.insert(0, runs)
    shape = runs.find(qn("w:rPr"))
    if shape is None:
        shape = parse_xml(f"<w:rPr {NAMESPACES}/>")
        runs.append(shape)
    shape.append(parse_xml(f'<w:lang {NAMESPACES} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'))
