"""What may not be in the repository, and what must agree with its source."""

import hashlib
import json
import re

from app.config import Settings
from tests.contracts.tree import APP, ROOT, place, python_files, tracked_files

HOSTS = re.compile(r"pypi\.org|pythonhosted|npmjs\.(org|com)|registry\.npm|deb\.debian|index-url|find-links")
MACHINE = re.compile(r"(?<![\w./])/(work|root|home/\w+)/")
TEXT = {
    ".py",
    ".toml",
    ".txt",
    ".md",
    ".json",
    ".yaml",
    ".yml",
    ".html",
    ".css",
    ".js",
    ".ts",
    ".mjs",
    ".sh",
    ".po",
    "",
}
HERE = "tests/contracts/test_repository.py"


def texts() -> list[tuple[str, str]]:
    chosen = [path for path in tracked_files() if path.suffix in TEXT and path.relative_to(ROOT).as_posix() != HERE]
    return [(place(path), path.read_text(errors="ignore")) for path in chosen]


def test_no_registry_and_no_machine_is_named() -> None:
    """Installers choose where packages come from; a path of one machine means nothing on another."""
    found = [
        f"{where} {match[0]}"
        for where, text in texts()
        for match in [HOSTS.search(text) or MACHINE.search(text)]
        if match
    ]
    assert found == []


def test_pins_are_hashed() -> None:
    for path in sorted(ROOT.glob("requirements*.txt")):
        entries = re.split(r"\n(?=\S)", path.read_text().strip())
        assert entries
        assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_vendored_files_are_what_was_built() -> None:
    """`app/static/build.json` names each built or copied file with its source and its hash."""
    manifest = json.loads((APP / "static" / "build.json").read_text())
    files = {entry["path"]: entry for entry in manifest["files"]}
    changed = [name for name, entry in files.items() if _digest(name) != entry["sha256"]]
    assert changed == [], "run `make frontend`, never edit a vendored file"
    present = {
        path.relative_to(APP / "static").as_posix()
        for path in tracked_files()
        if path.is_relative_to(APP / "static" / "vendor")
    }
    assert present == {name for name in files if name.startswith("vendor/")}
    assert [name for name, entry in files.items() if not entry["license"]] == []


def _digest(name: str) -> str:
    return hashlib.sha256((APP / "static" / name).read_bytes()).hexdigest()


def test_colours_stand_in_tokens_alone() -> None:
    sheets = [path for path in (APP / "static" / "css").glob("*.css") if path.name not in ("tokens.css", "print.css")]
    pattern = re.compile(r"#[0-9a-f]{3,8}\b(?=[;\s)])|rgba?\(|hsla?\(", re.IGNORECASE)
    found = [f"{path.name}: {match[0]}" for path in sheets for match in pattern.finditer(path.read_text())]
    assert found == []


def test_settings_are_described_where_operators_read() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    rows = [
        f"| `HVK_{name.upper()}` | {_named(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    assert "\n".join(rows) in text, "the settings table must be:\n" + "\n".join(rows)
    assert all(field.description for field in Settings.model_fields.values())


def _named(default: object) -> str:
    return "empty" if default in ("", None) else f"`{default}`"


def test_documents_name_files_that_exist() -> None:
    names = {
        (place(path), name)
        for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for name in re.findall(
            r"`((?:app|tests|docs|bench|report_templates|migrations|tools)/[\w./-]+)`", path.read_text()
        )
    }
    assert len(names) > 10
    assert [f"{where} {name}" for where, name in sorted(names) if not (ROOT / name).exists()] == []


def test_every_test_can_fail() -> None:
    """A test file without an assertion holds nothing."""
    empty = [
        place(path)
        for path in python_files("tests")
        if path.name.startswith("test_") and not re.search(r"assert|raises", path.read_text())
    ]
    assert empty == []
