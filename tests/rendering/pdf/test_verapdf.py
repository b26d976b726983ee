"""What an independent validator says of our files; and that it would say so if they were worse."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.rendering.writers.pdf import pdf_bytes
from tests.factories.random_reports import random_report
from tests.rendering.pdf.conftest import Printed
from tests.support.verapdf import lacking, verapdf_faults

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(lacking()), reason=lacking())]


def test_verapdf_finds_no_fault_but_those_we_made(printed: Printed, tmp_path: Path) -> None:
    files = {
        "report": printed.content,
        "random": pdf_bytes(*random_report(1003, is_short=True)),
        "dumb": changed(printed.content, without_alternative_texts),
        "pale": changed(printed.content, without_output_intent),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    faults = {path.name: found for path, found in verapdf_faults(map(tmp_path.joinpath, files)).items()}
    assert faults["report"] == faults["random"] == []
    assert all(fault.startswith("ua1 7.3-1 ") for fault in faults["dumb"])
    assert all(fault.startswith("3a 6.2.4.3-") for fault in faults["pale"])
    assert faults["dumb"]
    assert faults["pale"]


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    worse = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(worse)
    return worse.getvalue()


def without_alternative_texts(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/S", "")) == "/Figure":
            del item["/Alt"]


def without_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]
