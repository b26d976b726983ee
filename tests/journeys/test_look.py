"""The look of the reports is changed by keyboard, on a wide page and on a narrow one; axe has nothing against it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.demo.people import PASSWORD
from tests.factories.arms import ATTACKS, HONEST
from tests.support.visitor import Visitor, word

pytestmark = pytest.mark.browser

LOOK = "/kokkola/branding"


@pytest.mark.timeout(120)
def test_colour_and_arms_are_changed(come: Callable[[], Visitor]) -> None:
    coordinator = come()
    coordinator.sign_in("koordinaattori@kokkola.example", PASSWORD)
    coordinator.go("/kokkola")
    coordinator.follow("Look of the reports")
    page = coordinator.page
    code = page.get_by_label(word("Code of the colour"))
    code.fill("#e3b23c")
    expect(page.locator("#colour-judged")).to_contain_text(word("Too light to be read."))
    expect(page.locator("#f-palette")).to_have_value("#e3b23c")
    coordinator.look("look-light-colour")
    code.focus()
    for _ in ("the palette", "saving", "the darker tone"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(word("The colour is changed."))
    expect(code).to_have_value("#8c6c21")

    send(coordinator, ATTACKS["text"][0])
    expect(page.get_by_role("alert")).to_contain_text(word("Nothing was changed."))
    coordinator.look("look-arms-refused")
    (told,) = coordinator.faults
    assert "422" in told, "the browser notes the refusal, and nothing else"
    coordinator.faults.clear()
    send(coordinator, HONEST["gradient and use"])
    expect(page.get_by_role("main")).to_contain_text(word("The arms are changed."))
    assert page.locator(".topbar img.arms").evaluate("image => image.naturalWidth > 0")
    coordinator.press("Take the earlier arms back")
    coordinator.look("look")


def send(visitor: Visitor, content: bytes) -> None:
    visitor.page.locator("#f-arms").set_input_files({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": content})
    visitor.press("Send the arms")
