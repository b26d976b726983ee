"""A Word file is read into blocks that may be stored; what cannot be kept is named; what is no Word file is refused."""

import io
import time
import zipfile
from typing import Any

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.datafiles import zips
from app.document import check_document, plain_text
from app.imports.losses import Loss
from app.imports.package import Refused
from app.imports.reading import read
from app.imports.word_file import shown_name
from tests.factories.images import image_bytes
from tests.factories.word import add_table, last_report, long_report, with_footnotes, word_bytes


def blocks_of(content: bytes) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = read(content)[0]["blocks"]
    return blocks


@pytest.fixture(scope="module")
def report() -> list[dict[str, Any]]:
    return blocks_of(with_footnotes(word_bytes(last_report)))


def words(block: dict[str, Any]) -> str:
    return plain_text({"type": "doc", "content": [block]})


def test_everything_is_kept_in_order(report: list[dict[str, Any]]) -> None:
    kinds = [block["type"] for block in report]
    assert kinds == [
        "paragraph", "heading", "paragraph", "bullet_list", "heading", "paragraph", "heading", "table_figure",
        "heading", "paragraph", "figure", "heading", "paragraph",
    ]  # fmt: skip
    check_document({"type": "doc", "content": report})
    assert [block["attrs"]["level"] for block in report if block["type"] == "heading"] == [1, 1, 2, 3, 1]


def test_marks_and_footnotes_stand_in_their_places(report: list[dict[str, Any]]) -> None:
    assert report[2]["content"] == [
        {"type": "text", "text": "Kertomus on "},
        {"type": "text", "text": "laadittu", "marks": [{"type": "strong"}]},
        {"type": "text", "text": " yhdessä."},
        {"type": "footnote", "content": [{"type": "text", "text": "Lähde: Sotkanet."}]},
    ]


def test_a_list_inside_a_list_stays_inside(report: list[dict[str, Any]]) -> None:
    (item,) = report[3]["content"]
    assert [block["type"] for block in item["content"]] == ["paragraph", "bullet_list"]


def test_a_table_has_its_caption_without_the_typed_number_and_its_head(report: list[dict[str, Any]]) -> None:
    caption, table = report[7]["content"]
    assert caption["content"] == [{"type": "text", "text": "Työttömät"}]
    assert [[cell["type"] for cell in row["content"]] for row in table["content"]] == [
        ["table_header"] * 3,
        ["table_cell"] * 3,
    ]


def test_an_image_is_drawn_anew_and_has_its_caption() -> None:
    found, contents = read(with_footnotes(word_bytes(last_report)))
    (fact,), (content,) = found["images"], contents
    (figure,) = [block for block in found["blocks"] if block["type"] == "figure"]
    assert figure["attrs"]["asset"] == fact["sha256"]
    assert figure["content"] == [{"type": "figure_caption", "content": [{"type": "text", "text": "Ranta"}]}]
    assert (len(content), fact["media_type"], fact["width"]) == (fact["size"], "image/png", 320)
    assert found["losses"] == []


def test_links_lead_on_only_where_they_are_safe() -> None:
    def write(document: Any) -> None:
        for address in ("https://thl.fi/a", "javascript:alert(1)", "file:///etc/passwd"):
            relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            names = f'{nsdecls("w")} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            paragraph = document.add_paragraph()
            paragraph._p.append(
                parse_xml(f'<w:hyperlink {names} r:id="{relation}"><w:r><w:t>täällä</w:t></w:r></w:hyperlink>')
            )

    found = [block["content"][0] for block in blocks_of(word_bytes(write))]
    assert [node["text"] for node in found] == ["täällä"] * 3
    assert [mark["attrs"]["href"] for node in found for mark in node.get("marks", ())] == ["https://thl.fi/a"]


def test_merged_cells_keep_their_spans() -> None:
    def write(document: Any) -> None:
        table = add_table(document, ("A", "B", "C"), ("1", "2", "3"), ("4", "5", "6"), bold_head=False)
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(1, 2).merge(table.cell(2, 2))

    (figure,) = blocks_of(word_bytes(write))
    spans = [
        [(cell["attrs"]["colspan"], cell["attrs"]["rowspan"]) for cell in row["content"]]
        for row in figure["content"][1]["content"]
    ]
    assert spans == [[(2, 1), (1, 1)], [(1, 1), (1, 1), (1, 2)], [(1, 1), (1, 1)]]


def test_what_is_lost_is_named_with_its_place() -> None:
    tracked = (
        f'<w:p {nsdecls("w")}><w:ins w:id="1" w:author="A"><w:r><w:t>lisätty</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>poistettu</w:delText></w:r></w:del></w:p>'
    )
    chart = (
        f'<w:p {nsdecls("w", "wp", "a")}><w:r><w:drawing><wp:inline><wp:docPr id="1" name="k"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )

    def write(document: Any) -> None:
        document.add_heading("Johdanto", 1)
        body = document.element.body
        body.insert(1, parse_xml(tracked))
        body.insert(2, parse_xml(chart))
        table = document.add_table(1, 1)
        table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "sisällä"

    found, _ = read(word_bytes(write))
    losses = {loss["kind"]: (loss["place"], loss["count"]) for loss in found["losses"]}
    assert losses == {
        Loss.INSERTED: ("Johdanto", 1),
        Loss.DELETED: ("Johdanto", 1),
        Loss.CHART: ("Johdanto", 1),
        Loss.NESTED_TABLE: ("Johdanto", 1),
    }
    text = plain_text({"type": "doc", "content": found["blocks"]})
    assert "lisätty" in text
    assert "poistettu" not in text
    assert "sisällä" in text


def test_an_image_that_cannot_be_shown_is_a_loss() -> None:
    content = word_bytes(lambda document: document.add_picture(io.BytesIO(image_bytes())))
    broken = rewritten(content, "word/media/image1.png", b"\x01\0\0\0 EMF")
    with pytest.raises(Refused, match=r"^empty$"):
        read(broken)
    content = word_bytes(lambda d: (d.add_paragraph("Teksti"), d.add_picture(io.BytesIO(image_bytes()))))
    found, images = read(rewritten(content, "word/media/image1.png", b"\x01\0\0\0 EMF"))
    assert (images, [loss["kind"] for loss in found["losses"]]) == ([], [Loss.IMAGE])


def rewritten(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one part changed or added."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for other in source.namelist():
            if other != name:
                target.writestr(other, source.read(other))
        target.writestr(name, part)
    return result.getvalue()


PLAIN = word_bytes(lambda document: document.add_paragraph("Teksti"))
XXE = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'


def archive(name: str) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        target.writestr(name, b"<x/>")
    return result.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-word"),
        (b"%PDF-1.7", "pdf"),
        (b"{\\rtf1}", "rtf"),
        (archive("content.xml"), "odt"),
        (archive("xl/workbook.xml"), "no-word"),
        (b"PK\x03\x04 torn", "no-word"),
        (b"", "no-word"),
        (word_bytes(lambda document: None), "empty"),
        (rewritten(PLAIN, "word/header9.xml", XXE + b"<x>&y;</x>"), "no-word"),
        (rewritten(PLAIN, "word/header9.xml", (XXE + b"<x/>").decode().encode("utf-16")), "no-word"),
        (rewritten(PLAIN, "word/document.xml", b"<w:document"), "no-word"),
        (rewritten(PLAIN, "word/media/bomb.bin", b"\0" * (2 * 2**20)), "too-large-inside"),
    ],
)
def test_what_is_no_word_file_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        read(content)


def test_parts_and_their_sum_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_PARTS", 5)
    with pytest.raises(Refused, match="too-large-inside"):
        read(PLAIN)
    monkeypatch.setattr(zips, "MOST_PARTS", 500)
    monkeypatch.setattr(zips, "LARGEST_SUM", 1000)
    with pytest.raises(Refused, match="too-large-inside"):
        read(PLAIN)


@pytest.mark.slow
def test_a_report_of_thirty_pages_is_read_in_seconds() -> None:
    content = word_bytes(long_report)
    started = time.monotonic()
    blocks = blocks_of(content)
    assert time.monotonic() - started < 10
    assert sum(block["type"] == "table_figure" for block in blocks) == 28


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("a.docx", "a.docx"),
        ("C:\\oma\\a.docx", "a.docx"),
        ("../a.docx", "a.docx"),
        ("\0\u202excod.a", "xcod.a"),
        ("", "word.docx"),
    ],
)
def test_a_files_name_is_only_a_name(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown
