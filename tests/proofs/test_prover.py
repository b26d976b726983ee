"""What is lost, changed or moved in a file is found, with its place."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from app.proofs import prove
from app.proofs.certificate import from_json, to_json
from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers.docx import docx_bytes
from tests.factories.documents import chart_png
from tests.proofs.small_report import faults, said


@pytest.mark.parametrize("file_format", ["json", "html", "docx", "pdf"])
def test_a_whole_file_has_no_faults(file_format: str, document: tree.Document, files: dict[str, bytes]) -> None:
    certificate = prove(document, file_format, files[file_format], plain=[("4.2 Nuoret", "kuvio")])
    assert faults(certificate) == []
    assert certificate.is_whole
    assert certificate.compared["heading"] == 3
    assert (
        certificate.compared["footnote"] == certificate.compared["reference"] == certificate.compared["language"] == 1
    )
    assert certificate.compared["cell"] >= 12
    assert [one.place for one in certificate.plain] == ["4.2 Nuoret"]
    assert from_json(to_json(certificate)) == certificate


def test_there_is_no_proof_of_other_formats(document: tree.Document) -> None:
    with pytest.raises(LookupError):
        prove(document, "odt", b"")


Change = Callable[[str], str]


def swapped(markup: str, one: str, other: str) -> str:
    assert markup.count(one) == markup.count(other) == 1
    return markup.replace(one, "\0").replace(other, one).replace("\0", other)


def without(markup: str, pattern: str) -> str:
    changed, count = re.subn(pattern, "", markup, count=1, flags=re.DOTALL)
    assert count
    return changed


HTML_CHANGES: dict[str, tuple[Change, Callable[[list[str]], bool]]] = {
    "a paragraph": (
        lambda m: without(m, r"<p>Viimeinen kappale.*?</p>"),
        said("4.2 Nuoret, kappale", "puuttuu", "Viimeinen"),
    ),
    "two cells": (lambda m: swapped(m, ">5,1<", ">4,8<"), said("4.2 Nuoret, Taulukko 4.2.1, rivi 2", "4,8")),
    "a digit": (lambda m: m.replace("1234 asukasta", "1235 asukasta"), said("4.2 Nuoret, kappale", "1234", "1235")),
    "a link": (
        lambda m: m.replace('href="https://sotkanet.fi/"', 'href="https://sotkanet.example/"'),
        said("kappale 1", "https://sotkanet.example/"),
    ),
    "a scope": (lambda m: m.replace('scope="row"', 'scope="col"', 1), said("Taulukko 4.2.1, rivi 1", "solun suunta")),
    "a language": (lambda m: m.replace('<p lang="sv">', "<p>"), said("kappale 3", "merkitty kieli")),
    "a level": (
        lambda m: re.sub(r"<h3 class=\"heading(.*?)</h3>", r'<h4 class="heading\1</h4>', m, flags=re.DOTALL),
        said("Vapaa-aika", "otsikon taso"),
    ),
    "an id": (
        lambda m: m.replace('id="nuoret-taulukko"', 'id="muu"'),
        said("Linkki ei johda mihinkään: taulukko 4.2.1"),
    ),
    "a note": (lambda m: m.replace("alle 29-vuotiaat", "alle 30-vuotiaat"), said("alaviite 1", "29", "30")),
    "the language of all": (lambda m: m.replace('<html lang="fi">', "<html>"), said("kieltään")),
}


@pytest.mark.parametrize("name", HTML_CHANGES)
def test_changes_of_html_are_found(name: str, document: tree.Document, files: dict[str, bytes]) -> None:
    change, is_found = HTML_CHANGES[name]
    markup = files["html"].decode()
    changed = change(markup)
    assert changed != markup
    found = faults(prove(document, "html", changed.encode()))
    assert is_found(found), found


WORD_CHANGES: dict[str, tuple[Change, Callable[[list[str]], bool]]] = {
    "a paragraph": (
        lambda m: without(m, r"<w:p>(?:(?!<w:p>).)*?Viimeinen kappale.*?</w:p>"),
        said("4.2 Nuoret, kappale", "puuttuu", "Viimeinen"),
    ),
    "two cells": (lambda m: swapped(m, ">5,1<", ">4,8<"), said("4.2 Nuoret, Taulukko 4.2.1, rivi 2", "4,8")),
    "an alternative text": (lambda m: re.sub(r'descr="[^"]+"', 'descr=""', m), said("ei ole vaihtoehtoista tekstiä")),
    "a level": (lambda m: m.replace('w:val="Heading2"', 'w:val="Heading3"'), said("Vapaa-aika", "otsikon taso")),
    "a bookmark": (
        lambda m: without(m, r'<w:bookmarkStart [^>]*w:name="b_nuoret_taulukko"/>'),
        said("Linkki ei johda mihinkään"),
    ),
    "a field's end": (
        lambda m: without(m, r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar w:fldCharType="end"/></w:r>'),
        said("jäänyt auki"),
    ),
    "a header row": (
        lambda m: m.replace("<w:tblHeader/>", "", 1),
        said("otsikkorivi 1", "otsikkosolu", "kyllä"),
    ),
}


@pytest.mark.parametrize("name", WORD_CHANGES)
def test_changes_of_word_files_are_found(name: str, document: tree.Document, files: dict[str, bytes]) -> None:
    change, is_found = WORD_CHANGES[name]
    found = faults(prove(document, "docx", rewritten(files["docx"], "word/document.xml", change)))
    assert is_found(found), found


def test_other_parts_of_word_files_are_read_too(document: tree.Document, files: dict[str, bytes]) -> None:
    note = rewritten(files["docx"], "word/footnotes.xml", lambda m: m.replace("29-vuotiaat", "30-vuotiaat"))
    assert said("alaviite 1", "30-vuotiaat")(faults(prove(document, "docx", note)))
    link = rewritten(files["docx"], "word/_rels/document.xml.rels", lambda m: m.replace("sotkanet.fi", "example.fi"))
    assert said("kappale 1", "https://example.fi/")(faults(prove(document, "docx", link)))
    figure = rewritten(files["docx"], "chart1.xml", lambda m: m.replace("<c:v>11.6</c:v>", "<c:v>61.6</c:v>"))
    assert said("Kuvio 4.2.1", "61.6")(faults(prove(document, "docx", figure)))


def rewritten(content: bytes, part: str, change: Change) -> bytes:
    """The archive with one part changed."""
    result = BytesIO()
    is_changed = False
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(part):
                changed = change(data.decode()).encode()
                is_changed |= changed != data
                data = changed
            target.writestr(name, data)
    assert is_changed
    return result.getvalue()


def test_attachments_must_be_there_with_their_bytes(document: tree.Document, files: dict[str, bytes]) -> None:
    def attached(content: bytes) -> list[str]:
        one = Attachment("luvut.csv", "text/csv", "Luvut", content)
        return faults(prove(document, "pdf", files["pdf"], attachments=[one]))

    assert attached(b"a;b") == []
    assert said("luvut.csv")(attached(b"a;c"))


def test_a_changed_value_of_the_json_is_found_where_it_stands(document: tree.Document, files: dict[str, bytes]) -> None:
    changed = files["json"].replace(b'"33,0"', b'"33,1"')
    assert said("4.2 Nuoret, Taulukko 4.2.1, rivi 3", "33,1")(faults(prove(document, "json", changed)))
    assert said("vakiomuodossaan")(faults(prove(document, "json", files["json"] + b"\n")))
    assert said("voi lukea")(faults(prove(document, "json", b"{}")))
    assert said("Jokin muu")(faults(prove(document, "json", files["json"].replace(b"#1f4e79", b"#1f4e78"))))


def test_a_picture_must_be_the_report_s_own(document: tree.Document) -> None:
    name = "0" * 64
    figure = tree.Figure(
        anchor="k", number="4.2.2", caption=(), asset=name, media_type="image/png", width=30, height=20, alt="Ranta"
    )
    part = document.parts[0]
    section = replace(part.sections[0], blocks=(figure,))
    pictured = replace(document, parts=(replace(part, sections=(section,)),))
    content = docx_bytes(pictured, {name: chart_png(30, 21)})
    assert said("Kuvio 4.2.2", "tarkistussumma")(faults(prove(pictured, "docx", content)))
