"""A block in plain words is no fault as long as its words are there."""

from dataclasses import replace

from app.proofs import prove
from app.rendering import tree
from app.rendering.writers import html
from tests.proofs.small_report import faults, paragraph, text


def test_a_table_in_plain_words_is_told_and_no_fault(document: tree.Document) -> None:
    plain = [("4.2 Nuoret, Taulukko 4.2.1. Nuorten vointi", "se ei mahtunut")]
    words = (
        "Taulukko 4.2.1. Nuorten vointi Mittari 2023 2025 Yksinäisyys 11,6 12,4 Kiusaaminen 5,1 4,8 Liikunta 33,0 35,5"
    )
    part = document.parts[0]
    section = part.sections[0]

    def with_words(said: str) -> bytes:
        blocks = tuple(paragraph(text(said)) if isinstance(b, tree.Table) else b for b in section.blocks)
        without = replace(document, parts=(replace(part, sections=(replace(section, blocks=blocks),)),))
        return html.write(without, {})

    whole = with_words(f"{words} Lähde: keksitty.")
    assert [one for one in faults(prove(document, "html", whole, plain)) if "Linkki" not in one] == []
    assert len(faults(prove(document, "html", whole))) > 5
    cut = faults(prove(document, "html", with_words(words.replace("33,0", "")), plain))
    assert any("33,0" in one and "rivi 3" in one for one in cut)
