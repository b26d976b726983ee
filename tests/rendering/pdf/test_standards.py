"""The file as a whole: PDF/UA-1 and PDF/A-3a as far as we can ask, well formed, with its data in it."""

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

from tests.rendering.pdf.conftest import ATTACHMENTS, Printed
from tests.support.pdf_fonts import font_faults
from tests.support.pdf_rules import rule_faults

pytestmark = pytest.mark.slow


def test_no_rule_is_broken(printed: Printed, tmp_path: Path) -> None:
    assert rule_faults(printed.content) == []
    assert font_faults(printed.content) == []
    path = tmp_path / "report.pdf"
    path.write_bytes(printed.content)
    assert [finding.message for finding in pdfua.validate(path).findings] == []


def test_the_file_is_well_formed(printed: Printed) -> None:
    with pikepdf.open(BytesIO(printed.content)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_both_standards_are_named(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_the_data_is_within(pdf: pikepdf.Pdf) -> None:
    for attachment in ATTACHMENTS:
        found = pdf.attachments[attachment.name]
        assert found.get_file().read_bytes() == attachment.content
        assert found.get_file().mime_type == attachment.media_type
        assert found.description == attachment.description
    kinds = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
    assert kinds == {"report.json": "/Source", "taulukko-1-1.csv": "/Data"}


def test_each_font_is_there_once(pdf: pikepdf.Pdf) -> None:
    fonts = {font.objgen: str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert len(fonts) == len(set(fonts.values())) <= 4
    assert all(name.partition("+")[2].startswith("SourceSans3-") for name in fonts.values())
