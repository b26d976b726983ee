"""Every report template of the product, as a whole and in its numbering."""

from itertools import chain

import pytest

from app.i18n import LANGUAGES
from app.report_templates.loader import FOLDER, load_all
from app.report_templates.schema import ReportTemplate, Texts

# The section keys of the field's own structure; later parts of the product refer to sections by these names.
BROAD = [
    "summary",
    "front",
    "background",
    "process",
    "structure_economy",
    "all_ages",
    "children",
    "youth",
    "working_age",
    "older",
    "environment",
    "participation",
    "service_system",
    "gaps",
    "experience",
    "past_plan",
    "conclusions",
    "strategy",
    "programmes",
    "plan",
    "targets",
    "eva",
    "risks",
    "followup",
    "approval",
    "appendix",
]

TEMPLATES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.fixture(params=TEMPLATES)
def template(request: pytest.FixtureRequest) -> ReportTemplate:
    return load_all()[request.param]


def test_the_product_has_the_broad_and_the_annual_report() -> None:
    assert TEMPLATES == ["laaja", "vuosiraportti"]
    assert load_all()["laaja"].kind == "broad"
    assert load_all()["vuosiraportti"].kind == "annual"


def test_the_broad_report_has_every_section_of_the_field() -> None:
    assert [section.key for section in load_all()["laaja"].sections] == BROAD


def test_the_annual_report_uses_the_broad_reports_keys() -> None:
    assert {section.key for section in load_all()["vuosiraportti"].sections} < set(BROAD)


def test_life_course_is_numbered_under_one_chapter() -> None:
    numbers = load_all()["laaja"].numbers()
    assert [numbers[key] for key in ("all_ages", "children", "youth", "working_age", "older", "environment")] == [
        *("4", "4.1", "4.2", "4.3", "4.4", "5"),
    ]
    assert numbers["summary"] == numbers["appendix"] == ""


def test_every_section_guides_and_advises(template: ReportTemplate) -> None:
    for section in template.sections:
        assert section.questions[0].fi.endswith("?"), section.key
        assert 2 <= len(section.questions) <= 5, section.key
        assert section.words > 0, section.key


def test_texts_are_translated(template: ReportTemplate) -> None:
    for texts in _sentences(template):
        assert len({texts.in_language(language) for language in LANGUAGES}) == len(LANGUAGES), texts


def test_questions_are_not_repeated(template: ReportTemplate) -> None:
    guiding = [section.questions[0].fi for section in template.sections]
    assert len(set(guiding)) == len(guiding)


def test_the_council_decides_last(template: ReportTemplate) -> None:
    assert [body.key for body in template.bodies] == ["welfare_board", "executive_board", "council"]
    assert template.bodies[-1].decides


def _sentences(template: ReportTemplate) -> list[Texts]:
    return [
        template.titles,
        template.descriptions,
        *(section.titles for section in template.sections),
        *chain.from_iterable(section.questions for section in template.sections),
    ]
