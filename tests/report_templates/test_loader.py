"""A broken report template says which file, which line, which place, and why."""

from pathlib import Path

import pytest

from app.report_templates.errors import ReportTemplateInvalid
from app.report_templates.loader import read_templates

SOUND = """\
key: pieni
version: 1.0.0
kind: annual
has_plan_period: false
titles: &texts {fi: A, sv: B, en: C}
descriptions: *texts
parts:
  - key: year
sections:
  - key: summary
    part: year
    role: summary
    titles: *texts
    questions: [*texts]
    blocks:
      - kind: indicator_table
        package: known
  - key: approval
    part: year
    role: approval
    titles: *texts
    questions: [*texts]
bodies:
  - key: council
    names: *texts
    decides: true
"""


def folder_with(folder: Path, text: str, name: str = "pieni.yaml") -> Path:
    (folder / "packages").mkdir(exist_ok=True)
    (folder / "packages" / "known.yaml").write_text("key: known\n")
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def complaints_about(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ReportTemplateInvalid) as caught:
        read_templates(folder)
    return caught.value.complaints


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    assert list(read_templates(folder_with(tmp_path, SOUND))) == ["pieni"]


BROKEN = [
    ("package: known", "package: unknown", "pieni.yaml:17: sections.1.blocks.1.package: section 'summary' uses"),
    ("  - key: approval", "  - key: summary", "pieni.yaml:18: sections.2.key: the key 'summary' is already used"),
    (
        "approval\n    part: year",
        "approval\n    part: gone",
        "pieni.yaml:19: sections.2.part: section 'approval'",
    ),
    ("version: 1.0.0", "version: one", "pieni.yaml:2: version: String should match pattern"),
    ("version: 1.0.0\n", "", "pieni.yaml:1: version: Field required"),
    ("kind: annual", "kind: weekly", "pieni.yaml:3: kind: Input should be"),
    ("kind: annual", "kind: annual\nkind: broad", "pieni.yaml:4: the key 'kind' stands twice"),
    ("kind: annual", "kind: annual\ncolour: red", "pieni.yaml:4: colour: Extra inputs are not permitted"),
    ("key: pieni", "key: suuri", "pieni.yaml:1: key: the key 'suuri' must be the file's name"),
    ("    decides: true\n", "", "pieni.yaml:24: bodies.1: the last body"),
    ("has_plan_period: false", "has_plan_period: true", "pieni.yaml:4: has_plan_period: a report with a plan"),
    ("role: approval", "subsection: true\n    numbered: false", "sections.2.subsection: section 'approval' is a sub"),
    ("    role: approval\n", "", "pieni.yaml:10: sections: no section has the role 'approval'"),
    ("role: approval", "role: summary", "pieni.yaml:20: sections.2.role: only one section may have the role 'summary'"),
    ("  - key: year\n", "  - key: year\n  - key: empty\n", "pieni.yaml:9: parts.2.key: no section stands in the part"),
    (
        "  - key: year\n",
        "  - {key: year, label: *texts}\n",
        "pieni.yaml:8: parts.1: part 'year' has a label",
    ),
    ("    role: summary", "    subsection: true", "pieni.yaml:12: sections.1.subsection: subsection 'summary' has no"),
    ("sv: B, ", "", "pieni.yaml:5: titles.sv: Field required"),
    ("kind: indicator_table", "kind: pie", "pieni.yaml:16: sections.1.blocks.1: Input tag 'pie'"),
    ("titles: &texts {", "titles: &texts [{", "pieni.yaml: not readable as YAML"),
]


@pytest.mark.parametrize(("sound", "broken", "complaint"), BROKEN, ids=[row[2] for row in BROKEN])
def test_a_broken_file_is_named_with_line_place_and_reason(
    tmp_path: Path, sound: str, broken: str, complaint: str
) -> None:
    assert sound in SOUND
    complaints = complaints_about(folder_with(tmp_path, SOUND.replace(sound, broken, 1)))
    assert any(complaint in line for line in complaints), complaints


def test_sections_stand_in_the_order_of_the_parts(tmp_path: Path) -> None:
    two_parts = SOUND.replace("  - key: year\n", "  - key: later\n  - key: year\n").replace(
        "approval\n    part: year", "approval\n    part: later"
    )
    assert any("of a later part than 'later'" in line for line in complaints_about(folder_with(tmp_path, two_parts)))


def test_everything_wrong_in_all_files_is_told_at_once(tmp_path: Path) -> None:
    folder_with(tmp_path, SOUND.replace("kind: annual", "kind: weekly").replace("version: 1.0.0", "version: one"))
    folder_with(tmp_path, SOUND, name="toinen.yaml")
    complaints = complaints_about(tmp_path)
    assert [line.split(":")[0] for line in complaints] == ["pieni.yaml", "pieni.yaml", "toinen.yaml"]


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    folder_with(tmp_path, SOUND)
    (tmp_path / "pieni.yaml").write_bytes(b"\xff\xfe\x00")
    assert complaints_about(tmp_path)[0].startswith("pieni.yaml: not readable")


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert complaints_about(tmp_path) == (f"{tmp_path}: no report template here",)
