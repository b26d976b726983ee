"""A reader who comes for one thing: found in at most three clicks from the municipality's public page."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.support.visitor import Visitor

pytestmark = pytest.mark.browser

HOME = "/julkaisut/kokkola"
MOST_CLICKS = 3


@dataclass
class Reader:
    """Begins at the municipality's page and counts clicks."""

    visitor: Visitor
    clicks: int = 0

    def begin(self) -> None:
        self.visitor.go(HOME)
        self.clicks = 0

    def click(self, name: str, within: Locator | None = None) -> None:
        """Follow the first link or fold that begins with this."""
        place = within or self.visitor.page.locator("body")
        place.locator("a:visible, summary:visible, button:visible").filter(has_text=name).first.click()
        self.visitor.page.wait_for_load_state()
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS

    def sees(self, place: Locator) -> None:
        expect(place).to_be_in_viewport()


def find_the_earlier_term(reader: Reader) -> None:
    """The previous term's report, from the list and from its successor; and back."""
    page = reader.visitor.page
    for road in (
        ("Laaja hyvinvointikertomus 2005",),
        ("Laaja hyvinvointikertomus 2009", "Laaja hyvinvointikertomus 2005"),
    ):
        reader.begin()
        for step in road:
            reader.click(step)
        expect(page.get_by_role("heading", level=1)).to_have_text("Laaja hyvinvointikertomus 2005–2008")
        expect(page.locator(".seal")).to_have_text("Hyväksytty: Kaupunginvaltuusto 16.9.2013 § 71")
    reader.click("Laaja hyvinvointikertomus 2009")
    expect(page.locator(".seal")).to_have_text("Hyväksytty: Kaupunginvaltuusto 18.11.2013 § 97")


@pytest.mark.timeout(240)
def test_everything_is_near(come: Callable[[], Visitor]) -> None:
    visitor = come()
    reader, page = Reader(visitor), visitor.page
    visitor.go(HOME)
    visitor.look("public-organisation")

    reader.begin()  # the summary
    reader.click("Laaja hyvinvointikertomus")
    reader.sees(page.locator("#summary").get_by_role("heading").first)
    visitor.look("public-report")

    reader.begin()  # who decided, and when
    reader.click("Laaja hyvinvointikertomus")
    assert "Kaupunginvaltuusto 18.11.2013 § 97" in page.locator(".seal").inner_text()
    reader.click("Hyväksytty")
    reader.sees(page.locator("#approval").get_by_role("heading").first)

    find_the_earlier_term(reader)

    reader.begin()  # the source of one figure
    reader.click("Laaja hyvinvointikertomus")
    reader.click("Kuviot", page.locator("nav.toc"))
    reader.click("Kuvio 4.3.1", page.locator("nav.toc"))
    block = page.locator("figure.datablock", has_text="Kuvio 4.3.1")
    reader.sees(block.locator("figcaption"))
    assert "Sotkanet" in block.locator(".source").inner_text()

    reader.begin()  # the figures of one table as CSV
    reader.click("Laaja hyvinvointikertomus")
    reader.click("Taulukot", page.locator("nav.toc"))
    table = page.locator("figure.datablock", has_text="Taulukko 3.1").first
    with page.expect_download() as download:
        reader.click("CSV", table)
    assert download.value.suggested_filename.endswith(".csv")

    reader.begin()  # the Swedish version
    reader.click("på svenska")
    assert page.locator("article").get_attribute("lang") == "sv"
    assert page.locator("html").get_attribute("lang") == "sv"


@pytest.mark.timeout(240)
def test_search_statement_and_feedback(come: Callable[[], Visitor]) -> None:
    visitor = come()
    page = visitor.page
    visitor.go(HOME)
    page.get_by_role("searchbox").fill("yksinäisyys")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    visitor.look("public-search")
    page.locator(".result li a").first.click()
    page.wait_for_url("**/laaja-2009-2012*")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("nav.toc a[aria-current]")).to_have_count(1)
    page.get_by_role("link", name="Saavutettavuusseloste").click()
    page.wait_for_url("**/accessibility*")
    visitor.look("public-accessibility")
    page.get_by_role("link", name="Anna palautetta lomakkeella").click()
    page.wait_for_url("**/feedback?**")
    page.get_by_label("Viestisi").fill("Hyvä ja selkeä sivu.")
    visitor.look("public-feedback")
    page.get_by_role("button", name="Lähetä palaute").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos palautteesta")
