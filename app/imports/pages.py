"""The pages of an import: the file to choose, what was understood of it, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.clock import in_finland
from app.document import plain_text
from app.i18n import LANGUAGES, N_, Language, current_language, gettext
from app.i18n.formats import date_text
from app.imports.losses import Loss
from app.imports.models import ImportState, WordImport
from app.imports.parts import Part, Target
from app.imports.placing import is_begun
from app.imports.queries import ListedImport, TargetText, imports_of, target_texts
from app.imports.service import parts_of
from app.report_templates.queries import template_of
from app.reports.bar import ReportBar, report_bar
from app.reports.deps import ReportAccess
from app.sections.models import SectionState
from app.web.templating import Page

EXCERPT = 240  # characters
LANGUAGE_NAMES: dict[Language, str] = {"fi": N_("Finnish"), "sv": N_("Swedish"), "en": N_("English")}
STATE_WORDS: dict[ImportState, str] = {
    ImportState.PREVIEW: N_("not yet taken in"),
    ImportState.APPLIED: N_("taken in"),
    ImportState.UNDONE: N_("undone"),
}
LOSS_WORDS: dict[Loss, str] = {
    Loss.TEXT_BOX: N_("Text boxes: their text stands as ordinary paragraphs."),
    Loss.CHART: N_("Charts of Word are left out. Save the chart as an image and add it, or use an indicator table."),
    Loss.DIAGRAM: N_("SmartArt drawings are left out. Save the drawing as an image and add it."),
    Loss.COMMENT: N_("Comments are left out."),
    Loss.INSERTED: N_("Tracked insertions are taken in as if they were accepted."),
    Loss.DELETED: N_("Tracked deletions are left out as if they were accepted."),
    Loss.FORMULA: N_("Formulas are left out."),
    Loss.OBJECT: N_("Embedded files, such as Excel sheets, are left out."),
    Loss.IMAGE: N_("Images of a kind that cannot be shown (for example EMF or WMF) are left out."),
    Loss.NESTED_TABLE: N_("Tables inside tables: their text stands in the outer table."),
    Loss.TABLE: N_("Tables whose shape could not be kept: their text stands as a paragraph."),
    Loss.ENDNOTE: N_("Endnotes became footnotes."),
}


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """A line of the list of imports."""

    file_name: str
    href: str
    state: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class UploadPage(Page):
    """Where a Word file is chosen. `problem` says why the last one was not read."""

    template: ClassVar[str] = "imports/upload.html"
    bar: ReportBar
    text_languages: tuple[tuple[str, str], ...]
    language: str
    earlier: tuple[EarlierImport, ...]
    is_frozen: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the file with the section chosen for it."""

    index: int
    heading: str
    words: int
    tables: int
    images: int
    excerpt: str
    target: str


@dataclass(frozen=True, slots=True)
class LossRow:
    """What was not kept, how often, and under which headings."""

    text: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A section that was written to. `is_left`: somebody has written since, so that the undoing left it alone."""

    name: str
    href: str
    history: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class ImportPage(Page):
    """What was understood of a file; before it is taken in, with a choice for every part."""

    template: ClassVar[str] = "imports/import.html"
    bar: ReportBar
    path: str
    file_name: str
    language: str
    is_preview: bool
    is_applied: bool
    parts: tuple[PartRow, ...]
    options: tuple[tuple[str, str], ...]
    losses: tuple[LossRow, ...]
    results: tuple[Result, ...]
    problem: str = ""


def upload_page(session: Session, access: ReportAccess, language: str = "", problem: str = "") -> UploadPage:
    """The form, and what was read before."""
    report = access.report
    template = template_of(session, report.template_version_id)
    texts = target_texts(session, access.report_id, report.languages[0])
    return UploadPage(
        bar=report_bar(access, template, "imports"),
        text_languages=tuple((code, gettext(LANGUAGE_NAMES[code])) for code in LANGUAGES if code in report.languages),
        language=language or report.languages[0],
        earlier=tuple(_earlier(access, row) for row in imports_of(session, access.report_id)),
        is_frozen=bool(texts) and all(text.is_frozen for text in texts),
        problem=problem,
    )


def import_page(session: Session, access: ReportAccess, made: WordImport, problem: str = "") -> ImportPage:
    """The import as it stands."""
    texts = target_texts(session, access.report_id, made.language)
    names = {target.key: target.name for target in targets_of(session, access, made.language)}
    return ImportPage(
        bar=report_bar(access, template_of(session, access.report.template_version_id), "imports"),
        path=f"{access.path}/imports/{made.id}",
        file_name=made.file_name,
        language=gettext(LANGUAGE_NAMES[_language(made.language)]),
        is_preview=made.state == ImportState.PREVIEW,
        is_applied=made.state == ImportState.APPLIED,
        parts=tuple(_row(index, part) for index, part in enumerate(parts_of(made))),
        options=(("", gettext("Leave out")), *((text.section_key, _option(text, names)) for text in texts)),
        losses=_losses(made),
        results=tuple(
            _result(access, made, change["section"], names, is_left=change.get("undone") is False)
            for change in made.applied.values()
        ),
        problem=problem,
    )


def targets_of(session: Session, access: ReportAccess, language: str) -> tuple[Target, ...]:
    """The report's sections by their titles in the text's language."""
    template = template_of(session, access.report.template_version_id)
    numbers = template.numbers()
    code = _language(language)
    return tuple(
        Target(section.key, numbers[section.key], section.titles.in_language(code)) for section in template.sections
    )


def _language(code: str) -> Language:
    return next(known for known in LANGUAGES if known == code)


def _earlier(access: ReportAccess, row: ListedImport) -> EarlierImport:
    return EarlierImport(
        file_name=row.file_name,
        href=f"{access.path}/imports/{row.id}",
        state=gettext(STATE_WORDS[ImportState(row.state)]),
        by=row.by,
        on=date_text(in_finland(row.at).date(), current_language.get()),
    )


def _row(index: int, part: Part) -> PartRow:
    text = " ".join(plain_text({"type": "doc", "content": part.blocks}).split())
    return PartRow(
        index=index,
        heading=part.heading or gettext("Before the first heading"),
        words=part.words,
        tables=part.count("table_figure"),
        images=len(part.images),
        excerpt=text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …",
        target=part.target,
    )


def _option(text: TargetText, names: dict[str, str]) -> str:
    """The section, and what would happen to its text."""
    if text.is_frozen:
        effect = gettext("frozen")
    elif not is_begun(text.document, text.version):
        effect = gettext("takes the place of the empty text")
    elif text.state in (SectionState.READY, SectionState.ACCEPTED):
        effect = gettext("goes below what is written, and opens the section for writing again")
    else:
        effect = gettext("goes below what is written")
    return f"{names[text.section_key]} – {effect}"


def _losses(made: WordImport) -> tuple[LossRow, ...]:
    rows = []
    for kind in Loss:
        found: Sequence[dict[str, object]] = [loss for loss in made.losses if loss["kind"] == kind]
        if found:
            places = tuple(str(loss["place"]) or gettext("Before the first heading") for loss in found)
            rows.append(LossRow(gettext(LOSS_WORDS[kind]), sum(int(str(loss["count"])) for loss in found), places))
    return tuple(rows)


def _result(access: ReportAccess, made: WordImport, key: str, names: dict[str, str], *, is_left: bool) -> Result:
    address, language = f"{access.path}/sections/{key}", f"?language={made.language}"
    return Result(names[key], address + language, f"{address}/history{language}", is_left)
