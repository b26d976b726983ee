"""History in a real browser: who wrote what beside the text, a version named, compared and brought back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def width_beyond(page: Page) -> int:
    """How many pixels the page is wider than a phone's window."""
    page.set_viewport_size({"width": 360, "height": 800})
    beyond: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return beyond


def test_a_text_has_a_past_that_can_be_seen_named_and_brought_back(browser: Browser, site: Site) -> None:
    aino = open_text(browser, site, site.text.author)
    write(aino, "Kunta kasvaa hitaasti.")
    aino.wait_for_selector(SAVED)
    aino.get_by_role("link", name="Muutokset").click()
    panel = aino.locator("#side-panel #panel")
    panel.get_by_text("Nimeä tämä versio").click()
    panel.get_by_label("Version nimi").fill("Ainon luonnos")
    aino.keyboard.press("Enter")
    expect(panel.locator(".version__mark")).to_contain_text("Ainon luonnos")
    aino.goto("about:blank")  # she leaves

    jukka = open_text(browser, site, site.other)
    write(jukka, " Ja nopeasti.")
    jukka.wait_for_selector(SAVED)
    jukka.get_by_role("button", name="Näytä, kuka kirjoitti").click()
    expect(jukka.locator(f"{TEXT} .authored").first).to_have_attribute(
        "data-authors", "Aino Kirjoittaja, Jukka Niemelä"
    )
    assert examine(jukka) == []

    aino.goto(site.page)
    since = aino.locator(".since")
    expect(since).to_contain_text("1 kappale on muuttunut")
    since.get_by_role("link").click()
    expect(aino.locator("ins")).to_contain_text("Ja nopeasti.")
    assert examine(aino) == []
    aino.get_by_role("link", name="Rinnakkain").click()
    assert examine(aino) == []
    assert width_beyond(aino) <= 0
    aino.get_by_role("link", name="Palauta aiempi").click()
    assert examine(aino) == []
    aino.get_by_role("button", name="Palauta").click()
    aino.wait_for_selector(SAVED)
    for page in (aino, jukka):  # whose editor is open all the while
        expect(page.locator(TEXT)).to_contain_text("Kunta kasvaa hitaasti.")
        expect(page.locator(TEXT)).not_to_contain_text("nopeasti")


def test_two_versions_are_chosen_by_keyboard_alone(browser: Browser, site: Site) -> None:
    page = open_text(browser, site, site.text.author)
    write(page, "Yksi.")
    page.wait_for_selector(SAVED)
    page.goto(f"{site.page}/history")
    assert examine(page) == []
    assert width_beyond(page) <= 0
    page.get_by_role("button", name="Vertaa valittuja").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=from]:checked").count() == 1
    page.get_by_role("button", name="Vertaa valittuja").press("Enter")
    page.wait_for_url("**/history/compare?language=fi&**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mikä muuttui")
