"""A reference to a table of another section leads there in every document, and keeps its number right."""

import io
import zipfile

from app.assembly.service import assemble
from app.db import Database
from app.rendering import tree
from app.rendering.writers import docx, html
from tests.factories.editions import make_road
from tests.factories.references import referring, table, write


def test_a_reference_reaches_into_other_sections_and_follows_what_moves(database: Database) -> None:
    road = make_road(database)
    targets = ("population-vv1", "vv2", "working-age", "background-vv1", "population-poissa")
    with database.write() as session:
        write(session, road.report, road.coordinator_id, "background", referring(*targets), table("vv2", "Oma"))
        write(session, road.report, road.coordinator_id, "population", table("vv0", "Eka"), table("vv1", "Toka"))
    with database.read() as session:
        document = assemble(session, road.report, "fi", draft=True)
    section = next(section for section in document.sections() if section.key == "background")
    paragraph = section.blocks[0]
    assert isinstance(paragraph, tree.Paragraph)
    told = [(run.target, run.text) for run in paragraph.inlines if isinstance(run, tree.CrossReference)]
    assert told == [
        ("population-vv1", "taulukko 2.2"),
        ("background-vv2", "taulukko 1.1"),
        ("working-age", "luku 2.1"),
        ("population-vv1", "taulukko 2.2"),
    ]
    last = paragraph.inlines[-1]
    assert isinstance(last, tree.Text)
    assert last.text == "[viite puuttuu]"
    page = html.document_html(document, for_print=True)
    assert 'href="#population-vv1">taulukko 2.2</a>' in page
    assert page.count('id="population-vv1"') == 1
    with zipfile.ZipFile(io.BytesIO(docx.write(document, {}))) as package:
        word = package.read("word/document.xml").decode()
    bookmark = word.split("taulukko 2.2")[0].rsplit('w:anchor="', 1)[1].split('"')[0]
    assert word.count(f'w:name="{bookmark}"') == 1
