"""A report goes out as a Word file, is edited in LibreOffice and comes in again: all its text is there, in order."""

import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.imports.reading import read
from app.rendering import tree
from app.rendering.outline import outline
from app.rendering.prose_inlines import plain_text
from app.rendering.tree import CrossReference, FootnoteCall, ItemList, ListItem, Paragraph, Quotation, Text
from app.rendering.writers.docx import docx_bytes
from tests.factories.documents import chart_png
from tests.factories.letterheads import letterhead

SOFFICE = shutil.which("soffice")
PIXELS = chart_png(64, 26)


def paragraph(*inlines: tree.Inline | str) -> Paragraph:
    return Paragraph(inlines=tuple(Text(text=one) if isinstance(one, str) else one for one in inlines))


def items(*blocks: tuple[tree.Block, ...], ordered: bool = False) -> ItemList:
    return ItemList(items=tuple(ListItem(blocks=one) for one in blocks), ordered=ordered)


def cell(words: str, **more: Any) -> tree.Cell:
    return tree.Cell(lines=(tree.Line(inlines=(Text(text=words),)),), **more)


TABLE = tree.Table(
    anchor="tausta-t",
    number="1.1",
    caption=(Text(text="Työttömät "), Text(text="ikäryhmittäin", emphasis=True)),
    head=((cell("Ryhmä", scope="col"), cell("2019", scope="col"), cell("2020", scope="col")),),
    rows=((cell("Nuoret", rowspan=2), cell("8,1"), cell("9,9")), (cell("yhteensä", colspan=2),)),
)
FIGURE = tree.Figure(
    anchor="tausta-k", number="1.1", caption=(Text(text="Ranta"),), asset="a", media_type="image/png", width=64,
    height=26, alt="Kaupungin ranta",
)  # fmt: skip
BLOCKS: tuple[tree.Block, ...] = (
    paragraph("Kertomus on ", Text(text="laadittu", strong=True), " yhdessä", FootnoteCall(number=1), ", kuten ennen."),
    tree.Heading(anchor="tausta-h", depth=1, inlines=(Text(text="Mistä aloitettiin"),)),
    paragraph("Ks. ", CrossReference(target="tausta-t", text="taulukko 1.1"), " ja ",
              Text(text="Sotkanet", link="https://sotkanet.fi/"), "."),
    items(
        (paragraph("yksi"), items((paragraph("sisempi"), items((paragraph("sisin"),))))),
        (paragraph("kaksi"), paragraph("lisää kahdesta")),
    ),
    paragraph("Väliin."),
    items((paragraph("ensin"),), (paragraph("sitten"), items((paragraph("tämä"),))), ordered=True),
    Quotation(blocks=(paragraph("Lapset viihtyvät."), paragraph("Nuoret myös."))),
    TABLE,
    paragraph("Taulukon jälkeen", FootnoteCall(number=2), "."),
    FIGURE,
    Paragraph(inlines=(Text(text="Välfärden har förbättrats."),), language="sv"),
    tree.Notice(text="Tätä kohtaa ei voitu näyttää."),
)  # fmt: skip
NOTES = (
    tree.Footnote(number=1, inlines=(Text(text="Lähde: "), Text(text="THL", link="https://thl.fi/"), Text(text="."))),
    tree.Footnote(number=2, inlines=(Text(text="Toinen huomautus."),)),
)  # fmt: skip
SECTIONS = (
    tree.Section(key="tausta", number="1", title="Tausta ja tarkoitus", blocks=BLOCKS, footnotes=NOTES),
    tree.Section(key="tavoite", number="1.1", title="Tavoitteet", blocks=(paragraph("Tavoitteet ovat kirkkaat."),)),
)
DOCUMENT = tree.Document(
    language="fi", organisation="Kokkola", title="Hyvinvointikertomus", subtitle="ja suunnitelma",
    facts=(tree.Fact(label="Kausi", text="2021–2025"),), parts=(tree.Part(title="Osa I", sections=SECTIONS),),
    draft=True, status="luonnos", created_on="2026-11-21",
)  # fmt: skip


def written() -> Iterator[tuple[str, str]]:
    """Kind and words of everything that somebody wrote, in reading order."""
    for item in outline(DOCUMENT):
        if item.opens_part:
            yield "heading 1", item.opens_part.title
        yield f"heading {item.level - 1}", f"{item.section.number} {item.section.title}"
        notes = {note.number: plain_text(note.inlines) for note in item.section.footnotes}
        for block in item.section.blocks:
            if isinstance(block, tree.Heading):
                yield f"heading {item.headings[block.anchor] - 1}", plain_text(block.inlines)
            else:
                yield from _of_block(block, notes, "paragraph")


def _with_note(notes: dict[int, str], inline: tree.Inline) -> str:
    return f"[{notes[inline.number]}]" if isinstance(inline, FootnoteCall) else plain_text((inline,))


def _of_block(block: tree.Block, notes: dict[int, str], place: str) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph):
        yield place, "".join(map(partial(_with_note, notes), block.inlines))
    elif isinstance(block, ItemList):
        kind = "ordered_list" if block.ordered else "bullet_list"
        for inner in (inner for item in block.items for inner in item.blocks):
            yield from _of_block(inner, notes, kind)
    elif isinstance(block, Quotation):
        for inner in block.blocks:
            yield from _of_block(inner, notes, "blockquote")
    elif isinstance(block, tree.Table):
        yield "table_caption", plain_text(block.caption)
        for one in (one for row in (*block.head, *block.rows) for one in row):
            yield "table_header" if one.scope == "col" else "table_cell", plain_text(one.lines[0].inlines)
    elif isinstance(block, tree.Figure):
        yield "figure", block.alt
        yield "figure_caption", plain_text(block.caption)


def came_back(content: bytes) -> list[tuple[str, str]]:
    return [found for block in read(content)[0]["blocks"] for found in _words(block, "")]


def _words(node: dict[str, Any], place: str) -> Iterator[tuple[str, str]]:
    kind = node["type"]
    if kind == "figure":
        yield kind, node["attrs"]["alt"]
    content = node.get("content", [])
    if kind == "heading":
        place = f"heading {node['attrs']['level']}"
    elif kind == "paragraph":
        place = place or kind
    elif kind not in ("list_item", "table", "table_row", "table_figure"):
        place = kind
    if content and content[0]["type"] in ("text", "footnote", "hard_break"):
        texts = (f"[{one['content'][0]['text']}]" if one["type"] == "footnote" else one["text"] for one in content)
        yield place, "".join(texts)
    else:
        for child in content:
            yield from _words(child, place)


def converted(path: Path, form: str) -> Path:
    """The file as LibreOffice writes it in another form."""
    target, profile = path.parent / form, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(target), str(path)],
        check=True,
        capture_output=True,
        timeout=90,
    )
    return target / f"{path.stem}.{form}"


@pytest.mark.parametrize("template", [b"", letterhead()], ids=["own", "template"])
def test_what_was_written_comes_back_in_its_order_and_nothing_that_the_tool_makes_itself(template: bytes) -> None:
    assert came_back(docx_bytes(DOCUMENT, {"a": PIXELS}, template)) == list(written())


def test_marks_and_links_come_back_in_their_places() -> None:
    blocks = read(docx_bytes(DOCUMENT, {"a": PIXELS}))[0]["blocks"]
    marked = [
        (run["text"], [mark["type"] for mark in run["marks"]])
        for block in blocks
        for run in block.get("content", ())
        if run.get("marks")
    ]
    assert marked == [("laadittu", ["strong"]), ("Sotkanet", ["link"])]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_was_edited_in_libreoffice_comes_back_with_all_the_rest(tmp_path: Path) -> None:
    report = tmp_path / "report.docx"
    report.write_bytes(docx_bytes(DOCUMENT, {"a": PIXELS}))
    opened = converted(report, "fodt")
    opened.write_text(opened.read_text().replace("Tavoitteet ovat kirkkaat.", "Tavoitteet ovat saavutettavissa."))
    edited = converted(opened, "docx").read_bytes()
    wanted = [(kind, words.replace("kirkkaat", "saavutettavissa")) for kind, words in written()]
    assert came_back(edited) == wanted
