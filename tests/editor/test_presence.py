"""Others at the text are seen: by name beside the title, and by their cursor in the text."""

import pytest
from playwright.sync_api import Browser, expect

from app.permissions import Role
from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write
from tests.factories.people import make_organisation, make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PEOPLE = "#people summary"
CALM = 2000  # ms; who leaves sooner after coming was never told of
CARET = f"{TEXT} .caret"
PLACE_OF_CARET = """() => {
  const caret = document.querySelector("#editor .caret");
  const range = document.createRange();
  range.setStart(document.querySelector("#editor .ProseMirror"), 0);
  range.setEndBefore(caret);
  return range.toString();
}"""


def test_cursors_and_names_come_move_and_go(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    expect(aino.locator(PEOPLE)).to_contain_text("Jukka Niemelä")
    write(aino, "Aino kirjoittaa.")
    expect(jukka.locator(CARET)).to_have_attribute("data-name", "Aino Kirjoittaja")
    expect(jukka.locator(TEXT)).to_have_text("Aino kirjoittaa.")
    assert jukka.evaluate(PLACE_OF_CARET) == "Aino kirjoittaa."
    jukka.locator(TEXT).focus()
    jukka.keyboard.press("Control+Home")
    jukka.keyboard.type("Väliin: ")
    expect(aino.locator(TEXT)).to_contain_text("Väliin: ")
    jukka.wait_for_function("document.querySelector('#editor .ProseMirror').textContent.startsWith('Väliin: Aino')")
    assert jukka.evaluate(PLACE_OF_CARET) == "Väliin: Aino kirjoittaa."
    expect(aino.locator(CARET)).to_have_count(1)
    assert aino.evaluate(PLACE_OF_CARET) == "Väliin: "
    aino.keyboard.press("Control+Home")
    aino.keyboard.press("Shift+ArrowRight")
    expect(jukka.locator(f"{TEXT} .sel")).to_have_text("V")
    assert examine(jukka) == []
    jukka.wait_for_timeout(CALM)
    aino.context.close()
    expect(jukka.locator(CARET)).to_have_count(0)
    expect(jukka.locator("#people")).to_be_hidden()
    expect(jukka.locator("#saving-announcement")).to_have_text("Osiosta lähti: Aino Kirjoittaja.")


def test_two_tabs_are_one_person_and_readers_have_no_cursor(browser: Browser, site: Site):
    reader = make_person(site.database, "Riitta Lukija", Role.APPROVER, organisation=make_organisation(site.database))
    aino = open_text(browser, site, site.text.author)
    jukka = open_text(browser, site, site.other)
    second = jukka.context.new_page()
    second.goto(site.page)
    second.wait_for_selector(SAVED)
    riitta = open_text(browser, site, reader)
    expect(aino.locator("#people .ava")).to_have_text(["JN", "RL"])
    riitta.locator(TEXT).click()
    aino.locator(PEOPLE).focus()
    aino.keyboard.press("Enter")
    expect(aino.locator("#people li")).to_have_text(["JNJukka Niemelävoi kirjoittaa", "RLRiitta Lukijalukee"])
    assert examine(aino) == []
    aino.keyboard.press("Escape")
    expect(aino.locator("#people li").first).to_be_hidden()
    expect(jukka.locator(PEOPLE)).to_contain_text("Paikalla nyt: Aino Kirjoittaja, Riitta Lukija")
    expect(aino.locator(CARET)).to_have_count(0)
