"""Two languages side by side in a real browser: what happens to the original is seen where it is translated."""

import pytest
from playwright.sync_api import Browser, expect

from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STANDING = "#translation-standing"


def test_the_translation_hears_of_changes_in_the_original(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    write(aino, "Kunnassa asuu väkeä.")
    aino.wait_for_selector(SAVED)
    jukka.goto(f"{site.page}/side-by-side?language=sv")
    jukka.wait_for_selector(SAVED)
    expect(jukka.locator(STANDING)).to_have_text("1 kappale kääntämättä")
    jukka.get_by_role("button", name="Kopioi puuttuva kappale").click()
    expect(jukka.locator(TEXT)).to_have_text("Kunnassa asuu väkeä.")
    write(jukka, " På svenska.")
    expect(jukka.locator(STANDING)).to_have_text("Jokainen kappale on ajan tasalla")
    write(aino, " Enemmän.")
    expect(jukka.locator(STANDING)).to_have_text("1 kappale jäljessä")
    expect(jukka.locator("#original ins")).to_contain_text("Enemmän.")
    row, block = jukka.locator("#original .rowblock .prose").first, jukka.locator(f"{TEXT} > p").first
    heights = [place.bounding_box() for place in (row, block)]
    assert None not in heights
    assert abs(heights[0]["y"] - heights[1]["y"]) < 6  # type: ignore[index]
    assert examine(jukka) == []
    jukka.get_by_role("button", name="Merkitse ajan tasalla olevaksi").click()
    expect(jukka.locator(STANDING)).to_contain_text("Jokainen kappale on ajan tasalla")
