"""Three people at one text: they see one another, write, suggest, call by name, and bring its beginning back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.demo.people import PASSWORD, PEOPLE
from tests.support.visitor import NARROW, Visitor, word

pytestmark = pytest.mark.browser

NAMES = {person.key: person.name for person in PEOPLE}
EMAILS = {person.key: person.email for person in PEOPLE}
SECTION = "/kokkola/laaja-2021-2025/sections/working_age"
SAVED = "#saving-state[data-standing=saved]"
TEXT = "#editor .ProseMirror"
OF_AUTHOR, OF_COORDINATOR = "Nuorisotyö lisäsi tämän. ", " Koordinaattori lisäsi tämän."
SUGGESTED = "Nuorisopalvelut lisäsivät tämän."
NAME_OF_VERSION = "Kolmen kesken"
CHOOSE = """([from, to]) => {
  const first = document.querySelector("#editor .ProseMirror > p");
  const text = document.createTreeWalker(first, NodeFilter.SHOW_TEXT).nextNode();
  getSelection().setBaseAndExtent(text, from, text, to);
}"""
PARAGRAPHS = """() => [...document.querySelectorAll("#editor .ProseMirror > p")].map(paragraph => {
  const own = paragraph.cloneNode(true);
  own.querySelectorAll(".caret").forEach(caret => caret.remove());
  return own.textContent.replaceAll("\\u2060", "").trim();
})"""


@pytest.mark.timeout(120)
def test_three_people_write_one_text_together(come: Callable[[], Visitor]) -> None:
    coordinator, author, expert = (at_the_text(come(), key) for key in ("coordinator", "youth", "expert"))
    expert.page.set_viewport_size({"width": NARROW, "height": 800})
    all_see_one_another(coordinator, author, expert)
    two_type_at_once(coordinator, author, expert)
    coordinator.look("together")
    suggest(expert, author)
    call_by_name(expert, author)
    hear_and_answer(author, expert)
    accept(author, expert)
    name_compare_and_bring_back(coordinator)
    the_text_is_one(coordinator, author, expert)


def at_the_text(visitor: Visitor, key: str) -> Visitor:
    visitor.sign_in(EMAILS[key], PASSWORD)
    visitor.go(SECTION)
    visitor.page.wait_for_selector(SAVED if key != "expert" else TEXT)
    return visitor


def all_see_one_another(*visitors: Visitor) -> None:
    names = [NAMES[key] for key in ("coordinator", "youth", "expert")]
    for place, visitor in enumerate(visitors):
        for name in names[:place] + names[place + 1 :]:
            expect(visitor.page.locator("#people summary")).to_contain_text(name)


def two_type_at_once(coordinator: Visitor, author: Visitor, expert: Visitor) -> None:
    """Letter by letter in turn, at the two ends of one paragraph."""
    for visitor, key in ((author, "Home"), (coordinator, "End")):
        visitor.page.locator(f"{TEXT} > p").first.click()
        visitor.page.keyboard.press("Control+Home")
        if key == "End":
            visitor.page.keyboard.press("Control+ArrowDown")
            visitor.page.keyboard.press("ArrowLeft")
    for at in range(max(len(OF_AUTHOR), len(OF_COORDINATOR))):
        for visitor, words in ((author, OF_AUTHOR), (coordinator, OF_COORDINATOR)):
            visitor.page.keyboard.type(words[at : at + 1])
    for visitor in (coordinator, author, expert):
        expect(visitor.page.locator(TEXT)).to_contain_text(OF_AUTHOR.strip())
        expect(visitor.page.locator(TEXT)).to_contain_text(OF_COORDINATOR.strip())
    expect(caret(author, "coordinator")).to_have_count(1)
    expect(caret(coordinator, "youth")).to_have_count(1)
    expect(caret(expert, "youth")).to_have_count(1)
    expect(caret(expert, "coordinator")).to_have_count(1)


def caret(visitor: Visitor, key: str) -> Locator:
    return visitor.page.locator(f'{TEXT} .caret[data-name="{NAMES[key]}"]')


def suggest(expert: Visitor, author: Visitor) -> None:
    """From a phone, in a text that the expert may not write in."""
    choose(expert.page, OF_AUTHOR.strip())
    expert.page.keyboard.press("Control+Alt+S")
    form = expert.page.locator(".suggest-dialog")
    expect(form.locator("textarea[name=words]")).to_have_value(OF_AUTHOR.strip())
    form.locator("textarea[name=words]").fill(SUGGESTED)
    form.get_by_role("button", name=word("Suggest"), exact=True).click()
    expect(author.page.locator(f"{TEXT} ins.proposal")).to_have_text("Nuorisopalvelut lisäsivät")


def call_by_name(expert: Visitor, author: Visitor) -> None:
    choose(expert.page, "Nuorisotyö")
    expert.page.keyboard.press("Control+Alt+m")
    expect(expert.page.locator("#words-new")).to_be_focused()
    expert.page.keyboard.type(f"Onko tämä tarkistettu, @{NAMES['youth'][:6]}")
    expert.page.get_by_role("option", name=NAMES["youth"]).click()
    expert.page.locator("#comment-new").get_by_role("button", name=word("Comment")).click()
    expect(author.page.locator("#tab-comments .count")).to_contain_text("1")
    expect(expert.page.locator("#panel article")).to_contain_text(NAMES["youth"])


def hear_and_answer(author: Visitor, expert: Visitor) -> None:
    author.go("/notifications")
    author.page.locator(".heard--new button", has_text=NAMES["expert"]).first.click()
    author.page.wait_for_url(f"**{SECTION}**")
    article = author.page.locator("article", has_text="Onko tämä tarkistettu")
    article.get_by_text(word("Reply"), exact=True).click()
    article.get_by_label(word("Your reply")).fill("On, viime viikolla.")
    article.get_by_role("button", name=word("Send the reply")).click()
    expect(expert.page.locator("#panel")).to_contain_text("On, viime viikolla.")


def accept(author: Visitor, expert: Visitor) -> None:
    author.go(SECTION)
    author.page.wait_for_selector(SAVED)
    author.page.locator("#tab-suggestions").click()
    author.page.locator("#suggestions-now").get_by_role("button", name=word("Accept"), exact=True).click()
    for visitor in (author, expert):
        expect(visitor.page.locator(f"{TEXT} .proposal")).to_have_count(0)
        expect(visitor.page.locator(TEXT)).to_contain_text(SUGGESTED)


def name_compare_and_bring_back(coordinator: Visitor) -> None:
    """The beginning comes back, though others have the text open all the while."""
    page = coordinator.page
    page.locator("#tab-history").click()
    panel = page.locator("#side-panel #panel")
    panel.get_by_text(word("Name this version")).click()
    panel.get_by_label(word("Name of the version")).fill(NAME_OF_VERSION)
    page.keyboard.press("Enter")
    expect(panel.locator(".version__mark").first).to_contain_text(NAME_OF_VERSION)
    coordinator.go(f"{SECTION}/history")
    page.locator("input[name=from]").last.check(force=True)
    coordinator.press("Compare the chosen two")
    expect(page.locator(".versus")).to_contain_text(NAME_OF_VERSION)
    expect(page.locator(".diff ins").first).to_be_visible()
    page.get_by_role("link", name=word("Bring back the earlier one…")).click()
    coordinator.press("Bring it back")


def the_text_is_one(*visitors: Visitor) -> None:
    """What all three see is what the server holds: a page opened anew shows it."""
    first = visitors[0].page
    first.wait_for_selector(SAVED)
    for visitor in visitors:
        expect(visitor.page.locator(TEXT)).not_to_contain_text(SUGGESTED)
    held = first.context.new_page()
    held.goto(first.url)
    held.wait_for_selector(SAVED)
    texts = [page.evaluate(PARAGRAPHS) for page in (held, *(visitor.page for visitor in visitors))]
    assert texts[0]
    assert texts == texts[:1] * 4


def choose(page: Page, words: str) -> None:
    """These first words of the text, as with a finger."""
    page.evaluate(CHOOSE, [0, len(words)])
    page.wait_for_function("getSelection().toString().length > 0")
