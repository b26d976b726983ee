"""What is pasted from other programs keeps its sense: headings, lists, tables, links, footnotes; not its looks."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.document import plain_text
from app.sections.queries import text_body
from tests.editor.conftest import SAVED, TEXT, Site, open_text, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLIPBOARD = Path(__file__).parent / "clipboard"

PASTE = """html => {
  const data = new DataTransfer(); data.setData("text/html", html); data.setData("text/plain", html);
  document.querySelector("#editor .ProseMirror")
    .dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""

# The text in short: "h2 Otsikko", "ul(yksi ul(sisä))", "table Nimi: *a *b / c d^2" (header cells, spans).
OUTLINE = """() => {
  const words = node => [...node.childNodes].map(child => child.nodeType === 3 ? child.textContent
    : child.matches(".ProseMirror-trailingBreak") ? "" : child.matches("br") ? "|"
    : child.querySelector?.(".fn") ? `{${child.firstChild.title}}`
    : child.matches("strong") ? `**${words(child)}**` : child.matches("em") ? `_${words(child)}_`
    : child.matches("a") ? `[${words(child)}](${child.getAttribute("href")})` : words(child)).join("");
  const cell = node => (node.matches("th") ? "*" : "") + [...node.children].map(block).join(" ")
    + (node.colSpan > 1 ? `>${node.colSpan}` : "") + (node.rowSpan > 1 ? `^${node.rowSpan}` : "");
  const block = node => node.matches("p") ? words(node)
    : node.matches("ul, ol") ? `${node.localName}${node.start > 1 ? node.start : ""}(`
      + [...node.children].map(item => [...item.children].map(block).join(" ")).join(", ") + ")"
    : node.matches("blockquote") ? `quote(${[...node.children].map(block).join(" ")})`
    : node.matches(".table-figure") ? `table ${words(node.querySelector("figcaption"))}: `
      + [...node.querySelectorAll("tr")].map(row => [...row.cells].map(cell).join(" ")).join(" / ")
    : `${node.localName} ${words(node)}`;
  document.querySelectorAll(".issue-sign").forEach(sign => sign.remove());
  return [...document.querySelector("#editor .ProseMirror").children].map(block).filter(Boolean);
}"""

EXPECTED = {
    "word": [
        "h2 Väestö",
        "**Lihava** ja _kursiivi_{Sotkanet, indikaattori 127.}.",
        "h3 Ikäryhmät",
        "ul(lapset ol(alle kouluikäiset), ikääntyneet)",
        "ol3(kolmas)",
        "table Väestö iän mukaan: *Ikä *2024 / 0–17^2 9 870 / 9 912",
        "[THL](https://www.thl.fi/) ja paha",
    ],
    "excel": ["table : Kunta>2 Osuus / Kokkola 48 295 12,4 / Kruunupyy 6 300 "],
    "google": [
        "h2 Liikunta",
        "**_Molemmat_** tavallinen [linkki](https://www.thl.fi/liikunta)",
        "h3 Tarkemmin",
        "ul(yksi ul(sisä), kaksi)",
        "table : a b",
    ],
    "libreoffice": [
        "h2 Osallisuus",
        "Kuntalaiset{Kysely 2024.} vastasivat.",
        "ol2(toinen ul(alakohta), kolmas)",
        "table : *Vuosi *Määrä / 2024 17",
    ],
    "web": [
        "h2 Uutinen",
        "Teksti|jatkuu täällä ja [Kokkolassa](https://kokkola.fi/).",
        "quote(Sitaatti Sanottu.)",
        "table : *Nimi *Luku * * / A^2 sisä taulu   / B>3",
        "Asettelu",
        "Termi",
        "Selitys",
    ],
    "word-online": ["ul(ensin ul(sisempi), sitten)"],
}


def test_every_program_s_clipboard_keeps_its_sense(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    for name, expected in EXPECTED.items():
        page.locator(TEXT).focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.evaluate(PASTE, (CLIPBOARD / f"{name}.html").read_text())
        assert [line.replace("\u00a0", " ") for line in page.evaluate(OUTLINE)] == expected, name
    page.wait_for_selector(SAVED)
    assert page.inner_text("#saving-state").startswith("Tallennettu "), "the server took every one of them"
    assert told == [], "the security policy had nothing to say"


def test_a_paste_longer_than_a_message_goes_in_parts_and_one_too_long_is_refused(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "Alku")
    many = "".join(f"<p>{number} {'sana ' * 180}</p>" for number in range(800))
    sizes: list[int] = []
    page.evaluate("""() => { window.sizes = []; const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (text) { window.sizes.push(text.length); send.call(this, text); }; }""")
    page.evaluate(PASTE, many)
    page.wait_for_selector(SAVED, timeout=20_000)
    sizes = page.evaluate("window.sizes")
    assert max(sizes) < 1_000_000
    with site.database.read() as session:
        stored = plain_text(text_body(session, site.text.text_id))
    assert stored.startswith("Alku\n0 sana")
    assert stored.count("\n") == 800
    page.evaluate(PASTE, many)
    expect(page.get_by_role("alertdialog")).to_contain_text("liian pitkä")
    page.keyboard.press("Enter")
    assert page.locator(f"{TEXT} > p").count() < 900


def test_an_address_pasted_over_words_links_them(browser: Browser, site: Site):
    page = open_text(browser, site, site.text.author)
    write(page, "katso tilasto")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.wait_for_timeout(50)
    _paste_text(page, "https://sotkanet.fi/")
    expect(page.locator(f"{TEXT} a")).to_have_text("tilasto")
    expect(page.locator(f"{TEXT} a")).to_have_attribute("href", "https://sotkanet.fi/")


def _paste_text(page: Page, text: str) -> None:
    page.evaluate(PASTE.replace('data.setData("text/html", html); ', ""), text)
