"""The section's desk: the tree of sections, the text, and beside it guidance and what the last term said."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeGuard

from fastapi import APIRouter, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.db import SessionDep
from app.desk.dashboard import all_lines
from app.desk.editor import Editor, editor_of
from app.desk.lines import Line, PartLines, by_part
from app.desk.panels import PanelLink, panel_links
from app.desk.rights import SectionRights, section_rights
from app.desk.translations import TranslationNote
from app.editions.last_term import LastTerm, last_term
from app.errors import NotFound
from app.i18n import LANGUAGES, Language, current_language, gettext
from app.permissions import Permission
from app.rendering.parts import section_part
from app.report_templates.queries import template_of
from app.report_templates.schema import ReportTemplate
from app.reports.bar import assessed_of
from app.reports.section_deps import ReadableSection, SectionAccess
from app.reports.settings import report_title
from app.sections.errors import SectionFrozen
from app.sections.models import SectionState, SectionText
from app.sections.queries import text_of
from app.web.templating import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """One of the languages the section is written in."""

    code: Language
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the section asks, in the words of the report's own template version. `words`: 0 for no hint."""

    question: str
    advice: tuple[str, ...]
    words: int
    written: int


@dataclass(frozen=True, slots=True)
class SectionPage(Page):
    template: ClassVar[str] = "desk/section.html"
    report_href: str
    report_title: str
    parts: tuple[PartLines, ...]
    line: Line
    rights: SectionRights
    return_reason: str
    frozen_message: str
    language: Language
    text_languages: tuple[TextLanguage, ...]
    translations: tuple[TranslationNote, ...]
    editor: Editor
    panels: tuple[PanelLink, ...]
    guidance: Guidance
    last_term: LastTerm | None
    export_href: str  # the section as a file of its own; empty for those who may not have drafts


@router.get("/{organisation}/{report}/sections/{key}")
def section(
    request: Request,
    access: ReadableSection,
    session: SessionDep,
    language: Annotated[Language | None, Query()] = None,
) -> Response:
    """The section in one of its languages; the original one unless another is asked for."""
    return render(request, section_page(session, access, language))


def section_page(session: Session, access: SectionAccess, language: Language | None) -> SectionPage:
    """The page. Raises NotFound for a language the report is not written in."""
    report, found = access.on_report.report, access.section
    languages = [code for code in report.languages if _is_language(code)]
    language = language or languages[0]
    text = text_of(session, access.section_id, language) if language in languages else None
    if text is None:
        raise NotFound
    template = template_of(session, report.template_version_id)
    lines = all_lines(session, access.on_report, template)
    line = next(line for line in lines if line.key == found.key)
    rights = section_rights(
        access.permissions,
        SectionState(found.state),
        frozen=found.frozen_at is not None,
        automatic=line.is_automatic,
    )
    return SectionPage(
        report_href=access.on_report.path,
        report_title=report_title(template, assessed_of(report), current_language.get()),
        parts=by_part(template, lines),
        line=line,
        rights=rights,
        return_reason=found.return_reason if found.state == SectionState.RETURNED else "",
        frozen_message=gettext(SectionFrozen.message) if found.frozen_at else "",
        language=language,
        text_languages=tuple(
            TextLanguage(code, f"{access.path}?language={code}", code == language) for code in languages
        ),
        translations=_notes_on(line, languages, language),
        editor=editor_of(access, text, can_write=rights.can_write),
        panels=panel_links(access, language),
        guidance=_guidance(template, found.key, text),
        last_term=last_term(session, report, access.on_report.organisation.slug, found.key, language),
        export_href=_export_href(access),
    )


def _export_href(access: SectionAccess) -> str:
    if Permission.DRAFT_EXPORT not in access.permissions:
        return ""
    return f"{access.on_report.path}/exports?part={section_part(access.section.key)}"


def _notes_on(line: Line, languages: list[Language], shown: Language) -> tuple[TranslationNote, ...]:
    """On the original's page all its translations, on a translation's page its own."""
    return tuple(note for note in line.translations if shown in (languages[0], note.language))


def _is_language(code: str) -> TypeGuard[Language]:
    return code in LANGUAGES


def _guidance(template: ReportTemplate, key: str, text: SectionText) -> Guidance:
    asked, language = template.section(key), current_language.get()
    question, *advice = (texts.in_language(language) for texts in asked.questions)
    return Guidance(question, tuple(advice), asked.words, text.word_count)
