"""What stands on the cover: kind, periods, makers. In the Document's language. Pure."""

from collections.abc import Sequence

from app.assembly.queries import Maker
from app.i18n import N_, Language, translate
from app.permissions import ROLE_NAMES
from app.rendering.tree import Fact
from app.report_templates.schema import ReportTemplate
from app.reports.bar import assessed_of, planned_of
from app.reports.models import Report
from app.reports.settings import period_text

EXAMPLE_NOTICE = N_("Example: made from open statistics, not the municipality's own report")


def facts_of(template: ReportTemplate, report: Report, makers: Sequence[Maker], language: Language) -> tuple[Fact, ...]:
    """The cover's lines; those without content are left out."""
    planned = planned_of(report)
    lines = (
        (N_("Kind of report"), template.titles.in_language(language)),
        (N_("Assessed period"), period_text(*assessed_of(report))),
        (N_("Planned period"), period_text(*planned) if planned else ""),
        (N_("Responsible party and makers"), ", ".join(_maker_text(maker, language) for maker in makers)),
    )
    return tuple(Fact(label=translate(language, label), text=text) for label, text in lines if text)


def _maker_text(maker: Maker, language: Language) -> str:
    """Name with roles; a person who is named by their role is not told twice."""
    roles = [translate(language, ROLE_NAMES[role]).lower() for role in maker.roles]
    told = [role for role in roles if role not in maker.name.lower()]
    return f"{maker.name} ({', '.join(told)})" if told else maker.name
