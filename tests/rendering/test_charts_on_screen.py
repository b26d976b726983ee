"""Charts in a browser: one of the two widths is seen, large enough to read, within its frame, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.rendering.writers.html import document_html
from tests.factories.charts import charted_document
from tests.support.visitor import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEEN = """() => [...document.querySelectorAll('svg.chart')].filter(svg => svg.getClientRects().length).map(svg => {
  const frame = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll('text')].map(text => text.getBoundingClientRect());
  return {
    kind: svg.getAttribute('class'),
    letters: parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) * frame.width / svg.viewBox.baseVal.width,
    beyond: words.filter(word => word.left < frame.left - 2 || word.right > frame.right + 2).length,
  };
})"""


def test_a_chart_fits_its_place_and_can_be_read() -> None:
    page_text = document_html(charted_document(), for_print=False)
    with chromium() as browser:
        page = browser.new_page(color_scheme="dark")
        page.set_content(page_text)
        for width, kind in ((1280, "wide"), (360, "narrow")):
            page.set_viewport_size({"width": width, "height": 800})
            seen = page.evaluate(SEEN)
            assert [one["kind"] for one in seen] == [f"chart chart--{kind}"] * 4
            assert min(one["letters"] for one in seen) >= 12
            assert sum(one["beyond"] for one in seen) == 0
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details table").first.is_visible()
        found = Axe().run(page).response["violations"]
        assert [violation["id"] for violation in found] == []
