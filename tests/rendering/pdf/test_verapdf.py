"""What an independent validator says of our files; and that it would say so if they were worse."""

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
    random = pdf_bytes(*random_report(1003, is_short=True))
    files = {"report": printed.content, "random": random, "spoilt": spoilt(random)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    faults = {path.name: found for path, found in verapdf_faults(map(tmp_path.joinpath, files)).items()}
    assert faults["report"] == faults["random"] == []
    assert {"ua1 7.3-1", "3a 6.2.4.3-2"} <= {fault.partition(" at ")[0] for fault in faults["spoilt"]}


def spoilt(content: bytes) -> bytes:
    """Without what images say and what its colours are."""
    worse = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and str(item.get("/S", "")) == "/Figure":
                del item["/Alt"]
        del pdf.Root["/OutputIntents"]
        pdf.save(worse)
    return worse.getvalue()
