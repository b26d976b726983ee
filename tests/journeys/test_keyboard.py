"""The road without a mouse: written, accepted, sent, decided, published; every control is reached by Tab, in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from app.demo.people import PASSWORD, PEOPLE
from tests.support.visitor import Visitor, word

pytestmark = pytest.mark.browser

EMAILS = {person.key: person.email for person in PEOPLE}
REPORT = "/kokkola/laaja-2021-2025"
SENTENCE = "Kirjoitettu ilman hiirtä. "
MOST_STOPS = 150  # Tab presses within which every control must be reached

DESCRIBE = """() => {
  const it = document.activeElement;
  const name = it.getAttribute("aria-label") || it.labels?.[0]?.textContent || it.textContent || "";
  const box = it.getBoundingClientRect();
  const outline = getComputedStyle(it).outlineStyle;
  return {
    name: name.replace(/\\s+/g, " ").replace(/ \\*$/, "").trim(),
    href: it.getAttribute("href") || "",
    editor: it.isContentEditable,
    seen: it.isContentEditable || it.tagName === "BODY" || (outline !== "none" && box.width > 0) ||
      getComputedStyle(it).boxShadow !== "none",
  };
}"""


@pytest.mark.timeout(300)
def test_a_section_is_written_and_accepted_by_keyboard(come: Callable[[], Visitor]) -> None:
    author = come()
    sign_in(author, "youth")
    tab_to(author.page, href=f"{REPORT}/sections/working_age")
    author.page.keyboard.press("Enter")
    write(author)
    tab_to(author.page, name=word("Mark ready"))
    author.page.keyboard.press("Enter")
    expect(author.page.get_by_role("main")).to_contain_text(word("ready"))

    coordinator = come()
    sign_in(coordinator, "coordinator")
    coordinator.go(f"{REPORT}/sections/working_age")
    tab_to(coordinator.page, name=word("Accept"))
    coordinator.page.keyboard.press("Enter")
    expect(coordinator.page.get_by_role("main")).to_contain_text(word("accepted"))


@pytest.mark.timeout(300)
def test_a_report_is_sent_decided_and_published_by_keyboard(come: Callable[[], Visitor]) -> None:
    coordinator = come()
    sign_in(coordinator, "coordinator")
    accept_everything(coordinator)
    coordinator.go(f"{REPORT}/decisions")
    for _ in ("on the page", "on the confirmation"):
        enter(coordinator.page, name=word("Send to decision"))
    secretary = come()
    sign_in(secretary, "secretary")
    for paragraph in ("41", "212", "98"):
        secretary.go(f"{REPORT}/decisions")
        tab_to(secretary.page, name=word("Day of the meeting"))
        secretary.page.keyboard.type(f"{today():%m%d%Y}")
        tab_to(secretary.page, name=word("Paragraph (§)"))
        secretary.page.keyboard.type(paragraph)
        tab_to(secretary.page, name=word("approved"))
        secretary.page.keyboard.press("Space")
        if paragraph == "98":  # an approval waits for whole files
            expect(secretary.page.locator("#files-1[hx-get]")).to_have_count(0, timeout=120_000)
        enter(secretary.page, name=word("Record the decision"))
        expect(secretary.page.locator(".decision").first).to_contain_text(f"§ {paragraph}")
    coordinator.go(f"{REPORT}/decisions")
    for _ in ("on the page", "on the confirmation"):
        enter(coordinator.page, name=word("Publish"))
    expect(coordinator.page.get_by_role("main")).to_contain_text(word("The report has been published"))
    enter(coordinator.page, name=word("Read it as everybody sees it"))
    coordinator.page.wait_for_url(f"**/julkaisut{REPORT}")


@pytest.mark.timeout(300)
def test_the_first_stop_skips_to_the_content_and_the_narrow_menu_opens_and_closes(come: Callable[[], Visitor]) -> None:
    visitor = come()
    visitor.go("/julkaisut")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(DESCRIBE)["name"] == word("Skip to content")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    visitor.sign_in(EMAILS["coordinator"], PASSWORD)
    menu = visitor.page.locator("#menu")
    expect(menu).to_be_hidden()
    tab_to(visitor.page, name=word("Menu"))
    visitor.page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert visitor.page.evaluate(DESCRIBE)["name"] == word("Menu")


def sign_in(visitor: Visitor, key: str) -> None:
    visitor.go("/sign-in")
    for label, text in {"E-mail": EMAILS[key], "Password": PASSWORD}.items():
        tab_to(visitor.page, name=word(label))
        visitor.page.keyboard.type(text)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(lambda address: "sign-in" not in address)


def accept_everything(coordinator: Visitor) -> None:
    """What the test above does for one section, here without the browser: forms sent as the page sends them."""
    coordinator.go(REPORT)
    links = coordinator.page.locator(".sections th > a:not([class])").all()
    for address in [link.get_attribute("href") for link in links]:
        for verb in ("readiness", "acceptance"):
            coordinator.send(f"{address}/{verb}")


def enter(page: Page, **wanted: object) -> None:
    """Tab to it, press Enter, and wait for the page that follows."""
    tab_to(page, **wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(author: Visitor) -> None:
    page = author.page
    expect(page.locator("#saving-state")).to_have_attribute("data-standing", "saved")
    tab_to(page, editor=True)
    page.keyboard.press("Control+Home")
    page.keyboard.type(SENTENCE)
    expect(page.locator("#saving-state")).to_have_attribute("data-standing", "saving")
    expect(page.locator("#saving-state")).to_have_attribute("data-standing", "saved")
    page.reload()
    expect(page.locator("#editor")).to_contain_text(SENTENCE.strip())


def tab_to(page: Page, **wanted: object) -> None:
    """Press Tab until the focus is on what is wanted; each stop on the way must be visible."""
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(DESCRIBE)
        assert here["seen"], f"the focus cannot be seen on {here}"
        if all(here[key] == value for key, value in wanted.items()):
            return
        stops.append(here["name"])
    raise AssertionError(f"{wanted} was not reached; the stops were {stops}")
