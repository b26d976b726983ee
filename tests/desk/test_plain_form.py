"""Writing by a plain form: what was typed is saved by small steps, joined, or comes back; it is never lost."""

from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import select

from app.db import Database
from app.document import plain_text
from app.document.markdown import from_markdown
from app.sections.models import Milestone, Section, SectionText, Step
from app.sections.server_steps import mark_range
from app.sections.service import freeze_sections, replace_document
from tests.desk.conftest import Kokkola
from tests.factories.people import signed_in
from tests.factories.reports import section_of

TEXT = """# Tausta

Kunnassa asuu **väkeä**^[Tilastokeskus.].

::: indicator_table package=population

Table: Väestö

| Ikä | Osuus |
|-----|-------|
| 0–6 | 9,1   |

- yksi
- kaksi"""


@dataclass
class Form:
    """The form of one text, and what is stored."""

    client: TestClient
    database: Database
    kokkola: Kokkola
    section: Section

    @property
    def address(self) -> str:
        return f"{self.kokkola.path}/sections/background/plain"

    @property
    def text(self) -> SectionText:
        with self.database.read() as session:
            statement = select(SectionText).where(SectionText.section_id == self.section.id)
            return session.exec(statement.where(SectionText.language == "fi")).one()

    @property
    def text_id(self) -> int:
        assert self.text.id is not None
        return self.text.id

    def write(self, markdown: str) -> None:
        """What somebody else writes meanwhile."""
        assert self.kokkola.coordinator.id is not None
        with self.database.write() as session:
            replace_document(session, self.kokkola.coordinator.id, self.text_id, from_markdown(markdown))

    def save(self, version: int | None = None, **typed: str) -> Response:
        fields = {"language": "fi", "version": str(self.text.version if version is None else version)}
        named = {name.replace("__", "--").replace("_", "-"): words for name, words in typed.items()}
        return self.client.post(self.address, data=fields | named)

    def lines(self) -> list[str]:
        return plain_text(self.text.document).split("\n")


@pytest.fixture
def form(client: TestClient, database: Database, kokkola: Kokkola) -> Form:
    form = Form(client, database, kokkola, section_of(database, kokkola.report, "background"))
    form.write(TEXT)
    signed_in(client, kokkola.author)
    return form


def test_without_javascript_the_section_leads_to_the_form(client: TestClient, form: Form) -> None:
    page = client.get(f"{form.kokkola.path}/sections/background").text
    assert f'href="{form.address}?language=fi"' in page.split("<noscript>")[1].split("</noscript>")[0]


def test_each_block_has_its_field_and_others_are_shown(form: Form) -> None:
    page = form.client.get(form.address).text
    for words in ("# Tausta", "Kunnassa asuu **väkeä**^[Tilastokeskus.].", "- yksi\n- kaksi", ">\n0–6</textarea>"):
        assert words in page
    assert "Tämä säilyy ennallaan" in page


def test_what_was_changed_is_saved_as_one_batch_and_the_rest_is_not_touched(form: Form) -> None:
    before = form.text
    answer = form.save(
        text_1="Kunnassa asuu **paljon väkeä**^[Tilastokeskus.].\r\n\r\nToinen kappale.",
        cell_3_1_1="9,2",
        delete_4="1",
        new_4="> Lopuksi",
    )
    assert answer.status_code == 200
    assert "Tallennettu." in answer.text
    lines = [
        "Tausta",
        "Kunnassa asuu paljon väkeä.",
        "Toinen kappale.",
        "Väestö",
        "Ikä",
        "Osuus",
        "0–6",
        "9,2",
        "Lopuksi",
    ]
    assert form.lines() == lines
    ids = [block["attrs"]["id"] for block in form.text.document["content"]]
    assert ids[:2] + ids[3:5] == ["m1", "m2", "m3", "m4"]
    assert form.text.document["content"][3] == before.document["content"][2]
    with form.database.read() as session:
        steps = session.exec(select(Step).where(Step.text_id == form.text_id, Step.version > before.version)).all()
        assert len({step.batch for step in steps}) == 1
        assert {step.author_id for step in steps} == {form.kokkola.author.id}
        assert [mark.kind for mark in session.exec(select(Milestone)).all()] == ["form"]


def test_a_form_in_which_nothing_was_changed_saves_nothing(form: Form) -> None:
    version = form.text.version
    form.save(text_0="# Tausta\r\n", text_1="Kunnassa asuu **väkeä**^[Tilastokeskus.].", cell_3_1_1="9,1")
    assert form.text.version == version
    with form.database.read() as session:
        assert session.exec(select(Milestone)).all() == []


def test_a_comment_beside_the_change_stays(form: Form) -> None:
    with form.database.write() as session:
        mark_range(
            session, form.kokkola.author.id or 0, form.text_id, version=form.text.version, start=10, end=18,
            mark="comment", attrs={"thread": "t1"},
        )  # fmt: skip
    form.save(text_1="Kunnassa asuu **vähän väkeä**^[Tilastokeskus.].")
    assert '"thread": "t1"' in str(form.text.document).replace("'", '"')
    assert form.lines()[1] == "Kunnassa asuu vähän väkeä."


def test_what_others_changed_elsewhere_is_joined_and_said(form: Form) -> None:
    version = form.text.version
    form.write(TEXT.replace("- kaksi", "- kaksi, heidän"))
    answer = form.save(version, text_1="Minun.")
    assert answer.status_code == 200
    assert "yhdistettiin 1 kappale" in answer.text
    assert "Minun." in form.lines()
    assert "kaksi, heidän" in form.lines()


def test_what_both_changed_comes_back_with_both_texts_and_can_be_saved(form: Form) -> None:
    version = form.text.version
    form.write(TEXT.replace("asuu **väkeä**", "asui ennen väkeä").replace("9,1", "9,9"))
    answer = form.save(version, text_1="Kunnassa asuu minun väkeä.", cell_3_1_1="9,5", new_4="Uusi kappale.")
    assert answer.status_code == 409
    assert ">\nKunnassa asuu minun väkeä.</textarea>" in answer.text
    assert ">\nUusi kappale.</textarea>" in answer.text
    assert ">\n9,5</textarea>" in answer.text
    assert '<ins><span class="visually-hidden">vain toisen: </span>' in answer.text
    assert form.lines()[1] == "Kunnassa asui ennen väkeä."
    assert f'name="version" value="{form.text.version}"' in answer.text
    again = form.save(text_1="Kunnassa asuu minun väkeä.", cell_3_1_1="9,5", new_4="Uusi kappale.")
    assert again.status_code == 200
    assert {"Kunnassa asuu minun väkeä.", "9,5", "Uusi kappale."} <= set(form.lines())


def test_what_was_written_into_a_deleted_block_comes_back_as_a_new_one(form: Form) -> None:
    version = form.text.version
    with form.database.write() as session:
        document = form.text.document
        kept = {**document, "content": [block for block in document["content"] if block["attrs"]["id"] != "m2"]}
        replace_document(session, form.kokkola.coordinator.id or 0, form.text_id, kept)
    answer = form.save(version, text_1="Ei katoa.", new__1="Eikä tämä.", delete_4="1")
    assert answer.status_code == 409
    assert ">\nEi katoa.</textarea>" in answer.text
    assert ">\nEikä tämä.</textarea>" in answer.text
    assert 'name="delete-3" value="1" checked' in answer.text


def test_markup_that_cannot_be_read_comes_back_with_the_reason_at_the_field(form: Form) -> None:
    version = form.text.version
    answer = form.save(text_0="# Uusi otsikko", text_1="**ei lopu", cell_3_0_0="[a](ftp://b)", delete_4="1")
    assert answer.status_code == 422
    for words in (">\n# Uusi otsikko</textarea>", ">\n**ei lopu</textarea>", 'id="d-text-1"', 'id="d-cell-3-0-0"'):
        assert words in answer.text
    assert 'name="delete-4" value="1" checked' in answer.text
    assert form.text.version == version


def test_a_text_that_grows_too_long_comes_back_whole(form: Form) -> None:
    long = "a" * 600_000
    answer = form.save(text_1=long, new_4=long)
    assert answer.status_code == 422
    assert answer.text.count(long) == 2
    assert form.client.post(form.address, data={"text-1": "a" * 2_200_000}).status_code == 413


def test_a_section_frozen_meanwhile_gives_the_typed_text_back(form: Form) -> None:
    version = form.text.version
    with form.database.write() as session:
        freeze_sections(session, form.kokkola.report.id or 0)
    answer = form.save(text_1="Myöhässä.")
    assert answer.status_code == 423
    assert ">\nMyöhässä.</textarea>" in answer.text
    assert "readonly" in answer.text
    assert form.text.version == version
    assert form.client.get(form.address).status_code == 423


@pytest.mark.parametrize(("person", "status"), [("secretary", 403), ("outsider", 404)])
def test_who_may_not_write(form: Form, person: str, status: int) -> None:
    signed_in(form.client, form.kokkola.people()[person])
    assert form.client.get(form.address).status_code == status
    assert form.save(text_1="Ei.").status_code == status


def test_a_version_that_never_was_and_a_foreign_language_are_refused(form: Form) -> None:
    assert form.save(version=9999, text_1="a").status_code == 404
    assert form.client.get(f"{form.address}?language=en").status_code == 404
    assert form.client.post(form.address, data={"language": "fi"}).status_code == 422


def test_an_unwritten_text_can_be_begun(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.author)
    address = f"{kokkola.path}/sections/population"
    answer = client.post(
        f"{address}/plain", data={"language": "sv", "version": "0", "text-0": "# Befolkning\n\nVi är fler."}
    )
    assert answer.status_code == 200
    assert "Vi är fler." in client.get(f"{address}?language=sv").text
