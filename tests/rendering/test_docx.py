"""The Word file: valid, native, complete, the same bytes each time."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from app.rendering import tree
from app.rendering.approval import with_approval
from app.rendering.outline import outline
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.word.markup import bookmark_name
from tests.factories.documents import chart_png, synthetic_document
from tests.rendering.test_approval import APPROVAL


@pytest.fixture(scope="module")
def document() -> tree.Document:
    return with_approval(synthetic_document(10)[0], APPROVAL)


@pytest.fixture(scope="module")
def content(document: tree.Document) -> bytes:
    return docx_bytes(document, synthetic_document(10)[1])


@pytest.fixture(scope="module")
def word(content: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(content))


def audited(content: bytes, folder: Path) -> list[str]:
    path = folder / "report.docx"
    path.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def test_the_checker_finds_no_error(content: bytes, tmp_path: Path) -> None:
    assert audited(content, tmp_path) == []


def test_the_same_document_gives_the_same_bytes(document: tree.Document, content: bytes) -> None:
    assert docx_bytes(document, synthetic_document(10)[1]) == content


def test_headings_follow_the_outline(word: docx.document.Document, document: tree.Document) -> None:
    found = [(p.text.split("\t")[-1], p.style.name) for p in word.paragraphs if p.style.name.startswith("Heading ")]
    wanted = []
    for item in outline(document):
        if item.opens_part:
            wanted.append((item.opens_part.title, "Heading 1"))
        wanted.append((item.section.title, f"Heading {item.level - 1}"))
        for block in item.section.blocks:
            if isinstance(block, tree.Heading):
                wanted.append((plain_text(block.inlines), f"Heading {item.headings[block.anchor] - 1}"))
    assert found == wanted


def test_the_contents_are_a_field_that_is_filled_and_leads_to_the_headings(word: docx.document.Document) -> None:
    body = word.element.body
    instructions = [node.text.strip() for node in body.iter(qn("w:instrText"))]
    assert instructions[0].startswith("TOC ")
    lines = [p for p in body.iter(qn("w:p")) if (p.style or "").startswith("TOC") and p.style != "TOCHeading"]
    assert len(lines) > 6
    names = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert targets
    assert set(targets) <= names


def test_captions_are_counted_by_fields(word: docx.document.Document, document: tree.Document) -> None:
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    blocks = [b for s in document.sections() for b in s.blocks if isinstance(b, tree.Table | tree.Figure)]
    assert len(captions) == len(blocks)
    counted = [node.text.strip() for node in word.element.body.iter(qn("w:instrText")) if "SEQ" in (node.text or "")]
    assert len(counted) == sum(bool(block.number) for block in blocks)
    assert captions[0].startswith("Taulukko 1.1. ")


def test_tables_repeat_their_head_and_keep_rows_whole(word: docx.document.Document, document: tree.Document) -> None:
    blocks = [b for s in document.sections() for b in s.blocks if isinstance(b, tree.Table)]
    assert len(word.tables) == len(blocks)
    for table, block in zip(word.tables, blocks, strict=True):
        heads = [
            row for row in table.rows if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
        ]
        assert len(heads) == len(block.head)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert len(table.rows) == len(block.head) + len(block.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == plain_text(block.caption)


def test_pictures_have_their_alternative_texts(word: docx.document.Document, document: tree.Document) -> None:
    found = [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))]
    assert found == [b.alt for s in document.sections() for b in s.blocks if isinstance(b, tree.Figure)] != []


def test_a_picture_is_decoration_or_has_a_text_and_fits_its_page() -> None:
    figure = tree.Figure(
        anchor="a-k", number="1.1", caption=(), asset="a", media_type="image/png", width=300, height=3000
    )
    section = tree.Section(key="a", number="1", title="Osio", blocks=(figure, replace(figure, alt="Ranta")))
    document = replace(synthetic_document(4)[0], parts=(tree.Part(title="", sections=(section,)),))
    word = docx.Document(BytesIO(docx_bytes(document, {"a": chart_png(30, 300)})))
    hidden, told = word.element.body.iter(qn("wp:docPr"))
    assert "decorative" in etree.tostring(hidden).decode()
    assert "decorative" not in etree.tostring(told).decode()
    assert told.get("descr") == "Ranta"
    assert all(shape.height <= docx.shared.Mm(200) for shape in word.inline_shapes)
    assert word.inline_shapes[0].height == pytest.approx(10 * word.inline_shapes[0].width, rel=0.001)


def test_footnotes_language_and_properties(
    content: bytes, word: docx.document.Document, document: tree.Document
) -> None:
    with ZipFile(BytesIO(content)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        styles = package.read("word/styles.xml").decode()
        assert "stylesWithEffects" not in " ".join(package.namelist())
    wanted = sum(len(section.footnotes) for section in document.sections())
    assert len(notes) - 2 == wanted == len(list(word.element.body.iter(qn("w:footnoteReference"))))
    assert 'w:lang w:val="fi-FI"' in styles
    swedish = [node.get(qn("w:val")) for node in word.element.body.iter(qn("w:lang"))]
    assert swedish == ["sv-FI"]
    assert (word.core_properties.title, word.core_properties.language) == (document.title, "fi-FI")


def test_a_draft_says_so_in_the_head_of_every_page() -> None:
    document, assets = synthetic_document(4, draft=True)
    word = docx.Document(BytesIO(docx_bytes(document, assets)))
    first = word.sections[0]
    assert "LUONNOS" in first.header.paragraphs[0].text
    assert "LUONNOS" in first.first_page_header.paragraphs[0].text
    assert document.notice in first.footer.paragraphs[0].text


def test_wide_tables_turn_the_page_and_spans_stay_valid(tmp_path: Path) -> None:
    def cell(text: str, **more: object) -> tree.Cell:
        return tree.Cell(lines=(tree.Line(inlines=(tree.Text(text=text),)),), **more)  # type: ignore[arg-type]

    head = (cell("A", scope="col", rowspan=2), cell("B", scope="colgroup", colspan=2))
    rows = ((cell("1", rowspan=2), cell("2"), cell("3")), (cell("4", colspan=2),))
    table = tree.Table(
        anchor="t",
        number="1",
        caption=(),
        head=(head, (cell("b", scope="col"), cell("c", scope="col"))),
        rows=rows,
        landscape=True,
    )
    section = tree.Section(key="s", number="1", title="S\x00", blocks=(table, tree.Notice(text="\x0b&<")))
    document = tree.Document(
        language="sv",
        organisation="Karleby",
        title="T",
        subtitle="",
        facts=(),
        parts=(tree.Part(title="", sections=(section,)),),
        draft=True,
        status="",
    )
    content = docx_bytes(document)
    assert audited(content, tmp_path) == []
    word = docx.Document(BytesIO(content))
    assert [section.orientation for section in word.sections].count(1) == 1
    grid = [[item.text for item in row.cells] for row in word.tables[0].rows]
    assert grid == [["A", "B", "B"], ["A", "b", "c"], ["1", "2", "3"], ["1", "4", "4"]]


def test_bookmark_names_are_what_word_accepts() -> None:
    names = {bookmark_name(f"{'pitkä-' * 20}{number}") for number in range(3)} | {bookmark_name("osio-1")}
    assert len(names) == 4
    assert all(len(name) <= 40 and name.isascii() and name[0].isalpha() for name in names)


def test_contents_lists_and_references_are_fields_that_nobody_is_asked_about(word: docx.document.Document) -> None:
    body = word.element.body
    instructions = [node.text.strip() for node in body.iter(qn("w:instrText"))]
    assert [one for one in instructions if one.startswith("TOC")] == [
        'TOC \\o "1-3" \\h \\z \\u',
        'TOC \\h \\z \\c "Taulukko"',
        'TOC \\h \\z \\c "Kuvio"',
    ]
    assert any(one.startswith("REF b_osio_1_taulukko ") for one in instructions)
    assert not [one for one in body.iter(qn("w:fldChar")) if one.get(qn("w:dirty"))]
    assert word.settings.element.find(qn("w:updateFields")) is None


def test_pages_in_contents_grow_from_line_to_line(word: docx.document.Document) -> None:
    lines = [p for p in word.element.body.iter(qn("w:p")) if (p.style or "") in ("TOC1", "TOC2", "TOC3")]
    pages = [int(list(line.iter(qn("w:t")))[-1].text) for line in lines]
    assert pages == sorted(pages)
    assert pages[0] > 2
    assert len(set(pages)) > 4


def test_all_looks_are_styles_that_word_can_change(word: docx.document.Document) -> None:
    direct = {
        shape.tag
        for run in word.element.body.iter(qn("w:rPr"))
        for shape in run
        if shape.tag not in (qn("w:rStyle"), qn("w:lang"))
    }
    assert direct == set()
    wanted = {"w:pStyle", "w:numPr", "w:sectPr"}
    found = {shape.tag for shape in (one for pPr in word.element.body.iter(qn("w:pPr")) for one in pPr)}
    assert found <= {qn(name) for name in wanted}


def small(*inlines: tree.Inline, notes: tuple[tree.Footnote, ...] = (), **more: object) -> tree.Document:
    """A report of one paragraph."""
    section = tree.Section(
        key="a", number="1", title="Osio", blocks=(tree.Paragraph(inlines=inlines, language="sv"),), footnotes=notes
    )
    part = tree.Part(title="", sections=(section,))
    return replace(synthetic_document(4)[0], parts=(part,), **more)  # type: ignore[arg-type]


def test_links_in_notes_lead_on_and_a_note_called_twice_stands_once() -> None:
    note = tree.Footnote(
        number=1, inlines=(tree.Text(text="THL", link="https://thl.fi/"), tree.Text(text="!", strong=True))
    )
    call = tree.FootnoteCall(number=1)
    with ZipFile(BytesIO(docx_bytes(small(call, tree.Text(text="ja"), call, notes=(note,))))) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        relations = package.read("word/_rels/footnotes.xml.rels").decode()
        body = package.read("word/document.xml").decode()
    assert 'Target="https://thl.fi/"' in relations
    (link,) = notes.iter(qn("w:hyperlink"))
    assert link.get(qn("r:id"))
    assert [style.get(qn("w:val")) for style in notes.iter(qn("w:rStyle"))][-2:] == ["Hyperlink", "Strong"]
    assert body.count("w:footnoteReference ") == 1
    assert "NOTEREF" in body


def test_every_run_of_a_paragraph_in_another_language_says_so() -> None:
    runs = (tree.Text(text="En "), tree.Text(text="länk", link="https://a.fi/"), tree.Text(text=" stark", strong=True))
    word = docx.Document(BytesIO(docx_bytes(small(*runs))))
    paragraph = next(p for p in word.paragraphs if p.text == "En länk stark")
    languages = [run.find(f"{qn('w:rPr')}/{qn('w:lang')}") for run in paragraph._p.iter(qn("w:r"))]
    assert [one.get(qn("w:val")) for one in languages] == ["sv-FI"] * 3


def test_remarks_are_comments_with_their_answers(tmp_path: Path) -> None:
    said = (
        tree.Remark(author="Liisa Laatija", on="2026-08-03", text="Milloin?", resolved=True),
        tree.Remark(author="Jukka", on="2026-08-04", text="Vuonna 2024.", resolved=True),
    )
    content = docx_bytes(small(tree.Remarked(inlines=(tree.Text(text="kasvoi"),), remarks=said)))
    assert audited(content, tmp_path) == []
    comments = docx.Document(BytesIO(content)).comments
    assert [(one.author, one.initials, one.text) for one in comments] == [
        ("Liisa Laatija", "LL", "Milloin?"),
        ("Jukka", "J", "Vuonna 2024."),
    ]
    with ZipFile(BytesIO(content)) as package:
        threads = package.read("word/commentsExtended.xml").decode()
    assert 'w15:paraIdParent="00000001" w15:done="1"' in threads


def test_arms_stand_on_the_cover_as_pixels_and_as_drawing(tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="50"><path d="M0 0h40v50z"/></svg>'
    document = small(tree.Text(text="a"), arms="arms", arms_media_type="image/svg+xml")
    content = docx_bytes(document, {"arms": svg})
    assert audited(content, tmp_path) == []
    with ZipFile(BytesIO(content)) as package:
        assert package.read("word/media/drawing1.svg") == svg
    drawing = next(docx.Document(BytesIO(content)).element.body.iter(qn("wp:inline")))
    assert "svgBlip" in etree.tostring(drawing).decode()
    assert drawing.find(qn("wp:docPr")).get("descr") == ""


def test_a_part_by_itself_has_neither_cover_nor_contents_nor_pages_of_references() -> None:
    reference = tree.CrossReference(target="a", text="luku 1")
    word = docx.Document(BytesIO(docx_bytes(small(reference, part="1 Osio"))))
    assert [p.text for p in word.paragraphs] == ["1\tOsio", "luku 1"]
