"""An expert suggests in a text that they may not write in; its author sees it in place and decides."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.permissions import Role
from tests.editor.conftest import TEXT, Site, examine, open_text, write
from tests.factories.people import make_organisation, make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORM = ".suggest-dialog"
CARDS = "#suggestions-now > .suggestion"
BUTTON = ".remarkbar >> text=Ehdota muutosta"
CHOOSE = """([start, end]) => {
  const first = document.querySelector("#editor .ProseMirror p");
  const text = document.createTreeWalker(first, NodeFilter.SHOW_TEXT).nextNode();
  getSelection().setBaseAndExtent(text, start, text, end);
}"""


def choose(page: Page, start: int, end: int) -> None:
    """Select characters of the text's first run, as with the mouse."""
    page.evaluate(CHOOSE, [start, end])
    page.wait_for_function("getSelection().toString().length > 0")


def open_pair(browser: Browser, site: Site) -> tuple[Page, Page]:
    """The author, who has written a sentence, and an expert who reads it."""
    expert = make_person(site.database, "Eeva Asiantuntija", Role.EXPERT, organisation=make_organisation(site.database))
    aino = open_text(browser, site, site.text.author)
    write(aino, "Kunnan nuoret voivat hyvin.")
    eeva = open_text(browser, site, expert)
    expect(eeva.locator(TEXT)).to_contain_text("Kunnan nuoret voivat hyvin.")
    return aino, eeva


def test_an_expert_suggests_and_the_author_accepts_and_takes_it_back(browser: Browser, site: Site):
    aino, eeva = open_pair(browser, site)
    expect(eeva.locator(BUTTON)).to_be_visible()
    choose(eeva, 7, 13)
    eeva.keyboard.press("Control+Alt+S")
    expect(eeva.locator(f"{FORM} textarea[name=words]")).to_have_value("nuoret")
    assert examine(eeva) == []
    eeva.locator(f"{FORM} textarea[name=words]").fill("lapset")
    eeva.locator(f"{FORM} >> role=button[name=Ehdota]").click()
    expect(eeva.locator(FORM)).to_have_count(0)
    for page in (aino, eeva):
        expect(page.locator(f"{TEXT} del.proposal")).to_have_text("nuoret")
        expect(page.locator(f"{TEXT} ins.proposal")).to_have_text("lapset")
        expect(page.locator("#tab-suggestions .count")).to_contain_text("1")
    write(aino, " Niin.")
    aino.locator(f"{TEXT} .proposal-by").focus()
    aino.keyboard.press("Enter")
    expect(aino.locator(CARDS)).to_be_focused()
    assert examine(aino) == []
    aino.locator(f"{CARDS} >> text=Hyväksy").click()
    for page in (aino, eeva):
        expect(page.locator(TEXT)).to_contain_text("Kunnan lapset voivat hyvin. Niin.")
        expect(page.locator(f"{TEXT} .proposal")).to_have_count(0)
    expect(aino.locator(".suggestions__told")).to_be_focused()
    aino.locator(".suggestions__decided summary").click()
    aino.locator("text=Kumoa hyväksyminen").click()
    expect(eeva.locator(f"{TEXT} del.proposal")).to_have_text("nuoret")
    assert examine(aino) == []


def test_changed_words_are_asked_about_and_a_paragraph_is_suggested_from_the_panel(browser: Browser, site: Site):
    aino, eeva = open_pair(browser, site)
    choose(eeva, 7, 13)
    eeva.locator(BUTTON).click()
    eeva.locator(f"{FORM} >> text=Poista sanat").click()
    eeva.locator(f"{FORM} >> role=button[name=Ehdota]").click()
    expect(aino.locator(f"{TEXT} del.proposal")).to_have_text("nuoret ")
    aino.locator(TEXT).focus()
    aino.keyboard.press("Control+Home")
    for _ in range(9):
        aino.keyboard.press("ArrowRight")
    aino.keyboard.type("x")
    expect(eeva.locator(f"{TEXT} .proposal--changed").first).to_be_visible()
    aino.locator("#tab-suggestions").click()
    expect(aino.locator(f"{CARDS} .suggestion__now")).to_have_text("nuxoret")
    aino.locator(f"{CARDS} >> text=Hyväksy silti").click()
    expect(aino.locator(TEXT)).to_contain_text("Kunnan voivat hyvin.")
    eeva.locator("#tab-suggestions").click()
    eeva.locator(".suggestions__new summary").press("Enter")
    eeva.locator(".suggestions__new button").press("Enter")
    eeva.locator(f"{FORM} [value=add-block]").check()
    eeva.locator(f"{FORM} textarea[name=added]").fill("Uusi kappale.")
    eeva.locator(f"{FORM} >> role=button[name=Ehdota]").press("Enter")
    expect(aino.locator(".proposal-note ins")).to_have_text("Uusi kappale.")
    expect(eeva.locator(CARDS)).to_contain_text("Uusi kappale.")
    eeva.locator(f"{CARDS} >> text=Peru ehdotus").click()
    expect(aino.locator(".proposal-note")).to_have_count(0)
