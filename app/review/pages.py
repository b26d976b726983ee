"""The pages of a report's handling: where it stands, what comes next, decisions, editions."""

from dataclasses import dataclass
from typing import ClassVar

from app.editions.queries import EditionFile, EditionRow
from app.editions.reading import Reading
from app.exports.certificates import CertificateWords, certificate_words
from app.reports.bar import ReportBar
from app.review.forms import DecisionForm
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class RoadMark:
    """One step of the report's road: `css` and `mark` are its look, `detail` says when or what."""

    css: str
    mark: str
    name: str
    detail: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A recorded decision with its outcome in words and its lines, those without content left out."""

    body_name: str
    place: str  # 14.12.2026 § 98, version 2
    mark: str
    outcome: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition in the list, with the files made of it by language."""

    row: EditionRow
    address: str
    state: str
    files: tuple[EditionFile, ...]
    languages: tuple[str, ...]
    can_send: bool

    @property
    def proved(self) -> dict[str, CertificateWords]:
        """Language and format ("fi.pdf") → what reading the file back showed, of those that were compared."""
        return {
            f"{file.language}.{file.format}": certificate_words(file.certificate)
            for file in self.files
            if file.certificate is not None and file.is_ready
        }

    @property
    def can_retry(self) -> bool:
        """Is a file missing or not proved whole, that this person may ask for again?"""
        return self.can_send and any(file.needs_making for file in self.files)

    @property
    def is_waiting(self) -> bool:
        """Is some file still being made?"""
        return any(not file.is_ready and not file.is_failed for file in self.files)


@dataclass(frozen=True, slots=True)
class DecisionFormView:
    """The form of the next body's decision: what was typed, its faults, and what can be chosen."""

    body_name: str
    number: int
    values: DecisionForm
    errors: dict[str, str]
    outcomes: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    frozen_text: str  # the day the version was frozen


@dataclass(frozen=True, slots=True)
class DecisionsPage(Page):
    """The handling of a report on one page."""

    template: ClassVar[str] = "review/decisions.html"
    bar: ReportBar
    address: str
    road: tuple[RoadMark, ...]
    returned: DecisionView | None  # the referral that the report came back by
    missing: tuple[str, ...]
    form: DecisionFormView | None
    decisions: tuple[DecisionView, ...]
    editions: tuple[EditionView, ...]
    public_address: str
    can_send: bool
    can_refer_back: bool
    can_publish: bool
    waits: str  # what is waited for, where this person has nothing to do
    obstacles: tuple[str, ...]  # why the version in decision cannot be approved yet


@dataclass(frozen=True, slots=True)
class FilesPart(Page):
    """The files of one edition, asked for again until all are made."""

    template: ClassVar[str] = "review/_files.html"
    edition: EditionView


@dataclass(frozen=True, slots=True)
class ConfirmationPage(Page):
    """Says what is about to happen before it does. Some steps ask for a reason."""

    template: ClassVar[str] = "review/confirmation.html"
    bar: ReportBar
    title: str
    consequences: tuple[str, ...]
    action: str
    button: str
    back: str
    asks_reason: bool
    reason: str
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class EditionPage(Page):
    """A frozen edition to read, for those who may before it is published."""

    template: ClassVar[str] = "review/edition.html"
    bar: ReportBar
    edition: EditionView
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReadableEdition:
    """The newest edition of one report, in the list of those a person may read."""

    title: str
    organisation: str
    number: int
    state: str
    frozen_on: str
    address: str


@dataclass(frozen=True, slots=True)
class EditionsPage(Page):
    """What a council member finds first: the editions they may read."""

    template: ClassVar[str] = "review/editions.html"
    editions: tuple[ReadableEdition, ...]
