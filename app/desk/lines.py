"""A report's sections as the dashboard's rows and the desk's tree show them: facts and template put together."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from app.desk.marks import Mark, days_late, fills_itself, initials, short_date, state_mark
from app.desk.rights import SectionRights, section_rights
from app.desk.translations import TranslationNote, translation_notes
from app.i18n import current_language
from app.live.presence import Presence
from app.permissions import Permission
from app.report_templates.schema import ReportTemplate
from app.reports.queries import SectionRow
from app.reports.settings import automatic_keys
from app.sections.models import SectionState
from app.translation.queries import Lag


@dataclass(frozen=True, slots=True)
class Line:
    """One section. `days_late` is 0 when it is not late; `changed_text` is empty until somebody has begun."""

    key: str
    number: str
    title: str
    state: SectionState
    mark: Mark
    owner_id: int | None
    owner_name: str
    owner_initials: str
    due_on: date | None
    due_text: str
    days_late: int
    changed_text: str
    open_comments: int
    is_subsection: bool
    is_automatic: bool
    href: str
    rights: SectionRights
    translations: tuple[TranslationNote, ...] = ()
    here: tuple[Presence, ...] = ()
    open_suggestions: int = 0

    @property
    def name(self) -> str:
        """Number and title: "4.3 Työikäiset"."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class PartLines:
    """A part of the report: "Osa I" and its title, both empty for sections outside parts."""

    label: str
    title: str
    lines: tuple[Line, ...]


def lines_of(
    template: ReportTemplate,
    rows: Iterable[SectionRow],
    report_path: str,
    held: Set[Permission],
    today: date,
    lags: Mapping[str, tuple[Lag, ...]],
    comments: Mapping[int, int],
) -> list[Line]:
    """In the report's order, in the reader's language. `lags`: translations behind; `comments`: open ones by id."""
    numbers, automatic, language = template.numbers(), automatic_keys(template), current_language.get()
    lines = []
    for row in rows:
        section = template.section(row.key)
        is_automatic = row.key in automatic
        lines.append(
            Line(
                key=row.key,
                number=numbers[row.key],
                title=section.titles.in_language(language),
                state=row.state,
                mark=fills_itself() if is_automatic else state_mark(row.state),
                owner_id=row.owner_id,
                owner_name=row.owner_name or "",
                owner_initials=initials(row.owner_name or ""),
                due_on=row.due_on,
                due_text=short_date(row.due_on, today),
                days_late=0 if is_automatic else days_late(row.state, row.due_on, today),
                changed_text="" if row.state is SectionState.NOT_STARTED else short_date(row.updated_at, today),
                open_comments=comments.get(row.id, 0),
                is_subsection=section.subsection,
                is_automatic=is_automatic,
                href=f"{report_path}/sections/{row.key}",
                rights=section_rights(held, row.state, frozen=row.frozen, automatic=is_automatic),
                translations=translation_notes(lags.get(row.key, ()), f"{report_path}/sections/{row.key}"),
            )
        )
    return lines


def by_part(template: ReportTemplate, lines: Iterable[Line]) -> tuple[PartLines, ...]:
    """The lines under their parts; parts without sections are left out."""
    language = current_language.get()
    parts = {part.key: (part, list[Line]()) for part in template.parts}
    for line in lines:
        parts[template.section(line.key).part][1].append(line)
    return tuple(
        PartLines(
            part.label.in_language(language) if part.label else "",
            part.title.in_language(language) if part.title else "",
            tuple(found),
        )
        for part, found in parts.values()
        if found
    )
