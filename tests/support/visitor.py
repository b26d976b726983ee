"""A person at a browser: signs in, clicks, and has every page they meet looked at by axe and for its width."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from app.i18n import translate

# The shell is the same browser without windows: a page's process costs a fifth.
PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
QUIET = ("disable-background-networking", "disable-component-update", "disable-quic", "disable-sync", "no-first-run")
# Every window would load two pages for its address bar. The others are what Playwright turns off: the last list counts.
WITHOUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI"),
    *("AimEnabled", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "PreconnectToSearch"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "ThirdPartyStoragePartitioning"),
)
SWITCHES = ("headless", "no-sandbox", "disable-gpu", *QUIET, f"disable-features={','.join(WITHOUT)}")
ARGUMENTS = [f"--{name}" for name in SWITCHES]
AXE = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # all that passed is counted, but not described
}
WIDE, NARROW = 1280, 360


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person, one window. Messages on the console are faults: the security policy speaks there."""

    page: Page
    address: str
    pictures: Path
    faults: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error":
            self.faults.append(text)

    def sign_in(self, email: str, password: str) -> None:
        """Through the form, as everybody does."""
        self.go("/sign-in")
        self.page.get_by_label(word("E-mail")).fill(email)
        self.page.get_by_label(word("Password")).fill(password)
        self.press("Sign in")

    def go(self, path: str) -> None:
        """Open a page of the site; it must exist."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"

    def send(self, path: str, **fields: str) -> str:
        """Send a form as the page would, though without drawing what comes: its markup is given back."""
        own = {"Sec-Fetch-Site": "same-origin"}
        return self.page.request.post(self.address + path, headers=own, form=fields).text()

    def button(self, message: str) -> Locator:
        """The button in the main part that says this, in Finnish. `message` is the English source."""
        return self.page.get_by_role("main").get_by_role("button", name=word(message), exact=True)

    def press(self, message: str) -> None:
        """Press the first such button, and wait for what it brings."""
        self.button(message).first.click()
        self.page.wait_for_load_state()

    def follow(self, message: str) -> None:
        """Follow the first link that says this, in Finnish."""
        self.page.get_by_role("link", name=word(message)).first.click()
        self.page.wait_for_load_state()

    def look(self, name: str) -> None:
        """No axe violation and no sideways scrolling: wide and narrow, one light and one dark, by turns.

        Keeps pictures for people.
        """
        schemes = ("light", "dark") if len(self.looked_at) % 2 else ("dark", "light")
        for width, scheme in zip((WIDE, NARROW), schemes, strict=True):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._examine(f"{name}-{width}-{scheme}", width)
        self.page.set_viewport_size({"width": WIDE, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.looked_at.append(name)

    def _examine(self, name: str, width: int) -> None:
        found = violations(self.page)
        assert not found, f"{name} ({self.page.url}): {found}"
        whole: int = self.page.evaluate("document.documentElement.scrollWidth")
        assert whole <= width, f"{name} ({self.page.url}) is {whole} px wide in a window of {width} px"
        self.page.screenshot(path=self.pictures / f"{name}.png")


def violations(page: Page) -> list[str]:
    """What axe has against the page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(rules).then(results => results.violations)", RULES)
    return [f"{item['id']}: {node['html'][:200]}" for item in found for node in item["nodes"]]


@contextmanager
def visiting(browser: Browser, address: str, pictures: Path, **options: Any) -> Iterator[Callable[[], Visitor]]:
    """Gives new visitors, each with cookies of their own; at the end nobody may have met a fault."""
    visitors: list[Visitor] = []

    def come() -> Visitor:
        context = browser.new_context(locale="fi-FI", viewport={"width": WIDE, "height": 900}, **options)
        context.set_default_timeout(10_000)
        visitors.append(Visitor(context.new_page(), address, pictures))
        return visitors[-1]

    yield come
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.page.context.close()
    assert faults == []


def word(message: str, **params: Any) -> str:
    """A message of the interface in Finnish."""
    return translate("fi", message, **params)
