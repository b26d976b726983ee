"""The editor in a real browser: nothing written is lost, and everything can be done without a mouse."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.document import plain_text
from app.sections.queries import text_body
from app.sections.service import freeze_sections
from tests.editor.conftest import OFFLINE, SAVED, TEXT, Site, examine, open_text, shows, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def stored(site: Site) -> str:
    with site.database.read() as session:
        return plain_text(text_body(session, site.text.text_id))


def test_two_people_write_and_a_reload_keeps_it(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    expect(jukka.locator("#section-state")).to_have_text("ei aloitettu")
    write(aino, "Aino kirjoittaa.")
    shows(jukka, "Aino kirjoittaa.")
    for page in (aino, jukka):
        expect(page.locator("#section-state")).to_have_text("kirjoitetaan")
    write(jukka, " Jukka jatkaa.")
    shows(aino, "Aino kirjoittaa. Jukka jatkaa.")
    aino.wait_for_selector(SAVED)
    assert aino.inner_text("#saving-state").startswith("Tallennettu ")
    aino.keyboard.press("Control+z")
    shows(jukka, " Jukka jatkaa.")
    aino.reload()
    shows(aino, " Jukka jatkaa.")
    assert stored(site) == "Jukka jatkaa."


def test_what_was_written_offline_survives_the_closed_tab_and_is_merged(browser: Browser, site: Site):
    aino, jukka = open_text(browser, site, site.text.author), open_text(browser, site, site.other)
    write(aino, "Alku.")
    shows(jukka, "Alku.")
    site.stop()
    write(aino, " Junassa.")
    aino.wait_for_selector(OFFLINE)
    assert aino.inner_text("#saving-state") == "Ei yhteyttä. Tekstisi on tallessa tällä laitteella."
    context = aino.context
    aino.close()
    site.start()
    jukka.wait_for_selector(SAVED)
    jukka.locator(TEXT).focus()
    jukka.keyboard.press("Control+Home")
    jukka.keyboard.type("Väliin: ")
    back = context.new_page()
    back.goto(site.page)
    for page in (back, jukka):
        shows(page, "Väliin: Alku. Junassa.")
    back.wait_for_selector(SAVED)
    assert stored(site) == "Väliin: Alku. Junassa."
    assert back.evaluate("localStorage.length") == 0


def test_a_text_frozen_meanwhile_turns_read_only_and_gives_the_unsent_text_back(browser: Browser, site: Site):
    aino = open_text(browser, site, site.text.author)
    write(aino, "Tallessa.")
    aino.wait_for_selector(SAVED)
    site.stop()
    write(aino, " Myöhässä.")
    with site.database.write() as session:
        freeze_sections(session, site.text.section.report_id)
    site.start()
    expect(aino.locator("#unsent")).to_contain_text("jäädytetty")
    expect(aino.locator("#unsent textarea")).to_have_value("Tallessa. Myöhässä.")
    assert aino.get_attribute(TEXT, "contenteditable") == "false"
    assert examine(aino) == []
    assert stored(site) == "Tallessa."


def test_a_table_and_a_link_and_a_footnote_by_keyboard_alone(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "# Otsikko")
    page.keyboard.press("Enter")
    page.keyboard.type("linkki")
    page.keyboard.press("Shift+Home")
    expect(page.get_by_role("button", name="Linkki", exact=True)).to_be_enabled()  # the editor has seen the selection
    page.keyboard.press("Control+k")
    page.keyboard.type("kokkola.fi")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TEXT} a")).to_have_attribute("href", "https://kokkola.fi")
    page.keyboard.press("End")
    page.keyboard.press("Control+Alt+f")
    page.keyboard.type("THL, Sotkanet.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Alaviite: THL, Sotkanet.")).to_be_visible()
    walk_toolbar_to(page, "Taulukko")
    page.keyboard.press("Enter")
    page.keyboard.type("Väestö")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Vuosi")
    page.keyboard.press("Tab")
    page.keyboard.type("Määrä")
    page.keyboard.press("Tab")
    page.keyboard.type("Osuus")
    walk_toolbar_to(page, "Rivi alle")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    assert page.locator(f"{TEXT} tr").count() == 4
    assert page.locator(f"{TEXT} th").all_inner_texts() == ["Vuosi", "Määrä", "Osuus"]
    assert examine(page) == []
    page.reload()
    expect(page.locator(f"{TEXT} figcaption")).to_have_text("Väestö")


def walk_toolbar_to(page: Page, label: str) -> None:
    """Into the toolbar by its one tab stop, then with the arrow."""
    page.locator("#toolbar [tabindex='0']").focus()
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent.trim()") == label:
            return
        page.keyboard.press("ArrowRight")
    pytest.fail(f"{label} was not reached")


def test_an_indicator_table_is_set_moved_and_removed_by_keyboard(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "Ennen taulukkoa.")
    walk_toolbar_to(page, "Luvut")
    page.keyboard.press("Enter")
    expect(page.locator("#figure-kinds button").first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#figure-kinds button").first).to_have_text("Mittaritaulukko")
    page.keyboard.press("Enter")
    page.locator("dialog[open] select[name=package]").select_option("working_age")
    page.get_by_role("dialog").get_by_role("button", name="Lisää tekstiin").press("Enter")
    block = page.locator(f"{TEXT} .datablock--edit")
    expect(block).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert examine(page) == []
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(f"{TEXT} > *").first).to_have_class("datablock datablock--edit wide ProseMirror-selectednode")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] select[name=package]")).to_have_value("working_age")
    page.keyboard.press("Escape")
    page.keyboard.press("Delete")
    expect(block).to_have_count(0)


ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>"
    "<span style='mso-list:Ignore'>{marker}<span>&nbsp; </span></span>{words}</p>"
)
WORD = f"""<html><head><style>p{{color:red}}</style></head><body>
<p class=MsoNormal style='color:red'><b style='mso-bidi-font-weight:normal'>Lihava</b><o:p></o:p>
 <span style='font-style:italic'>kursiivi</span></p>
{ITEM.format(level=1, marker="·", words="yksi")}
{ITEM.format(level=2, marker="1.", words="sisä")}
{ITEM.format(level=1, marker="·", words="kaksi")}
<p><a href="javascript:alert(1)">paha</a></p>
<table><caption>Nimi</caption><tr><td>a</td><td>b</td></tr></table></body></html>"""

PASTE = """html => {
  const data = new DataTransfer(); data.setData("text/html", html);
  document.querySelector("#editor .ProseMirror")
    .dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_paste_from_word_keeps_its_sense_and_loses_its_looks(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    page.locator(TEXT).focus()
    page.evaluate(PASTE, WORD)
    page.wait_for_selector(SAVED)
    text = page.locator(TEXT)
    assert text.locator("strong").all_inner_texts() == ["Lihava"]
    assert text.locator("em").all_inner_texts() == ["kursiivi"]
    assert text.locator("> ul > li > p").all_inner_texts() == ["yksi", "kaksi"]
    assert text.locator("> ul ol li").all_inner_texts() == ["sisä"]
    assert text.locator("figure.table-figure td").all_inner_texts() == ["a", "b"]
    assert text.locator("figcaption").inner_text() == "Nimi"
    assert text.locator("a").count() == 0
    page.reload()
    expect(page.locator(f"{TEXT} figcaption")).to_have_text("Nimi")
