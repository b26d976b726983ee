"""A PDF that was changed after it was made is found out, with the place of the change."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from app.proofs import prove
from app.rendering import tree
from tests.proofs.small_report import faults, said


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            if str(node.S) == role:
                found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def removed(pdf: pikepdf.Pdf) -> None:
    """The last paragraph's element."""
    last = elements(pdf, "/P")[-1]
    kids = last.P.K
    del kids[next(index for index, kid in enumerate(kids) if getattr(kid, "objgen", None) == last.objgen)]


def digit_changed(pdf: pikepdf.Pdf) -> None:
    """Every 4 of every font is read as a 5."""
    for font in (one for page in pdf.pages for one in page.obj.Resources.Font.values()):
        table = font.ToUnicode.read_bytes()
        font.ToUnicode.write(table.replace(b"> <0034>", b"> <0035>"))


def alternative_gone(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/Figure")[0].Alt


def link_changed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if "/A" in annotation:
                annotation.A.URI = pikepdf.String("https://sotkanet.example/")


def scope_gone(pdf: pikepdf.Pdf) -> None:
    head = elements(pdf, "/TH")[0]
    attributes = head.A[0] if isinstance(head.A, pikepdf.Array) else head.A
    del attributes.Scope


def cells_swapped(pdf: pikepdf.Pdf) -> None:
    one, other = elements(pdf, "/TD")[2:4]
    one.K, other.K = other.K, one.K


def language_gone(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf, "/P"):
        if "/Lang" in one:
            del one.Lang


PDF_CHANGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], Callable[[list[str]], bool]]] = {
    "an element": (removed, said("4.2 Nuoret, kappale", "puuttuu", "Viimeinen")),
    "a digit": (digit_changed, said("4.2 Nuoret, kappale", "1234", "1235")),
    "an alternative text": (alternative_gone, said("ei ole vaihtoehtoista tekstiä")),
    "a link": (link_changed, said("kappale 1", "https://sotkanet.example/")),
    "a scope": (scope_gone, said("Taulukko 4.2.1, otsikkorivi 1", "otsikkosolun suunta")),
    "two cells": (cells_swapped, said("4.2 Nuoret, Taulukko 4.2.1, rivi 2", "4,8")),
    "a language": (language_gone, said("kappale 3", "merkitty kieli")),
}


@pytest.mark.parametrize("name", PDF_CHANGES)
def test_changes_of_pdfs_are_found(name: str, document: tree.Document, files: dict[str, bytes]) -> None:
    change, is_found = PDF_CHANGES[name]
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        change(pdf)
        content = BytesIO()
        pdf.save(content)
    found = faults(prove(document, "pdf", content.getvalue()))
    assert is_found(found), found
