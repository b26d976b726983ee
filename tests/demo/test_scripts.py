"""The demo's files fit the report template, and say that they are an example."""

from pathlib import Path

import pytest

from app.demo.people import PEOPLE
from app.demo.scripts import ReportScript, report_scripts, section_texts, template_for
from app.document import word_count
from app.report_templates.loader import load_all
from app.sections.models import SectionState

SCRIPTS = [pytest.param(folder, script, id=folder.name) for folder, script in report_scripts()]
FINISHED, EARLIER, HALF, BEGUN = (folder for folder, _ in report_scripts())


def written(folder: Path, language: str = "fi") -> list[str]:
    return sorted(path.stem for path in folder.glob(f"{language}/*.md"))


@pytest.mark.parametrize(("folder", "script"), SCRIPTS)
def test_the_script_names_every_section_and_no_other(folder: Path, script: ReportScript) -> None:
    assert list(script.sections) == [section.key for section in template_for(folder, script).sections]
    for path in folder.glob("*/*.md"):
        assert path.stem in script.sections, path
        assert path.parent.name in script.languages, path


@pytest.mark.parametrize(("folder", "script"), SCRIPTS)
def test_what_is_written_has_a_text_and_what_is_not_has_none(folder: Path, script: ReportScript) -> None:
    begun = {key for key, section in script.sections.items() if section.state is not SectionState.NOT_STARTED}
    assert begun == set(written(folder))


@pytest.mark.parametrize(("folder", "script"), SCRIPTS)
def test_sections_belong_to_demo_people_who_may_write(folder: Path, script: ReportScript) -> None:
    writers = {
        person.key
        for person in PEOPLE
        if person.region_code == script.region_code and person.role.value in ("author", "coordinator")
    }
    assert {section.owner for section in script.sections.values()} <= writers


def test_the_finished_report_is_written_through_and_the_others_are_not() -> None:
    sections = len(load_all()["laaja"].sections)
    assert len(written(FINISHED)) == sections
    assert sections // 2 - 2 <= len(written(HALF)) <= sections // 2 + 2
    assert len(written(BEGUN)) == 2


def test_the_earlier_report_is_written_through_in_both_languages() -> None:
    assert written(EARLIER, "fi") == written(EARLIER, "sv")


def test_the_finished_reports_sections_have_substance() -> None:
    for key in written(FINISHED):
        words = word_count(section_texts(FINISHED, key)["fi"])
        assert 60 <= words <= 500, (key, words)


def test_the_example_says_that_it_is_one() -> None:
    first = {language: (FINISHED / language / "summary.md").read_text(encoding="utf-8") for language in ("fi", "sv")}
    assert first["fi"].startswith("Tämä kertomus on esimerkki.")
    assert first["sv"].startswith("Den här berättelsen är ett exempel.")
    earlier = {language: (EARLIER / language / "summary.md").read_text(encoding="utf-8") for language in ("fi", "sv")}
    assert earlier["fi"].startswith("Tämä kertomus on esimerkki")
    assert earlier["sv"].startswith("Den här berättelsen är ett exempel")
    assert "esimerkki" in (HALF / "fi" / "front.md").read_text(encoding="utf-8")
    assert "esimerkki" in (BEGUN / "fi" / "background.md").read_text(encoding="utf-8")


def test_indicator_tables_stand_in_the_sections_that_have_a_package() -> None:
    template = load_all()["laaja"]
    for key in written(FINISHED):
        packages = [block.package for block in template.section(key).blocks if block.kind == "indicator_table"]
        document = section_texts(FINISHED, key)["fi"]
        tables = [node["attrs"]["package"] for node in document["content"] if node["type"] == "indicator_table"]
        assert tables == ([] if key == "environment" else packages), key  # that one says in words that it has none
