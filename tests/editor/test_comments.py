"""Comments in a real browser: one person begins, another answers, and nothing typed is lost."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.permissions import Role
from app.sections.service import freeze_sections
from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write
from tests.factories.people import make_organisation, make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACE = f"{TEXT} .remark--open"


def choose(page: Page, words: int) -> None:
    """Select the first words of the text by keyboard."""
    page.locator(TEXT).focus()
    page.keyboard.press("Control+Home")
    for _ in range(words):
        page.keyboard.press("Control+Shift+ArrowRight")
    expect(page.get_by_role("button", name="Kommentoi").first).to_be_visible()
    if page.get_attribute(TEXT, "contenteditable") == "true":  # the editor hears of a selection after the key
        page.wait_for_selector("[data-action=link]:not([aria-disabled=true])")


def test_two_people_talk_about_a_passage(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    write(aino, "Väkiluku kasvoi ja laski.")
    choose(aino, 2)
    aino.keyboard.press("Control+Alt+m")
    expect(aino.locator("#words-new")).to_be_focused()
    aino.keyboard.type("Milloin, @juk")
    expect(aino.get_by_role("listbox", name="Tämän kertomuksen henkilöt")).to_have_text("Jukka Niemelä")
    aino.keyboard.press("Enter")
    expect(aino.locator("#words-new")).to_have_value("Milloin, @Jukka Niemelä ")
    jukka.locator(TEXT).focus()
    jukka.keyboard.press("Control+Home")
    jukka.keyboard.type("Siis: ")
    aino.keyboard.press("Tab")
    aino.keyboard.press("Enter")
    expect(aino.locator("#panel article")).to_be_focused()
    expect(aino.locator(PLACE)).to_have_text("Väkiluku kasvoi ")
    expect(jukka.locator(PLACE)).to_have_text("Väkiluku kasvoi ")
    expect(jukka.get_by_role("link", name="Kommentit")).to_contain_text("1")

    jukka.get_by_role("link", name="Kommentit").click()
    jukka.get_by_text("Vastaa", exact=True).click()
    jukka.get_by_label("Vastauksesi").fill("Vuonna")
    aino.get_by_text("Vastaa", exact=True).click()
    aino.get_by_label("Vastauksesi").fill("Ehkä 2020.")
    aino.get_by_role("button", name="Lähetä vastaus").click()
    expect(jukka.locator("#panel")).to_contain_text("Ehkä 2020.")
    expect(jukka.get_by_label("Vastauksesi")).to_have_value("Vuonna")  # what he was typing stands
    assert examine(jukka) == []
    jukka.reload()
    jukka.wait_for_selector(SAVED)
    jukka.get_by_role("link", name="Kommentit").click()
    expect(jukka.get_by_label("Vastauksesi")).to_have_value("Vuonna")
    jukka.get_by_role("button", name="Ratkaise").click()
    expect(jukka.locator(PLACE)).to_have_count(0)
    expect(aino.locator(PLACE)).to_have_count(0)
    expect(aino.locator("#panel")).to_contain_text("0 avointa, 1 ratkaistu")


def test_an_expert_comments_on_a_text_that_they_cannot_write_in(browser: Browser, site: Site):
    essi = make_person(site.database, "Essi Tutkija", Role.EXPERT, organisation=make_organisation(site.database))
    aino = open_text(browser, site, site.text.author)
    write(aino, "Väkiluku kasvoi ja laski.")
    page = open_text(browser, site, essi)
    expect(page.locator(TEXT)).to_contain_text("Väkiluku kasvoi ja laski.")
    page.locator(f"{TEXT} p").dblclick(position={"x": 20, "y": 10})
    page.locator(".remarkbar").get_by_role("button", name="Kommentoi").click()
    expect(page.locator("[data-quote]")).to_have_text("Väkiluku")
    page.keyboard.type("Lähde?")
    page.locator("#comment-new").get_by_role("button", name="Kommentoi").click()
    expect(aino.locator(PLACE)).to_have_text("Väkiluku")
    assert examine(page) == []


def test_a_passage_deleted_or_frozen_meanwhile_leaves_the_words(browser: Browser, site: Site):
    aino = open_text(browser, site, site.text.author)
    write(aino, "Väkiluku kasvoi.")
    choose(aino, 1)
    aino.keyboard.press("Control+Alt+m")
    expect(aino.locator("#words-new")).to_be_focused()
    aino.keyboard.type("Tärkeä huomio")
    jukka = open_text(browser, site, site.other)
    jukka.locator(TEXT).focus()
    jukka.keyboard.press("Control+a")
    jukka.keyboard.press("Delete")
    expect(aino.locator(TEXT)).not_to_contain_text("kasvoi")
    send = aino.locator("#comment-new").get_by_role("button", name="Kommentoi")
    send.click()
    expect(aino.locator("#panel [role=alert]")).to_contain_text("sillä välin poistettu")
    expect(aino.locator("#words-new")).to_have_value("Tärkeä huomio")
    write(aino, "Uusi teksti.")
    choose(aino, 1)
    aino.keyboard.press("Control+Alt+m")
    with site.database.write() as session:
        freeze_sections(session, site.text.section.report_id)
    send.click()
    expect(aino.locator("#panel [role=alert]")).to_contain_text("jäädytetty")
    expect(aino.locator("#words-new")).to_have_value("Tärkeä huomio")


def test_copied_text_is_not_commented_twice_and_cut_text_keeps_its_comment(browser: Browser, site: Site):
    aino = open_text(browser, site, site.text.author)
    aino.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(aino, "Väkiluku kasvoi.")
    choose(aino, 1)
    aino.keyboard.press("Control+Alt+m")
    expect(aino.locator("#words-new")).to_be_focused()
    aino.keyboard.type("Huomio")
    aino.locator("#comment-new").get_by_role("button", name="Kommentoi").click()
    expect(aino.locator(PLACE)).to_have_count(1)
    choose(aino, 1)
    aino.keyboard.press("Control+c")
    write(aino, " ")
    aino.keyboard.press("Control+v")
    expect(aino.locator(TEXT)).to_contain_text("kasvoi. Väkiluku")
    expect(aino.locator(PLACE)).to_have_count(1)
    choose(aino, 1)
    aino.keyboard.press("Control+x")
    expect(aino.locator(PLACE)).to_have_count(0)
    write(aino, " ")
    aino.keyboard.press("Control+v")
    expect(aino.locator(PLACE)).to_have_text("Väkiluku ")
    aino.locator("#panel [data-show-thread]").click()
    expect(aino.locator(TEXT)).to_be_focused()
    expect(aino.locator(f"{TEXT} .remark--active")).to_have_count(1)
