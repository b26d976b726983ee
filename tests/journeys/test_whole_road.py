"""The whole road in Finnish: started, assigned, written, accepted, decided, published, read as that very edition."""

import hashlib
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from app.clock import today
from app.demo.people import PASSWORD, PEOPLE
from tests.support.verapdf import lacking, verapdf_faults
from tests.support.visitor import Visitor, word

pytestmark = pytest.mark.browser

EMAILS = {person.key: person.email for person in PEOPLE}
REPORT = "/kokkola/laaja-2017-2020"
SECTION = f"{REPORT}/sections/working_age"
SENTENCE = "Työikäisten määrä on vähentynyt, ja pitkäaikaistyöttömyys on yhä suurempi kuin ennen."


@pytest.mark.timeout(600)
def test_the_whole_road(come: Callable[[], Visitor], tmp_path: Path) -> None:
    coordinator = signed_in(come, "coordinator")
    start_report(coordinator)
    assign(coordinator, "working_age", "Nuorisopalvelujen kirjoittaja")
    write_and_mark_ready(signed_in(come, "youth"))
    accept_everything(coordinator)
    send_to_decision(coordinator)
    record_decisions(signed_in(come, "secretary"))
    publish(coordinator)
    files = download_as_council_member(signed_in(come, "councillor"))
    read_without_signing_in(come(), files)
    if not lacking():
        printed = tmp_path / "report.pdf"
        printed.write_bytes(files["pdf"])
        assert verapdf_faults([printed]) == {printed: []}


def signed_in(come: Callable[[], Visitor], key: str) -> Visitor:
    visitor = come()
    visitor.sign_in(EMAILS[key], PASSWORD)
    return visitor


def start_report(coordinator: Visitor) -> None:
    coordinator.look("reports")
    coordinator.follow("Start a report")
    coordinator.go("/kokkola/reports/new?template=laaja")
    for name, year in {"assessed_from": 2017, "assessed_to": 2020, "planned_from": 2021, "planned_to": 2024}.items():
        coordinator.page.locator(f"[name={name}]").fill(str(year))
    coordinator.look("new-report")
    coordinator.press("Start the report")
    assert coordinator.page.url.endswith(REPORT)
    expect(coordinator.page.get_by_role("heading", level=1)).to_contain_text("2017–2020")


def assign(coordinator: Visitor, key: str, owner: str) -> None:
    row = coordinator.page.locator(f"#section-{key}")
    row.get_by_role("link", name=word("Edit")).click()
    row.get_by_label(word("Owner")).select_option(label=owner)
    row.get_by_label(word("Due date")).fill("2027-01-15")
    coordinator.look("assigning")
    row.get_by_role("button", name=word("Save")).click()
    expect(row.locator(".person")).to_contain_text(owner)
    expect(row).to_contain_text("15.1.2027")


def write_and_mark_ready(author: Visitor) -> None:
    page = author.page
    author.look("my-sections")
    page.locator(f"a[href^='{SECTION}']").first.click()
    editor = page.locator("#editor [contenteditable=true]")
    expect(page.locator("#saving-state")).to_have_attribute("data-standing", "saved")
    editor.locator("p, h1, h2, h3").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(SENTENCE)
    expect(page.locator("#saving-state")).to_have_attribute("data-standing", "saving")
    expect(page.locator("#saving-state")).to_have_attribute("data-standing", "saved")
    expect(page.locator("#saving-state")).to_contain_text("Tallennettu")
    page.reload()
    expect(page.locator("#editor")).to_contain_text(SENTENCE)
    expect(page.locator("#editor [data-block] table, #editor table").first).to_be_visible()
    author.look("section")
    author.press("Mark ready")
    expect(page.get_by_role("main")).to_contain_text(word("ready"))


def accept_everything(coordinator: Visitor) -> None:
    coordinator.go(REPORT)
    coordinator.look("dashboard")
    links = coordinator.page.locator(".sections th > a:not([class])")
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    assert len(addresses) > 20
    for address in addresses:
        coordinator.go(address)
        if address in (addresses[0], SECTION):
            press_what_is_left(coordinator)
        else:
            send_what_is_left(coordinator, address)


def press_what_is_left(coordinator: Visitor) -> None:
    for verb in ("Mark ready", "Accept"):
        if coordinator.button(verb).count():
            coordinator.press(verb)
            expect(coordinator.button(verb)).to_have_count(0)


def send_what_is_left(coordinator: Visitor, address: str) -> None:
    """The same forms, sent from the page that is open."""
    markup = coordinator.page.content()
    for verb in ("readiness", "acceptance"):
        form = f'action="{address}/{verb}"'
        if form in markup:
            markup = coordinator.send(f"{address}/{verb}", view="section", language="fi")
            assert word("accepted" if verb == "acceptance" else "ready") in markup
            assert form not in markup


def send_to_decision(coordinator: Visitor) -> None:
    coordinator.go(f"{REPORT}/decisions")
    coordinator.look("before-decision")
    coordinator.page.get_by_role("main").get_by_role("link", name=word("Send to decision")).click()
    coordinator.look("confirmation")
    coordinator.page.locator("main form .hds-button--primary").click()
    expect(coordinator.page.get_by_role("main")).to_contain_text(word("Version %(number)s", number=1))
    coordinator.go(SECTION)
    expect(coordinator.page.get_by_role("main")).to_contain_text(word("Frozen"))


def record_decisions(secretary: Visitor) -> None:
    page = secretary.page
    for paragraph in ("41", "212", "98"):
        secretary.go(f"{REPORT}/decisions")
        page.locator("[name=meeting_on]").fill(today().isoformat())
        page.locator("[name=paragraph]").fill(paragraph)
        page.locator("label[for=f-outcome-approved]").click()
        page.locator("[name=decision_text]").fill("Kertomus hyväksyttiin yksimielisesti.")
        if paragraph == "98":  # an approval waits for whole files
            for name in ("PDF", "DOCX"):
                expect(page.locator("#files-1").get_by_role("link", name=name)).to_be_visible(timeout=120_000)
        if paragraph == "41":
            secretary.look("recording")
        secretary.press("Record the decision")
        expect(page.locator(".decision").first).to_contain_text(f"§ {paragraph}")
    secretary.look("decided")


def publish(coordinator: Visitor) -> None:
    coordinator.go(f"{REPORT}/decisions")
    coordinator.page.get_by_role("main").get_by_role("link", name=word("Publish"), exact=True).click()
    coordinator.page.locator("main form .hds-button--primary").click()
    expect(coordinator.page.get_by_role("main")).to_contain_text(word("The report has been published"))


def download_as_council_member(member: Visitor) -> dict[str, bytes]:
    """The files of the edition; its hash stands on the page, is that of the content, and is printed in both."""
    member.look("council-member")
    member.go(f"{REPORT}/editions/1")
    member.look("edition")
    digest = member.page.locator(".hash--whole").first.inner_text().strip()
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    for name in ("PDF", "DOCX"):
        expect(member.page.locator("#files-1").get_by_role("link", name=name)).to_be_visible(timeout=120_000)
    files = {name: fetch(member, f"{REPORT}/editions/1/fi.{name}") for name in ("pdf", "docx", "json")}
    assert hashlib.sha256(files["json"]).hexdigest() == digest
    assert digest[:16] in text_of_pdf(files["pdf"])
    assert digest[:16] in text_of_docx(files["docx"])
    assert SENTENCE.split(",")[0] in text_of_pdf(files["pdf"])
    return files


def read_without_signing_in(anybody: Visitor, files: dict[str, bytes]) -> None:
    anybody.go("/")
    anybody.look("published-reports")
    anybody.go("/julkaisut/kokkola")
    anybody.look("published-by-kokkola")
    anybody.go(f"/julkaisut{REPORT}")
    anybody.look("public-report")
    expect(anybody.page.get_by_role("main")).to_contain_text(SENTENCE)
    for name, content in files.items():
        assert fetch(anybody, f"/julkaisut{REPORT}/1/fi.{name}") == content


def fetch(visitor: Visitor, path: str) -> bytes:
    """A file, with the visitor's cookies."""
    answer = visitor.page.request.get(visitor.address + path)
    assert answer.ok, f"{path} answered {answer.status}"
    return answer.body()


def text_of_pdf(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def text_of_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
