"""The reports that use an indicator, as lines with links to the sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.i18n import Language
from app.organisations.queries import organisations_by_id
from app.organisations.reference import names
from app.permissions import Holding
from app.report_templates.queries import template_of
from app.report_templates.schema import ReportTemplate
from app.reports.settings import report_title
from app.reports.used_indicators import ReportUse, reports_using


@dataclass(frozen=True, slots=True)
class Place:
    """A section that uses an indicator."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report and its sections that use an indicator."""

    organisation: str
    title: str
    href: str
    places: tuple[Place, ...]


def report_lines(
    session: Session, holdings: Sequence[Holding], indicator_key: str, language: Language
) -> tuple[ReportLine, ...]:
    """Every report that these roles may read and that uses the indicator."""
    uses = reports_using(session, holdings, indicator_key)
    organisations = {item.id: item for item in organisations_by_id(session, {use.organisation_id for use in uses})}
    templates = {id_: template_of(session, id_) for id_ in {use.template_version_id for use in uses}}
    lines = []
    for use in uses:
        organisation, template = organisations[use.organisation_id], templates[use.template_version_id]
        lines.append(
            ReportLine(
                organisation=names()[organisation.region_code][language],
                title=report_title(template, (use.assessed_from, use.assessed_to), language),
                href=f"/{organisation.slug}/{use.slug}",
                places=_places(use, template, f"/{organisation.slug}/{use.slug}", language),
            )
        )
    return tuple(lines)


def places_of(template: ReportTemplate, report_path: str, language: Language) -> dict[str, Place]:
    """Every section of a report by key, with its number and title."""
    numbers = template.numbers()
    return {
        section.key: Place(
            f"{numbers[section.key]} {section.titles.in_language(language)}".strip(),
            f"{report_path}/sections/{section.key}",
        )
        for section in template.sections
    }


def _places(use: ReportUse, template: ReportTemplate, path: str, language: Language) -> tuple[Place, ...]:
    places = places_of(template, path, language)
    return tuple(places[key] for key in use.sections if key in places)
