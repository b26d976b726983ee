"""The demo's reports as files.

report.yaml tells who did what and when, a Markdown file a section what was written, remarks.yaml what was said of it.
A report made with an older version of its template has that in a folder.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.clock import HELSINKI, today
from app.demo.claims import with_cited_figures
from app.demo.drawings import drawings_in, with_drawings
from app.demo.figures.load import recorded_figures
from app.document.markdown import from_markdown
from app.i18n import Language
from app.report_templates.loader import load_all, read_templates
from app.report_templates.schema import ReportTemplate
from app.reports.models import Outcome
from app.sections.models import SectionState

FOLDER = Path(__file__).parent / "reports"
REPORTS = (
    "kokkola-laaja-2009-2012",  # first, so that its files are made first: readers come for it
    "kokkola-laaja-2005-2008",
    "kokkola-laaja-2021-2025",
    "kaustinen-laaja-2021-2025",
)

Day = date | int  # an int counts days from the day of loading: -6 was six days ago


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SectionScript(_Strict):
    """What happened to one section. Days that are not given are the report's own."""

    owner: str
    state: SectionState = SectionState.ACCEPTED
    written: Day | None = None
    due: Day | None = None
    reason: str = ""  # why it was returned


class DecisionScript(_Strict):
    """What one body decided, in the fields of the decision form."""

    body_key: str
    body_name: str
    meeting_on: date
    paragraph: str
    register_number: str
    preparer: str
    presenter: str
    proposal: str
    outcome: Outcome
    decision_text: str
    earlier_handling: str = ""


class Act(_Strict):
    """Who did something, and when."""

    by: str
    day: Day
    time: time

    @property
    def moment(self) -> datetime:
        return datetime.combine(day_of(self.day), self.time, tzinfo=HELSINKI)


class Comment(Act):
    """The first or a later comment of a conversation, as it is typed."""

    says: str


class NamedVersionScript(Act):
    """The text as it then was, given a name."""

    named: str


class ThreadScript(_Strict):
    """A conversation: about some words of the text, or about its first block of a kind."""

    words: str = ""
    block: str = ""
    comments: Annotated[list[Comment], Field(min_length=1)]
    resolved: Act | None = None


class SuggestionScript(Act):
    """Other words for some in the text; `becomes` is empty where they are to go."""

    words: str
    becomes: str
    reason: str = ""
    accepted: Act | None = None


RemarkScript = NamedVersionScript | ThreadScript | SuggestionScript


class ReportScript(_Strict):
    """One report from its start to where the demo leaves it."""

    region_code: str
    coordinator: str
    secretary: str = ""
    template: str
    assessed: tuple[int, int]
    planned: tuple[int, int] | None = None
    comparison: list[str]
    languages: list[Language]
    started: Day
    written: Day
    due: Day
    settled: Day  # when the coordinator accepted or returned
    sections: dict[str, SectionScript]
    sent: date | None = None
    published: date | None = None
    decisions: Annotated[list[DecisionScript], Field(default_factory=list)]


def report_scripts() -> Iterator[tuple[Path, ReportScript]]:
    """The reports with their folders."""
    for name in REPORTS:
        text = (FOLDER / name / "report.yaml").read_text(encoding="utf-8")
        yield FOLDER / name, ReportScript.model_validate(yaml.safe_load(text))


def template_for(folder: Path, script: ReportScript) -> ReportTemplate:
    """The report template as the product has it now, or the older version that the report was made with."""
    own = folder / "template"
    return (read_templates(own) if own.exists() else load_all())[script.template]


def section_texts(
    folder: Path, key: str, *, known_by: date = date.max, before: bool = False
) -> dict[str, dict[str, Any]]:
    """The section's documents by language, for the languages it is written in; they cite what was `known_by` then.

    `before`: as they were when they were translated, for those that have changed since; in a folder of their own.
    """
    name = f"before/{key}.md" if before else f"{key}.md"
    paths = {path.relative_to(folder).parts[0]: path for path in sorted(folder.glob(f"*/{name}"))}
    recorded = recorded_figures(known_by)
    return {
        language: from_markdown(with_drawings(with_cited_figures(path.read_text(encoding="utf-8"), recorded)))
        for language, path in paths.items()
    }


def drawings_of(folder: Path) -> set[str]:
    """The names of the drawings that the report's texts show."""
    return {name for path in folder.glob("*/*.md") for name in drawings_in(path.read_text(encoding="utf-8"))}


def remark_scripts(folder: Path) -> dict[str, list[RemarkScript]]:
    """By section: what was said and suggested about its text once it was written, in the order of time."""
    path = folder / "remarks.yaml"
    if not path.exists():
        return {}
    return TypeAdapter(dict[str, list[RemarkScript]]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))


def day_of(day: Day) -> date:
    """The calendar day that a script means."""
    return day if isinstance(day, date) else today() + timedelta(days=day)


def morning_of(day: Day) -> datetime:
    """Nine o'clock in Finland on that day."""
    return datetime.combine(day_of(day), time(9), tzinfo=HELSINKI)
