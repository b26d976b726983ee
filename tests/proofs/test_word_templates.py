"""Word files made in templates of municipalities lose nothing; what the template brought is no part of the report."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from app.proofs import prove
from app.rendering import tree
from app.rendering.writers.docx import docx_bytes
from tests.factories.documents import synthetic_document
from tests.factories.municipal_templates import municipal_template
from tests.factories.random_reports import random_report
from tests.proofs.small_report import faults, said, small_report
from tests.proofs.test_prover import rewritten
from tests.rendering.test_docx import audited

KINDS = [("fi", True), ("fi", False), ("sv", True), ("sv", False), ("en", True)]
NAMED = [f"{language}-{'word' if by_word else 'elsewhere'}" for language, by_word in KINDS]


@pytest.fixture(params=KINDS, ids=NAMED)
def template(request: pytest.FixtureRequest) -> bytes:
    language, by_word = request.param
    return municipal_template(language, by_word=by_word)


def faults_in(document: tree.Document, content: bytes) -> list[str]:
    return faults(prove(document, "docx", content))


def test_a_report_in_the_template_is_whole(template: bytes, tmp_path: Path) -> None:
    document, images = synthetic_document(4)
    content = docx_bytes(document, images, template)
    assert faults_in(document, content) == []
    assert audited(content, tmp_path) == []
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)
    assert "Kirjoita tähän" not in text
    assert "Sisältö alkaa" not in text


@pytest.mark.parametrize("seed", range(2 * len(KINDS)))
def test_random_reports_are_whole_in_every_template(seed: int) -> None:
    document, images = random_report(seed, is_short=True)
    language, by_word = KINDS[seed % len(KINDS)]
    assert faults_in(document, docx_bytes(document, images, municipal_template(language, by_word=by_word))) == []


def test_what_is_lost_is_found_in_a_template_too(template: bytes) -> None:
    document = small_report()
    content = docx_bytes(document, {}, template)
    lost = rewritten(content, "word/document.xml", lambda m: m.replace("Viimeinen kappale", "Viimeinen"))
    assert said("4.2 Nuoret, kappale", "Viimeinen")(faults_in(document, lost))
    low = rewritten(content, "word/document.xml", lambda m: m.replace(_heading(content, 2), _heading(content, 3)))
    assert said("Vapaa-aika", "taso")(faults_in(document, low))


def _heading(content: bytes, depth: int) -> str:
    """The paragraph style that is the heading of this depth, as the text names it."""
    styles = docx.Document(BytesIO(content)).styles.element
    for style in styles.iter(qn("w:style")):
        names = {style.find(qn("w:name")).get(qn("w:val"))}
        aliases = style.find(qn("w:aliases"))
        names |= set(aliases.get(qn("w:val")).split(",")) if aliases is not None else set()
        if f"heading {depth}" in {name.lower() for name in names}:
            return f'<w:pStyle w:val="{style.get(qn("w:styleId"))}"/>'
    raise LookupError(depth)


def test_headings_keep_their_place_in_the_outline_and_count_nothing(template: bytes) -> None:
    word = docx.Document(BytesIO(docx_bytes(small_report(), {}, template)))
    by_identity = {style.get(qn("w:styleId")): style for style in word.styles.element.iter(qn("w:style"))}
    headings = [one for one in word.paragraphs if one.text.endswith(("Nuoret", "Vapaa-aika"))]
    levels = [_own(by_identity[one.style.style_id], "w:outlineLvl") for one in headings if "Nuoret" in one.text]
    assert levels[-1] == "0"
    for one in headings:
        assert _own(by_identity[one.style.style_id], "w:numPr/w:numId") in (None, "0")


def _own(style: object, path: str) -> str | None:
    steps = "/".join(qn(step) for step in ("w:pPr", *path.split("/")))
    found = style.find(steps)  # type: ignore[attr-defined]
    return None if found is None else str(found.get(qn("w:val")))
