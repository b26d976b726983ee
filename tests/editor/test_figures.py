"""A figure is cited by keyboard alone; its source restates it, a claim proves wrong, and the author puts it right."""

import pytest
from playwright.sync_api import Browser, expect

from app.db import Database
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write
from tests.factories.indicators import make_indicator, make_observations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY = "sotkanet:181"
CARDS = "#citing-now > .citing__card"


def store(database: Database, now: float) -> None:
    figures = {("KU272", 2021): 9.0, ("KU272", 2024): now, ("SSS", 2024): 10.4}
    with database.write() as session:
        titles = {"title_fi": "Työttömät, % työvoimasta", "search_words": "tyottomat, % tyovoimasta"}
        indicator = make_indicator(KEY, unit_fi="%", decimals=1, **titles)
        replace_series(session, indicator, make_observations(KEY, figures))


def test_a_figure_is_cited_restated_and_accepted(browser: Browser, site: Site):
    with site.database.write() as session:
        load_regions(session)
    store(site.database, 8.2)
    page = open_text(browser, site, site.text.author)
    write(page, "Työttömyys kasvoi vuodesta 2021: vuonna 2024 osuus oli ")
    page.keyboard.press("Control+Alt+L")
    page.keyboard.type("työttömät")
    expect(page.locator("[data-hits] button")).to_contain_text("8,2\u00a0% (2024)")
    assert examine(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("[data-preview]")).to_have_text("8,2")
    assert examine(page) == []
    page.keyboard.press("Enter")
    expect(page.locator(f"{TEXT} .figtok")).to_have_text("8,2")
    page.keyboard.type(" prosenttia.")
    expect(page.locator(f"{TEXT} .claim")).to_have_text("kasvoi")
    expect(page.locator("#tab-figures .count")).to_contain_text("1")
    page.locator(f"{TEXT} .claim-mark").focus()
    page.keyboard.press("Enter")
    expect(page.locator(CARDS)).to_be_focused()
    expect(page.locator(CARDS)).to_contain_text("9,0 (2021) → 8,2 (2024)")
    store(site.database, 9.6)
    page.reload()
    expect(page.locator(f"{TEXT} .figtok--stale")).to_have_text("8,2")
    expect(page.locator(f"{TEXT} .claim")).to_have_count(0)
    page.locator("#tab-figures").click()
    expect(page.locator(CARDS)).to_contain_text("9,6")
    assert examine(page) == []
    page.locator(f"{CARDS} >> text=Hyväksy").click()
    expect(page.locator(f"{TEXT} .figtok")).to_have_text("9,6")
    expect(page.locator(f"{TEXT} .figtok--stale")).to_have_count(0)
    expect(page.locator(".citing__told")).to_be_focused()
    page.wait_for_selector(SAVED)
    page.locator(f"{TEXT} .figtok").click()
    expect(page.locator("#figure-info [data-newest]")).to_have_text("Tämä on uusin luku.")
    assert examine(page) == []
    page.locator("#figure-info [data-answer=plain]").click()
    expect(page.locator(TEXT)).to_contain_text("oli 9,6 prosenttia.")
    expect(page.locator(f"{TEXT} .figtok")).to_have_count(0)
