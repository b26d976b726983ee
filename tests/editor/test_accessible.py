"""Who hears the page can find the text, read it, write in it and know that it is safe; who has a phone too."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.accounts.guards import TOKEN_COOKIE
from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The word count stands between the buttons of the bar at the bottom: which of them cover one another?
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".drawerbar button, .textfoot > *")].filter(one => one.checkVisibility())
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()]);
  return boxes.flatMap(([name, a], index) => boxes.slice(index + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => [name, other]));
}"""


def heard(page: Page) -> list[tuple[str, str]]:
    """Chromium's accessibility tree in reading order: role and name of everything that is not ignored."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    value = lambda node, key: str(node.get(key, {}).get("value", ""))  # noqa: E731
    by_id: dict[str, Any] = {node["nodeId"]: node for node in nodes}
    told: list[tuple[str, str]] = []

    def walk(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            told.append((value(node, "role"), value(node, "name")))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(nodes[0])
    return told


def test_the_tree_tells_the_text_its_structure_and_the_saving_state(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "# Väestö")
    page.keyboard.press("Enter")
    page.keyboard.type("- lapset")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("/taulukko")
    page.keyboard.press("Enter")
    page.keyboard.type("Asukkaat")
    for word in ("Vuosi", "Määrä", "Osuus"):
        page.keyboard.press("ArrowDown" if word == "Vuosi" else "Tab")
        page.keyboard.type(word)
    page.wait_for_selector(SAVED)
    told = heard(page)
    for wanted in (
        ("main", ""),
        ("toolbar", "Muotoilu"),
        ("textbox", "Osion teksti"),
        ("heading", "Väestö"),
        ("columnheader", "Vuosi"),
        ("StaticText", "lapset"),
        ("button", "Etsi"),
    ):
        assert wanted in told, wanted
    roles = [role for role, _ in told[told.index(("textbox", "Osion teksti")) :]]
    assert [role for role in roles if role in ("heading", "list", "table", "figure")][:4] == [
        "heading", "list", "figure", "table",
    ]  # fmt: skip
    assert any(name.startswith("Tallennettu ") for role, name in told if role == "StaticText")
    assert examine(page) == []
    site.stop()
    write(page, " vielä")
    expect(page.locator("[role=status]#saving-announcement")).to_have_text(
        "Ei yhteyttä. Tekstisi on tallessa tällä laitteella."
    )
    site.start()


def test_a_phone_writes_without_sideways_scrolling(browser: Browser, site: Site):
    address = f"http://127.0.0.1:{site.port}"
    context = browser.new_context(
        locale="fi-FI", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    context.add_cookies([{"name": TOKEN_COOKIE, "value": site.token(site.text.author), "url": address}])
    page = context.new_page()
    page.goto(site.page)
    page.wait_for_selector(SAVED)
    page.locator(TEXT).tap()
    page.keyboard.type("/otsikko")
    page.locator("#slash-menu").get_by_role("option", name="Otsikko 1").tap()
    page.keyboard.type("Puhelimella")
    expect(page.locator(f"{TEXT} h2")).to_have_text("Puhelimella")
    page.keyboard.press("Enter")
    page.keyboard.type("Teksti www.kokkola.fi")
    page.keyboard.press("Control+f")
    page.locator("#issues summary").tap()
    widths = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('#editor').scrollWidth]")
    assert widths == [360, 360]
    assert page.evaluate(OVERLAPS) == []
    page.wait_for_selector(SAVED)
    assert examine(page) == []
    context.close()
