"""What cannot be joined to the text any more stays to be copied, and stops nobody from writing on."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from app.desk import live, live_saving
from tests.editor.conftest import OFFLINE, SAVED, TEXT, Site, examine, open_text, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNSENT = "#unsent textarea"


def keep(page: Page, site: Site, client: str, draft: str) -> None:
    """Put something into the browser's storage where a tab that is gone would have left its draft."""
    page.evaluate(
        "([key, draft]) => localStorage.setItem(key, draft)", [f"hvk-draft:{site.text.text_id}:{client}", draft]
    )


def draft_of(site: Site, **changes: object) -> str:
    paragraphs = [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in ("Ennen.", "Jälkeen.")
    ]
    step = {"stepType": "replace", "from": 0, "to": 0, "slice": {"content": paragraphs}}
    draft = {"client": "gone", "user": str(site.text.author_id), "schema": "", "version": 0, "steps": [step], "at": 0}
    return json.dumps(draft | changes)


def test_drafts_of_another_schema_or_from_nowhere_are_offered_and_broken_ones_left(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    schema = page.evaluate("JSON.parse(document.getElementById('editor-data').textContent).schemaHash")
    keep(page, site, "gone", draft_of(site, schema="older"))
    keep(page, site, "broken", "{")
    keep(page, site, "future", draft_of(site, client="future", schema=schema, version=99))
    page.reload()
    page.wait_for_selector(SAVED)
    expect(page.locator(UNSENT)).to_have_value("Ennen.\nJälkeen.\n\nEnnen.\nJälkeen.")
    write(page, "Uutta.")
    page.wait_for_selector(SAVED)
    assert examine(page) == []
    page.locator("[data-discard]").click()
    page.wait_for_selector(SAVED)
    expect(page.locator(TEXT)).to_have_text("Uutta.")
    expect(page.locator("#unsent")).to_be_hidden()


def test_steps_that_are_refused_stay_to_be_copied_and_the_page_can_be_loaded_again(
    browser: Browser, site: Site, monkeypatch: pytest.MonkeyPatch
):
    page = open_text(browser, site, site.text.author)
    page.set_viewport_size({"width": 360, "height": 740})
    with monkeypatch.context() as refusing:
        refusing.setattr(live_saving, "save_batch", refuse)
        page.locator(TEXT).focus()
        page.keyboard.insert_text("Ei sovi.")  # at once: writing stops with the first refusal
        expect(page.locator(UNSENT)).to_have_value("Ei sovi.")
    assert page.get_attribute(TEXT, "contenteditable") == "false"
    expect(page.locator("#saving-state")).to_have_text("Ei tallennettu")
    expect(page.locator("#saving-state")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("[data-discard]").click()
    page.wait_for_selector(SAVED)
    write(page, "Sopii.")
    page.wait_for_selector(SAVED)
    expect(page.locator(TEXT)).to_have_text("Sopii.")


def refuse(_session: object, _person_id: int, one: live_saving.Waiting) -> dict[str, object]:
    batch = one.batch
    return {"type": "refused", "batch": batch.batch, "why": "unfit", "version": batch.version, "message": ""}


def test_a_page_older_than_the_server_loads_again_once_and_then_says_so(
    browser: Browser, site: Site, monkeypatch: pytest.MonkeyPatch
):
    page = open_text(browser, site, site.text.author)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    monkeypatch.setattr(live, "SCHEMA_SHA256", "newer")
    page.reload()
    expect(page.locator("#unsent [role=alert]")).to_contain_text("Avaa sivu uudelleen", ignore_case=True)
    assert len(loads) == 2


def test_words_whose_place_somebody_else_deleted_meanwhile_are_offered(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    write(aino, "Ensimmäinen.")
    aino.keyboard.press("Enter")
    aino.keyboard.type("Toinen.")
    aino.wait_for_selector(SAVED)
    expect(jukka.locator(TEXT)).to_contain_text("Toinen.")
    aino.context.set_offline(True)
    aino.wait_for_selector(OFFLINE)
    aino.keyboard.type(" Junassa kirjoitettu.")
    jukka.locator(TEXT).focus()
    jukka.keyboard.press("Control+a")
    jukka.keyboard.insert_text("Kaikki uusiksi.")
    jukka.wait_for_selector(SAVED)
    aino.context.set_offline(False)
    aino.wait_for_selector(SAVED)
    expect(aino.locator(UNSENT)).to_have_value(" Junassa kirjoitettu.")
    write(aino, " Jatkan.")
    aino.wait_for_selector(SAVED)
    expect(jukka.locator(TEXT)).to_contain_text("Jatkan.")
    aino.locator("[data-discard]").click()
    aino.wait_for_selector(SAVED)
    expect(aino.locator("#unsent")).to_be_hidden()
    expect(aino.locator(TEXT)).to_contain_text("Kaikki uusiksi. Jatkan.")
