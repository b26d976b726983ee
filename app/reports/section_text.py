"""Which text of a section a request is about, and what its section is called."""

from sqlmodel import Session

from app.errors import NotFound
from app.i18n import LANGUAGES, Language
from app.report_templates.queries import template_of
from app.reports.section_deps import SectionAccess
from app.sections.models import SectionText
from app.sections.queries import text_of


def chosen_text(session: Session, access: SectionAccess, language: Language | None) -> tuple[SectionText, Language]:
    """The section's text in one of its languages; the original one unless another is asked for. Raises NotFound."""
    written = access.on_report.report.languages
    asked = language if language else next(code for code in LANGUAGES if code == written[0])
    text = text_of(session, access.section_id, asked) if asked in written else None
    if text is None:
        raise NotFound
    return text, asked


def section_name(session: Session, access: SectionAccess, language: Language) -> str:
    """Number and title: "4.3 Työikäiset"."""
    template, key = template_of(session, access.on_report.report.template_version_id), access.section.key
    return f"{template.numbers()[key]} {template.section(key).titles.in_language(language)}".strip()
