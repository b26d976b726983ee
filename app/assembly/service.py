"""Database to Document. Everything after this is pure: the same Document gives the same bytes."""

from dataclasses import dataclass, replace
from typing import cast

from sqlmodel import Session

from app.assembly.cover import EXAMPLE_NOTICE, facts_of
from app.assembly.data_blocks import data_blocks
from app.assembly.decisions import decisions_table
from app.assembly.numbering import counted_through
from app.assembly.queries import Texts, decisions_of, makers_of, texts_of
from app.assembly.sources import with_sources
from app.clock import today
from app.comments.said import conversations_in
from app.comments.showing import with_remarks
from app.i18n import LANGUAGES, N_, Language, translate
from app.images.queries import layouts_of
from app.organisations.models import Organisation, Region
from app.organisations.queries import region
from app.rendering import tree
from app.rendering.prose import DataBlock, Image, section_blocks
from app.rendering.references import resolved
from app.report_templates.queries import template_of
from app.report_templates.schema import PartTemplate, ReportTemplate, SectionTemplate
from app.reports.bar import assessed_of, planned_of
from app.reports.blocks import block_context
from app.reports.bodies import body_names
from app.reports.models import Decision, Report
from app.reports.settings import plan_title, report_title
from app.suggestions.queries import open_in_report
from app.suggestions.showing import with_proposals

DRAFT = N_("draft")
NOT_WRITTEN = N_("This section has not been written yet.")
NO_TEXT = N_("This section has no text.")
AVAILABLE_IN: dict[str, str] = {
    "fi": N_("This section is available in Finnish."),
    "sv": N_("This section is available in Swedish."),
    "en": N_("This section is available in English."),
}


def assemble(
    session: Session,
    report: Report,
    language: Language,
    *,
    draft: bool,
    suggestions: bool = False,
    comments: bool = False,
) -> tree.Document:
    """The report in one language as it is now. What nobody has written is said, not left out silently.

    A draft may show open `suggestions` and `comments`; an edition has no trace of either.
    """
    assert report.id is not None
    template = template_of(session, report.template_version_id)
    organisation = session.get_one(Organisation, report.organisation_id)
    texts = _texts(session, report.id, language, suggestions=draft and suggestions, comments=draft and comments)
    sections = _Sections(
        template=template,
        numbers=template.numbers(),
        texts=texts,
        language=language,
        original=report.languages[0],
        draft=draft,
        decisions=tuple(decisions_of(session, report.id)),
        images=layouts_of(session, report.id),
        data_block=_data_blocks(session, report, organisation, texts, language),
    )
    document = tree.Document(
        language=language,
        organisation=getattr(_region(session, organisation), f"name_{language}"),
        title=report_title(template, assessed_of(report), language),
        subtitle=plan_title(template, planned_of(report), language),
        facts=facts_of(template, report, makers_of(session, report), language),
        parts=tuple(part for part in map(sections.part, template.parts) if part.sections),
        draft=draft,
        status=translate(language, DRAFT) if draft else "",
        created_on=today().isoformat(),
    )
    return resolved(counted_through(with_sources(_dressed(document, organisation, language), language)))


def _region(session: Session, organisation: Organisation) -> Region:
    found = region(session, organisation.region_code)
    assert found is not None
    return found


def _texts(session: Session, report_id: int, language: Language, *, suggestions: bool, comments: bool) -> Texts:
    """What is written, with what was asked for of what is said of it."""
    texts = texts_of(session, report_id)
    if suggestions:
        texts = _with_suggestions(session, report_id, texts, language)
    if comments:
        texts = _with_comments(session, report_id, texts)
    return texts


def _dressed(document: tree.Document, organisation: Organisation, language: Language) -> tree.Document:
    """The Document in the look that its organisation has now."""
    return replace(
        document,
        notice=translate(language, EXAMPLE_NOTICE) if organisation.is_example else "",
        brand_colour=organisation.brand_colour,
        arms=organisation.arms_sha256,
        arms_media_type=cast(tree.ArmsType, organisation.arms_media_type),
        font=organisation.font,
    )


def _data_blocks(
    session: Session, report: Report, organisation: Organisation, texts: Texts, language: Language
) -> DataBlock:
    written = [by_language[language].document for by_language in texts.values() if language in by_language]
    return data_blocks(session, report, block_context(session, report, organisation, language), written)


def _with_suggestions(session: Session, report_id: int, texts: Texts, language: Language) -> Texts:
    """The same with what is suggested for them."""
    texts = {key: dict(by_language) for key, by_language in texts.items()}
    for (key, code), waiting in open_in_report(session, report_id).items():
        text = texts[key][code]
        texts[key][code] = replace(text, document=with_proposals(text.document, waiting, language))
    return texts


def _with_comments(session: Session, report_id: int, texts: Texts) -> Texts:
    """The same with what is said of them."""
    texts = {key: dict(by_language) for key, by_language in texts.items()}
    for (key, code), said in conversations_in(session, report_id).items():
        text = texts[key][code]
        texts[key][code] = replace(text, document=with_remarks(text.document, said))
    return texts


def written_languages(session: Session, report: Report) -> list[Language]:
    """The report's languages in which somebody has written something, the original first."""
    assert report.id is not None
    texts = texts_of(session, report.id)
    written = {code for by_language in texts.values() for code, text in by_language.items() if text.is_written}
    return [code for wanted in report.languages for code in LANGUAGES if code == wanted and code in written]


@dataclass(frozen=True, slots=True)
class _Sections:
    """What every section is made from; read once for the whole report."""

    template: ReportTemplate
    numbers: dict[str, str]
    texts: Texts
    language: Language
    original: str  # the report's first language
    draft: bool
    decisions: tuple[Decision, ...]
    images: dict[str, Image]
    data_block: DataBlock

    @property
    def is_original(self) -> bool:
        return self.language == self.original

    def part(self, part: PartTemplate) -> tree.Part:
        label, title = (texts.in_language(self.language) if texts else "" for texts in (part.label, part.title))
        sections = (section for section in self.template.sections if section.part == part.key)
        return tree.Part(
            title=". ".join(text for text in (label, title) if text),
            sections=tuple(self.section(section) for section in sections if self.is_printed(section)),
        )

    def is_printed(self, section: SectionTemplate) -> bool:
        """Sections that exist only in the original are told about, unless they are empty there too."""
        return self.is_original or section.role == "approval" or any(self._written(section))

    def section(self, section: SectionTemplate) -> tree.Section:
        blocks, footnotes = self.body(section)
        if section.role == "approval" and self.decisions:
            blocks = (*blocks, self._decisions(section, blocks))
        return tree.Section(
            key=section.key,
            number=self.numbers[section.key],
            title=section.titles.in_language(self.language),
            blocks=blocks,
            footnotes=footnotes,
            role=section.role,
        )

    def body(self, section: SectionTemplate) -> tuple[tuple[tree.Block, ...], tuple[tree.Footnote, ...]]:
        """The section's own text, or the remark that stands in its place."""
        text = self.texts.get(section.key, {}).get(self.language)
        if text is None or not (self.is_original or text.is_written):
            return self._remark(section), ()
        blocks, footnotes = section_blocks(
            text.document,
            section_number=self.numbers[section.key],
            section_key=section.key,
            language=self.language,
            data_block=self.data_block,
            references={_anchor(key): self.numbers[key] for key in self.numbers},
            images=self.images,
        )
        if text.is_written:
            return blocks, footnotes
        return (*self._remark(section), *blocks), footnotes

    def _remark(self, section: SectionTemplate) -> tuple[tree.Block, ...]:
        if section.role == "approval":
            return ()
        if not self.is_original:
            return (tree.Notice(text=translate(self.language, AVAILABLE_IN[self.original])),)
        return (tree.Notice(text=translate(self.language, NOT_WRITTEN if self.draft else NO_TEXT)),)

    def _written(self, section: SectionTemplate) -> list[bool]:
        return [text.is_written for text in self.texts.get(section.key, {}).values()]

    def _decisions(self, section: SectionTemplate, before: tuple[tree.Block, ...]) -> tree.Table:
        bodies = {body.key: body for body in self.template.bodies}
        names = {
            made.body_key: body_names(bodies[made.body_key], made.body_name, self.original)[self.language]
            for made in self.decisions
        }
        place = 1 + sum(isinstance(block, tree.Table) for block in before)
        number = f"{self.numbers[section.key]}.{place}".lstrip(".")
        return decisions_table(self.decisions, names, number, self.language)


def _anchor(key: str) -> str:
    """A section's anchor, as cross references name it."""
    return key.replace("_", "-")
