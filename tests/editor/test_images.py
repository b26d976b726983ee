"""Images in a real browser: chosen, described, pasted, refused in words; others see them, and nothing is fetched."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from app.config import Settings
from tests.editor.conftest import SAVED, TEXT, Site, examine, open_text, write
from tests.factories.images import image_bytes

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASTE = """(text, {html, files}) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  for (const [name, type, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name, {type}));
  text.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
ALT = "Pylväät kasvavat vuosi vuodelta."
PNG = base64.b64encode(image_bytes()).decode()


@pytest.fixture
def page(browser: Browser, site: Site, tmp_path: Path) -> Page:
    """The open text, on a server that keeps its files in a folder of the test's own."""
    site.server.config.app.state.settings = Settings(data_dir=tmp_path)  # type: ignore[union-attr]
    return open_text(browser, site, site.text.author)


def paste(page: Page, html: str = "", *files: tuple[str, str, str]) -> None:
    page.locator(TEXT).focus()
    page.keyboard.press("Control+End")
    page.locator(TEXT).evaluate(PASTE, {"html": html, "files": list(files)})


def test_an_image_is_chosen_and_described_by_keyboard(browser: Browser, site: Site, page: Page, tmp_path: Path) -> None:
    (tmp_path / "kuva.png").write_bytes(image_bytes())
    write(page, "Yllä oleva teksti.")
    with page.expect_file_chooser() as chooser:
        page.locator("[data-action=image]").focus()
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "kuva.png")
    page.wait_for_selector("#image-dialog[open]")
    page.wait_for_selector(f"{TEXT} figure img.image")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#image-dialog[open]").count() == 1, "without a description the dialog stays"
    page.keyboard.type(ALT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Osallistuneet")
    page.keyboard.press("Enter")
    page.get_by_role("figure", name=f"Kuva: {ALT}").wait_for()
    page.wait_for_selector(SAVED)
    assert examine(page) == []
    other = open_text(browser, site, site.other)
    figure = other.get_by_role("figure", name=f"Kuva: {ALT}")
    assert "Osallistuneet" in figure.inner_text()
    assert figure.locator("img.image").evaluate("image => image.decode().then(() => image.naturalWidth)") == 320


def test_pasted_images_are_taken_from_the_markup_and_never_fetched(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_host(request)))
    html = f'<p>Liitetty <b>teksti</b><img src="data:image/png;base64,{PNG}" alt="Kaavio"></p><p>Muu'
    paste(page, f'{html}<img src="https://elsewhere.example/x.png"><img src="file:///C:/x.png"></p>')
    page.wait_for_selector(f"{TEXT} figure img.image")
    assert page.locator(f"{TEXT} figure").count() == 1
    assert page.locator(f"{TEXT} img.image").get_attribute("alt") == "Kaavio"
    assert "kuvia pois: 2" in page.locator("#image-notice").inner_text()
    assert page.locator(f"{TEXT} strong").inner_text() == "teksti"
    page.wait_for_selector(SAVED)
    assert set(asked) <= {"127.0.0.1"}


def _host(request: Request) -> str:
    return request.url.split("/")[2].split(":")[0]


def test_what_cannot_be_sent_says_why_and_leaves_the_text(page: Page, site: Site) -> None:
    write(page, "Teksti jää.")
    paste(page, "", ("piirros.svg", "image/svg+xml", base64.b64encode(b"<svg/>").decode()))
    page.keyboard.press("Escape")
    problem = page.locator(".image-figure__note--problem")
    problem.wait_for()
    assert "PNG" in problem.inner_text()
    assert "Tekstivastine puuttuu" in page.locator(f"{TEXT} figure").inner_text()
    assert "Teksti jää." in page.locator(TEXT).inner_text()
    page.wait_for_selector(SAVED)
    page.reload()
    page.wait_for_selector(SAVED)
    assert "ei ole vielä kuvaa" in page.locator(f"{TEXT} figure").inner_text()
    page.get_by_role("button", name="Poista", exact=True).click()
    assert page.locator(f"{TEXT} figure").count() == 0
