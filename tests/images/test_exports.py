"""An image of the text is in the files that are made of the draft, with its alternative text."""

from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from sqlmodel import select

from app.assembly.service import assemble
from app.config import Settings
from app.db import Database
from app.exports.models import ExportJob
from app.exports.service import request_export
from app.exports.worker import Worker
from app.files import read_file
from app.images.service import add_image, store_image
from app.sections.server_steps import replace_document
from tests.factories.images import image_bytes
from tests.factories.texts import make_text
from tests.support.press import shared_press

pytestmark = pytest.mark.slow

ALT = "Ranta kesällä"


def test_a_drafts_files_hold_its_images(database: Database, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    text = make_text(database)
    stored = store_image(tmp_path, image_bytes("JPEG"))
    caption = {"type": "figure_caption", "content": [{"type": "text", "text": "Ranta"}]}
    attrs = [{"id": "a", "asset": stored.sha256, "alt": ALT}, {"id": "b", "asset": stored.sha256, "decorative": True}]
    content = [{"type": "figure", "attrs": own, "content": [caption]} for own in attrs]
    with database.write() as session:
        add_image(session, text.author_id, text.report, stored)
        replace_document(session, text.author_id, text.text_id, {"type": "doc", "content": content})
        document = assemble(session, text.report, "fi", draft=True)
        for form in ("docx", "pdf"):
            request_export(
                session,
                document=document,
                report_id=text.report.id or 0,
                edition_id=None,
                language="fi",
                format=form,
                requested_by=None,
            )
    worker = Worker(database, settings, shared_press())
    while worker.work_once():
        pass
    with database.read() as session:
        files = {
            job.format: read_file(tmp_path, job.file_sha256 or "") or b"" for job in session.exec(select(ExportJob))
        }
    word = docx.Document(BytesIO(files["docx"]))
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [ALT, ""]
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        told = [item.Alt for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
        assert [str(alt) for alt in told] == [ALT]
        drawings = [
            item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
        assert "/DCTDecode" in {str(image.get("/Filter")) for image in drawings}
