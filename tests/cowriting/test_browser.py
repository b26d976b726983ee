"""The real client, eight times, on bad lines against a live server: everybody ends with the server's text."""

import pytest
from playwright.sync_api import Browser

from app.document import check_document, empty_document
from app.document.steps import apply_steps
from app.sections.queries import steps_since, text_body
from tests.cowriting.harness import editors
from tests.editor.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BAD_LINE = {"delay": 40, "cut": 0.03, "twice": 0.2}


@pytest.mark.parametrize("seed", [1, 2])
def test_eight_editors_on_bad_lines_converge(browser: Browser, site: Site, seed: int):
    with editors(browser, site.page, site.token(site.text.author), "fuzz", 8) as harness:
        done = harness.do("fuzz", seed, 40, BAD_LINE, 20)
        documents = harness.documents()
        counted = harness.counted()
    assert min(counted.values()) > 0, "the line was bad"
    assert len(done) > 20, "all kinds of things were done"
    with site.database.read() as session:
        stored = text_body(session, site.text.text_id)
        steps = [step.body for step in steps_since(session, site.text.text_id, 0)]
    check_document(stored)
    assert [document == stored for document in documents] == [True] * 8, f"seed {seed}"
    assert apply_steps(empty_document(), steps) == stored
