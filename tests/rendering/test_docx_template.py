"""A report in the organisation's own Word template: its letterhead and styles stay, what it lacks is added."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from app.rendering import tree
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.word.template import Reason, TemplateRefused, check_template
from tests.factories.documents import synthetic_document
from tests.factories.letterheads import changed, letterhead
from tests.rendering.test_docx import audited

RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="http://example.invalid/a" TargetMode="External"/></Relationships>'
)


@pytest.fixture(scope="module")
def document() -> tree.Document:
    return synthetic_document(10, draft=True)[0]


@pytest.fixture(scope="module")
def content(document: tree.Document) -> bytes:
    return docx_bytes(document, synthetic_document(10)[1], letterhead())


@pytest.fixture(scope="module")
def word(content: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(content))


def test_the_file_is_a_valid_document_and_the_same_each_time(
    content: bytes, document: tree.Document, tmp_path: Path
) -> None:
    assert audited(content, tmp_path) == []
    assert docx_bytes(document, synthetic_document(10)[1], letterhead()) == content


def test_the_letterhead_and_the_pages_stay_and_its_text_goes(word: docx.document.Document) -> None:
    first = word.sections[0]
    assert abs((first.left_margin or 0) - Mm(40)) < 1000
    assert next(first.header._element.iter(qn("w:drawing")), None) is not None
    assert first.footer.paragraphs[0].text == "Kokkolan kaupunki, PL 43"
    assert "Tähän kirjoitetaan" not in [paragraph.text for paragraph in word.paragraphs]


def test_a_draft_and_its_notice_are_told_on_every_page_and_pages_are_counted(
    word: docx.document.Document, document: tree.Document
) -> None:
    first = word.sections[0]
    assert "LUONNOS" in [paragraph.text for paragraph in first.header.paragraphs]
    feet = " ".join(paragraph.text for paragraph in first.footer.paragraphs)
    assert document.notice in feet
    codes = [code.text.strip() for code in first.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_its_styles_are_used_by_their_finnish_names_too(word: docx.document.Document) -> None:
    used = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Kuvaotsikko", "Leipäteksti", "Heading 2", "Source"} <= used
    assert "Body Text" not in used
    assert word.styles["Heading 2"].font.size == docx.shared.Pt(19)
    assert next(word.styles["Heading 2"].element.iter(qn("w:numPr")), None) is None


def test_every_style_that_is_used_is_there(word: docx.document.Document) -> None:
    known = {style.get(qn("w:styleId")) for style in word.styles.element.iter(qn("w:style"))}
    tags = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {use.get(qn("w:val")) for use in word.element.body.iter(*map(qn, tags))}
    assert used <= known


def test_a_report_in_another_language_is_not_finnish_because_the_template_is() -> None:
    document, assets = synthetic_document(4, language="sv")
    word = docx.Document(BytesIO(docx_bytes(document, assets, letterhead(as_template=False))))
    languages = {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-FI"}


def test_an_exported_report_can_be_the_template_of_the_next(tmp_path: Path) -> None:
    document, assets = synthetic_document(4)
    template = docx_bytes(document, assets)
    content = docx_bytes(replace(document, title="Toinen"), assets, template)
    assert audited(content, tmp_path) == []
    names = [style.name for style in docx.Document(BytesIO(content)).styles]
    assert len(names) == len(set(names))


def test_links_to_pages_and_the_templates_own_template_are_harmless() -> None:
    for kind in (b"hyperlink", b"attachedTemplate"):
        check_template(changed(letterhead(), {RELATIONS: (b"</Relationships>", OUTSIDE % kind)}))


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        (b"PK", Reason.NO_WORD),
        (changed(letterhead(), {}, **{"word/vbaProject.bin": b"x"}), Reason.MACROS),
        (
            changed(letterhead(), {"[Content_Types].xml": (b"wordprocessingml.template", b"macroEnabledTemplate")}),
            Reason.MACROS,
        ),
        (changed(letterhead(), {RELATIONS: (b"</Relationships>", OUTSIDE % b"image")}), Reason.OUTSIDE),
        (changed(letterhead(), {}, **{"word/x.xml": b"<!DOCTYPE a><a/>"}), Reason.DECLARATIONS),
        (changed(letterhead(), {}, **{"word/x.xml": b"<a>" + b" " * 60 * 2**20 + b"</a>"}), Reason.TOO_LARGE),
        (changed(letterhead(), {}, **{"word/x.xml": b"<a>"}), Reason.NO_WORD),
    ],
    ids=["no-zip", "macros", "macro-type", "outside", "dtd", "bomb", "broken"],
)
def test_what_could_do_harm_is_refused_by_name(template: bytes, reason: Reason) -> None:
    with pytest.raises(TemplateRefused) as refused:
        check_template(template)
    assert refused.value.reason is reason
