"""Word templates of the kind that municipalities have: styles with names in their language, letterhead, cover sheet."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from tests.factories.images import image_bytes
from tests.factories.letterheads import DOCUMENT_TYPE, TEMPLATE_TYPE, changed

_STEMS = {  # Word's English name → as Word shows it
    "fi": {
        "heading": "Otsikko",
        "toc": "Sisluet",
        "Body Text": "Leipäteksti",
        "caption": "Kuvaotsikko",
        "Title": "Otsikko",
        "Subtitle": "Alaotsikko",
        "Quote": "Lainaus",
        "TOC Heading": "Sisällysluettelon otsikko",
        "List Paragraph": "Luettelokappale",
        "List Bullet": "Merkitty luettelo",
        "List Number": "Numeroitu luettelo",
        "List Continue": "Jatkoluettelo",
        "header": "Ylätunniste",
        "footer": "Alatunniste",
    },
    "sv": {
        "heading": "Rubrik",
        "toc": "Innehåll",
        "Body Text": "Brödtext",
        "caption": "Beskrivning",
        "Title": "Rubrik",
        "Subtitle": "Underrubrik",
        "Quote": "Citat",
        "TOC Heading": "Innehållsförteckningsrubrik",
        "List Paragraph": "Liststycke",
        "List Bullet": "Punktlista",
        "List Number": "Numrerad lista",
        "List Continue": "Listfortsättning",
        "header": "Sidhuvud",
        "footer": "Sidfot",
    },
    "en": {},
}
_USES = ("w:pStyle", "w:basedOn", "w:next", "w:link")


def municipal_template(language: str, *, by_word: bool) -> bytes:
    """A .dotx. Word's own has English names under identities in its language; others have names in the language."""
    word: Any = docx.Document()
    _localise(word, language, by_word=by_word)
    _letterhead(word)
    _cover_sheet(word)
    buffer = io.BytesIO()
    word.save(buffer)
    return changed(buffer.getvalue(), {"[Content_Types].xml": (DOCUMENT_TYPE, TEMPLATE_TYPE)})


def _localise(word: Any, language: str, *, by_word: bool) -> None:
    styles = {style.get(qn("w:styleId")): style for style in word.styles.element.iter(qn("w:style"))}
    renamed = {}
    for identity, style in styles.items():
        name = style.find(qn("w:name"))
        shown = _shown(name.get(qn("w:val")), language)
        local = "".join(letter for letter in shown or identity if letter.isascii() and letter.isalnum())
        renamed[identity] = local if local not in renamed.values() else f"{local}x"
        style.set(qn("w:styleId"), renamed[identity])
        if shown is not None and not by_word:
            name.set(qn("w:val"), shown)
            style.set(qn("w:customStyle"), "1")
            for outline in list(style.iter(qn("w:outlineLvl"))):
                outline.getparent().remove(outline)
    for use in [one for tag in _USES for one in word.styles.element.iter(qn(tag))]:
        use.set(qn("w:val"), renamed.get(use.get(qn("w:val")), use.get(qn("w:val"))))
    for link in list(word.part.numbering_part._element.iter(qn("w:pStyle"))):
        link.getparent().remove(link)
    for identity in ("Heading1", "Heading3", "Caption", "Subtitle"):  # what counts by itself, as some templates do
        _count(styles[identity])
    based = styles["Heading2"].find(qn("w:basedOn"))
    based.set(qn("w:val"), renamed["Heading1"])
    styles["ListBullet"].find(qn("w:basedOn")).set(qn("w:val"), renamed["ListParagraph"])
    styles["Quote"].find(qn("w:basedOn")).set(qn("w:val"), renamed["Heading4"])


def _shown(name: str, language: str) -> str | None:
    """A style's name as Word shows it, where that is another than its own."""
    words = _STEMS[language]
    stem, _, number = name.rpartition(" ")
    if number.isdecimal() and stem in words:
        return f"{words[stem]} {number}"
    return words.get(name)


def _count(style: Any) -> None:
    for old in list(style.iter(qn("w:numPr"))):
        old.getparent().remove(old)
    numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    style.get_or_add_pPr()._insert_numPr(parse_xml(numbers))


def _letterhead(word: Any) -> None:
    section = word.sections[0]
    section.left_margin = Mm(35)
    section.header.paragraphs[0].text = "Uttamusjoen kaupunki, kaupunginhallitus"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(image_bytes()), width=Mm(30))
    section.footer.paragraphs[0].text = "PL 43, 67101 Uttamusjoki"
    for margin in (section.header, section.footer):
        for use in list(margin._element.iter(qn("w:pStyle"))):
            use.getparent().remove(use)


def _cover_sheet(word: Any) -> None:
    """What people fill in by hand: a title, a field, a table, a picture, and a sheet of its own."""
    word.add_paragraph("Asiakirjan otsikko")
    word.add_paragraph("Kirjoita tähän").add_run().add_picture(io.BytesIO(image_bytes()), width=Mm(50))
    word.add_table(2, 2).cell(0, 0).text = "Diaarinumero"
    content = "<w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Päivämäärä</w:t></w:r></w:p></w:sdtContent>"
    word.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}>{content}</w:sdt>"))
    word.add_section()
    word.add_paragraph("Sisältö alkaa tästä")
