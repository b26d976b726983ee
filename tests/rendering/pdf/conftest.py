"""One report on paper, made once for all that is asked of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pytest

from app.rendering import tree
from app.rendering.approval import Approval, DecisionRecord, with_approval
from app.rendering.attachments import Attachment
from app.rendering.writers.pdf import pdf_bytes
from tests.factories.documents import synthetic_document
from tests.support.pdf_tags import page_texts

DECISION = DecisionRecord(body="Kaupunginvaltuusto", date="14.12.2026", paragraph="98", outcome="hyväksytty")
APPROVAL = Approval(edition_number=4, edition_sha256="f8" * 32, decisions=(DECISION,))
ATTACHMENTS = (
    Attachment("report.json", "application/json", "Kertomus koneluettavana", b"{}", "Source"),
    Attachment("taulukko-1-1.csv", "text/csv", "Taulukko 1.1", "a;ä\n".encode()),
)


@dataclass(frozen=True)
class Printed:
    """A Document, its images, and the file made of them."""

    document: tree.Document
    assets: dict[str, bytes]
    content: bytes
    pages: list[str]


@pytest.fixture(scope="session")
def printed() -> Printed:
    document, assets = synthetic_document(8)
    document = with_approval(spanned(document), APPROVAL)
    content = pdf_bytes(document, assets, ATTACHMENTS)
    return Printed(document, assets, content, page_texts(content))


@pytest.fixture(scope="session")
def pdf(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(printed.content)) as pdf:
        yield pdf


def spanned(document: tree.Document) -> tree.Document:
    """With a table over several pages in its first chapter, whose cells span."""
    first, *others = document.parts[1].sections
    first = replace(first, blocks=(*first.blocks, long_table(f"{first.anchor}-pitka")))
    parts = (document.parts[0], replace(document.parts[1], sections=(first, *others)), *document.parts[2:])
    return replace(document, parts=parts)


def long_table(anchor: str, rows: int = 70) -> tree.Table:
    def cell(text: str, **more: object) -> tree.Cell:
        return tree.Cell(lines=(tree.Line(inlines=(tree.Text(text=text),)),), **more)  # type: ignore[arg-type]

    head = (cell("Alue", scope="col"), cell("Vuodet", scope="colgroup", colspan=2))
    body = ((cell(f"Alue {row}", scope="row"), cell(f"{row},5"), cell(f"{row},7")) for row in range(rows))
    caption = (tree.Text(text="Pitkä taulukko"),)
    return tree.Table(anchor=anchor, number="1.9", caption=caption, head=(head,), rows=tuple(body))
