"""Writing with the menu, finding, moving, referring, and what is pointed out: by keyboard, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.sections.queries import text_body
from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, shows, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def blocks(site: Site) -> list[dict[str, Any]]:
    """The stored text's blocks."""
    with site.database.read() as session:
        return list(text_body(session, site.text.text_id)["content"])


def test_the_menu_finds_by_words_of_any_language_and_never_traps(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    menu = page.get_by_role("listbox", name="Lisää tekstiin")
    write(page, "/rubr")
    expect(menu.get_by_role("option")).to_have_text(["Otsikko 1", "Otsikko 2", "Otsikko 3"])
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("option", selected=True)).to_have_text("Otsikko 2")
    expect(page.locator(TEXT)).to_have_attribute("aria-activedescendant", "slash-menu-1")
    expect(page.locator("#saving-announcement")).to_have_text("Otsikko 2, 2/3")
    assert examine(page) == []
    page.keyboard.press("Enter")
    page.keyboard.type("Liikunta 1/2 ja/tai")
    expect(menu).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    page.keyboard.type("ei mitään")
    page.keyboard.press("Enter")
    page.keyboard.type("/table")
    menu.get_by_role("option", name="Taulukko", exact=True).click()
    page.keyboard.type("Nimi")
    page.wait_for_selector(SAVED)
    kinds = [block["type"] for block in blocks(site)]
    assert kinds == ["heading", "paragraph", "table_figure", "paragraph"]
    assert blocks(site)[0]["content"][0]["text"] == "Liikunta 1/2 ja/tai"
    assert blocks(site)[1]["content"][0]["text"] == "/ei mitään"


def test_tab_in_the_last_cell_adds_a_row_and_the_toolbar_does_the_rest(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "/taulukko")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    for word in ("a", "b", "c", "1", "2", "3", "4", "5", "6", "uusi"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    expect(page.locator(f"{TEXT} tr")).to_have_count(4)
    expect(page.locator(f"{TEXT} tr").last.locator("td").first).to_have_text("uusi")
    page.keyboard.press("Alt+F10")
    for label in ("Sarake ennen", "Otsikkosarake", "Rivi ylle", "Poista sarake"):
        press_tool(page, label)
    expect(page.locator(f"{TEXT} tr")).to_have_count(5)
    expect(page.locator(f"{TEXT} td, {TEXT} th")).to_have_count(15)
    expect(page.locator(f"{TEXT} th")).to_have_count(7)
    page.wait_for_selector(SAVED)


def press_tool(page: Page, label: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=label, exact=True).press("Enter")


def test_a_block_moves_by_handle_and_keys_with_its_id_and_its_remarks(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "yksi")
    for word in ("kaksi", "kolme"):
        page.keyboard.press("Enter")
        page.keyboard.type(word)
    page.wait_for_selector(SAVED)
    ids = [block["attrs"]["id"] for block in blocks(site)]
    page.locator(f"{TEXT} > p").first.hover()
    handle = page.get_by_role("button", name="Siirrä: yksi")
    box, last = handle.bounding_box(), page.locator(f"{TEXT} > p").last.bounding_box()
    assert box
    assert last
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, last["y"] + last["height"] - 2, steps=4)
    expect(page.locator(".drop-line")).to_be_visible()
    page.mouse.up()
    expect(page.locator(f"{TEXT} > p")).to_have_text(["kaksi", "kolme", "yksi"])
    expect(page.locator("#saving-announcement")).to_have_text("Siirretty loppuun")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#saving-announcement")).to_have_text("Siirretty tämän edelle: kolme")
    page.get_by_role("button", name="Siirrä: yksi").press("ArrowUp")
    expect(page.locator(f"{TEXT} > p")).to_have_text(["yksi", "kaksi", "kolme"])
    page.wait_for_selector(SAVED)
    assert [block["attrs"]["id"] for block in blocks(site)] == ids


def test_words_are_found_replaced_and_counted(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "Kunta kysyi. Kunta vastasi kunnalle.")
    page.keyboard.press("Control+f")
    page.keyboard.type("kunta")
    count = page.locator("#find-count")
    expect(count).to_have_text("1 / 2")
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 / 2")
    assert examine(page) == []
    page.get_by_label("Korvaa tekstillä").fill("Alue")
    page.get_by_role("button", name="Korvaa kaikki").press("Enter")
    expect(count).to_have_text("Ei löytynyt")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Loppu.")
    expect(page.locator(TEXT)).to_have_text("Alue kysyi. Alue vastasi kunnalle. Loppu.")
    expect(page.locator("#word-count")).to_contain_text("6 sanaa")
    page.keyboard.press("Control+Shift+Home")
    expect(page.locator("#word-count")).to_contain_text("valittuna 6")


def test_undo_takes_back_only_one_s_own(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    write(aino, "Aino alkaa.")
    shows(jukka, "Aino alkaa.")
    write(jukka, " Jukka väliin.")
    shows(aino, "Aino alkaa. Jukka väliin.")
    aino.keyboard.press("Control+Home")
    aino.keyboard.type("Hei! ")
    shows(jukka, "Hei! Aino alkaa. Jukka väliin.")
    for _ in range(4):
        aino.keyboard.press("Control+z")
    shows(jukka, " Jukka väliin.")
    for _ in range(4):
        aino.keyboard.press("Control+y")
    shows(jukka, "Hei! Aino alkaa. Jukka väliin.")
    jukka.keyboard.press("Control+z")
    shows(aino, "Hei! Aino alkaa.")


def test_what_a_reader_would_stumble_over_is_pointed_out_and_put_right(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "### Liian syvä")
    page.keyboard.press("Enter")
    page.keyboard.type("Katso https://thl.fi/tilasto.")
    page.keyboard.press("Enter")
    page.keyboard.type("/taulukko")
    page.keyboard.press("Enter")
    for word in ("Vuosi", "Määrä", "Osuus"):
        page.keyboard.press("Tab" if word != "Vuosi" else "ArrowDown")
        page.keyboard.type(word)
    summary = page.locator("#issues summary")
    expect(summary).to_have_text("3 huomautusta")
    expect(page.get_by_role("button", name="Otsikko hyppää tason yli")).to_be_visible()
    expect(page.locator(f"{TEXT} .has-issue")).to_have_text("https://thl.fi/tilasto")
    summary.press("Enter")
    page.get_by_role("button", name="Nosta otsikon tasoa").press("Enter")
    expect(page.locator(f"{TEXT} > h2")).to_have_text("Liian syvä")
    expect(summary).to_have_text("2 huomautusta")
    assert examine(page) == []
    page.get_by_role("button", name="Tee linkiksi").press("Enter")
    expect(page.locator("#issues li").first).to_contain_text("Linkki näyttää osoitteensa")
    page.locator("#issues li").last.get_by_role("button", name="Näytä").press("Enter")
    expect(page.locator(TEXT)).to_be_focused()
    page.keyboard.type("Väestö")
    expect(summary).to_have_text("1 huomautus")


def test_a_reference_follows_what_it_points_to_and_says_when_it_is_gone(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "/taulukko")
    page.keyboard.press("Enter")
    page.keyboard.type("Väestö")
    page.keyboard.press("Control+End")
    page.wait_for_selector(SAVED)
    page.keyboard.type("Ks. ")
    page.keyboard.press("Control+Alt+r")
    page.keyboard.type("väestö")
    expect(page.locator("#reference-dialog .place--table")).to_have_text("Taulukko 1.1. Väestö")
    assert examine(page) == []
    page.locator("#reference-dialog .place--table").press("Enter")
    reference = page.locator(f"{TEXT} .cross-reference")
    expect(reference).to_have_text("taulukko 1.1")
    page.locator(f"{TEXT} td").first.click()
    page.get_by_role("button", name="Poista taulukko").click()
    expect(reference).to_have_text("[viite puuttuu]")
    expect(page.locator("#issues li")).to_contain_text("Viittauksen kohdetta ei enää ole")
    page.wait_for_selector(SAVED)
