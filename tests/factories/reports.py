"""Reports for tests: made through the service, from a small template of the tests' own."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import select

from app.accounts.models import User
from app.db import Database
from app.organisations.models import Organisation
from app.report_templates.schema import BodyTemplate, PartTemplate, ReportTemplate, SectionTemplate, Texts
from app.reports.models import Report
from app.reports.service import create_report
from app.sections.models import Section
from tests.factories.people import make_organisation


def texts(fi: str, sv: str = "", en: str = "") -> Texts:
    """The words in three languages; the Finnish ones where no others are given."""
    return Texts(fi=fi, sv=sv or fi, en=en or fi)


def section_template(key: str, title: str, part: str = "one", **more: Any) -> SectionTemplate:
    """A section that asks one question and gives one piece of advice."""
    questions = (texts(f"Mitä osiosta {title} kerrotaan?"), texts("Vertaa hyvinvointialueeseen."))
    return SectionTemplate(key=key, part=part, titles=texts(title), questions=questions, **more)


def small_template(**changes: Any) -> ReportTemplate:
    """A broad report of five sections and two bodies."""
    values: dict[str, Any] = {
        "key": "laaja",
        "version": "1.0.0",
        "kind": "broad",
        "has_plan_period": True,
        "titles": texts("Laaja hyvinvointikertomus", "Omfattande välfärdsberättelse", "Broad welfare report"),
        "plan_titles": texts("ja hyvinvointisuunnitelma", "och välfärdsplan", "and welfare plan"),
        "descriptions": texts("Kerran valtuustokaudessa."),
        "parts": (
            PartTemplate(key="front"),
            PartTemplate(key="one", label=texts("Osa I", "Del I", "Part I"), title=texts("Arviointi")),
            PartTemplate(key="three", label=texts("Osa III", "Del III", "Part III"), title=texts("Käsittely")),
        ),
        "sections": (
            section_template("summary", "Tiivistelmä", "front", numbered=False, role="summary", words=300),
            section_template("background", "Tausta"),
            section_template("population", "Väestö"),
            section_template("working-age", "Työikäiset", subsection=True, words=400),
            section_template("approval", "Käsittely ja hyväksyminen", "three", role="approval"),
        ),
        "bodies": (
            BodyTemplate(key="board", names=texts("Kaupunginhallitus", "Stadsstyrelsen", "City Board")),
            BodyTemplate(key="council", names=texts("Kaupunginvaltuusto", "Stadsfullmäktige", "Council"), decides=True),
        ),
    }
    return ReportTemplate(**{**values, **changes})


def make_report(
    database: Database,
    organisation: Organisation | None = None,
    *,
    template: ReportTemplate | None = None,
    actor: User | None = None,
    assessed: tuple[int, int] = (2021, 2025),
    planned: tuple[int, int] | None = (2025, 2029),
    comparison: Sequence[str] = (),
    languages: Sequence[str] = ("fi", "sv"),
    slug: str | None = None,
) -> Report:
    """A report just begun, of Kokkola unless told otherwise: kokkola/laaja-2021-2025."""
    organisation = organisation or make_organisation(database)
    with database.write() as session:
        return create_report(
            session,
            actor.id if actor else None,
            organisation,
            template or small_template(),
            assessed=assessed,
            planned=planned,
            comparison=comparison,
            languages=languages,
            slug=slug,
        )


def section_of(database: Database, report: Report, key: str) -> Section:
    """The report's section as it is now."""
    with database.read() as session:
        return session.exec(select(Section).where(Section.report_id == report.id, Section.key == key)).one()
