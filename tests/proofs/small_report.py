"""A small report with one of each thing, its files, and what is asked of the faults found in them."""

from collections.abc import Callable
from typing import Any

from app.proofs.certificate import Certificate
from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers import canonical, html
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.pdf import pdf_bytes
from tests.factories.charts import chart, key_figure, lines


def text(words: str, **more: Any) -> tree.Text:
    return tree.Text(text=words, **more)


def paragraph(*inlines: tree.Inline, language: str | None = None) -> tree.Paragraph:
    return tree.Paragraph(inlines=inlines, language=language)


def cell(words: str, **more: Any) -> tree.Cell:
    return tree.Cell(lines=(tree.Line(inlines=(text(words),)),), **more)


def row(name: str, *values: str) -> tuple[tree.Cell, ...]:
    return (cell(name, scope="row"), *(cell(value) for value in values))


TABLE = tree.Table(
    anchor="nuoret-taulukko",
    number="4.2.1",
    caption=(text("Nuorten vointi"),),
    head=((cell("Mittari", scope="col"), cell("2023", scope="col"), cell("2025", scope="col")),),
    rows=(row("Yksinäisyys", "11,6", "12,4"), row("Kiusaaminen", "5,1", "4,8"), row("Liikunta", "33,0", "35,5")),
    source="Lähde: keksitty.",
)
BLOCKS: tuple[tree.Block, ...] = (
    paragraph(
        text("Ensimmäinen kappale. "),
        tree.FootnoteCall(number=1),
        text("Lisää on "),
        text("täällä", link="https://sotkanet.fi/"),
        text("."),
    ),
    tree.Heading(anchor="nuoret-h", depth=1, inlines=(text("Vapaa-aika"),)),
    paragraph(text("Ks. "), tree.CrossReference(target="nuoret-taulukko", text="taulukko 4.2.1"), text(".")),
    paragraph(text("De unga mår bättre."), language="sv"),
    tree.ItemList(
        items=(tree.ListItem(blocks=(paragraph(text("yksi")),)), tree.ListItem(blocks=(paragraph(text("kaksi")),)))
    ),
    TABLE,
    chart(lines(), anchor="nuoret-kuvio", number="4.2.1"),
    key_figure(),
    paragraph(text("Viimeinen kappale, jossa on 1234 asukasta.")),
)


def small_report() -> tree.Document:
    section = tree.Section(
        key="nuoret",
        number="4.2",
        title="Nuoret",
        blocks=BLOCKS,
        footnotes=(tree.Footnote(number=1, inlines=(text("Nuoria ovat alle 29-vuotiaat."),)),),
    )
    return tree.Document(
        language="fi",
        organisation="Kokkola",
        title="Hyvinvointikertomus",
        subtitle="",
        facts=(tree.Fact(label="Kausi", text="2021–2025"),),
        parts=(tree.Part(title="", sections=(section,)),),
        draft=False,
        status="hyväksytty",
        created_on="2026-11-22",
    )


def files_of(document: tree.Document) -> dict[str, bytes]:
    return {
        "json": canonical.write(document, {}),
        "html": html.write(document, {}),
        "docx": docx_bytes(document, {}),
        "pdf": pdf_bytes(document, {}, (Attachment("luvut.csv", "text/csv", "Luvut", b"a;b"),)),
    }


def faults(certificate: Certificate) -> list[str]:
    return [f"{one.place}: {one.fault}" for one in certificate.faults]


def said(*parts: str) -> Callable[[list[str]], bool]:
    return lambda found: any(all(part in one for part in parts) for one in found)
