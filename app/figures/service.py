"""Deciding on sentences: taking in what a source changed, or letting them stand although figures speak against them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import ReplaceStep, Step
from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.errors import NotFound
from app.figures.errors import NoReason, SentenceChanged
from app.figures.findings import ChangedSentence, Figures, changed_sentences, doubtful_sentences
from app.figures.models import ClaimWaiver
from app.figures.queries import figures_for, waiver_of, waivers_of
from app.figures.text_access import FiguresOfText
from app.figures.tokens import CitingSentence, citing_sentences
from app.i18n import current_language
from app.reports.service import keep_counts
from app.sections.announcements import announce_panel
from app.sections.errors import SectionFrozen
from app.sections.parsed import parsed_text
from app.sections.queries import text_head
from app.sections.server_steps import change_text

PANEL = "figures"
MAX_REASON = 400
_MAX_SENTENCE = 1000


def figures_of(session: Session, on: FiguresOfText, sentences: Sequence[CitingSentence]) -> Figures:
    """What these sentences of the text are held against."""
    on_report = on.access.on_report
    return figures_for(session, on_report.report, on_report.organisation, sentences, on.language)


def accept(session: Session, on: FiguresOfText, sentence_key: str) -> None:
    """Print what the source says now in one sentence. Raises SentenceChanged, SectionFrozen."""
    if not _accept(session, on, sentence_key):
        raise SentenceChanged


def accept_all(session: Session, on: FiguresOfText) -> int:
    """The same in all sentences that nobody let stand; how many those were. Raises SectionFrozen."""
    return _accept(session, on, "")


def _accept(session: Session, on: FiguresOfText, only: str) -> int:
    accepted: list[ChangedSentence] = []

    def steps(document: Node) -> list[Step]:
        sentences = citing_sentences(document.to_json())
        figures = figures_of(session, on, sentences)
        waived = waivers_of(session, on.text_id)
        changed = (item for item in changed_sentences(sentences, figures) if item.can_be_accepted)
        accepted[:] = [item for item in changed if (item.sentence.key == only if only else item.key not in waived)]
        return list(_steps(document, accepted, figures))

    person_id, organisation_id = on.access.on_report.person.id, on.access.on_report.organisation.id
    saved = change_text(session, person_id, on.text_id, steps, organisation_id=organisation_id)
    if saved.state_changed:
        keep_counts(session, saved.report_id)
    if accepted:
        _record(session, on, "figure:accept", figures=[_told(item) for item in accepted])
    return len(accepted)


def _steps(document: Node, changed: Iterable[ChangedSentence], figures: Figures) -> Iterator[Step]:
    """A figure takes one place, so that no step moves the places of the others."""
    for change in (change for item in changed for change in item.changes):
        position, point = change.token.position, change.point
        old = document.node_at(position)
        if old and point:
            info = figures.data[change.token.indicator].info
            renewed: dict[str, Any] = {
                "value": point.value,
                "text": change.now,
                "fetched_on": info.fetched_on.isoformat(),
            }
            node = old.type.create({**old.attrs, **renewed}, None, old.marks)
            yield ReplaceStep(position, position + 1, Slice(Fragment.from_(node), 0, 0))


def _told(item: ChangedSentence) -> list[str]:
    return [f"{change.token.text} → {change.now}" for change in item.changes if change.point]


def keep(session: Session, on: FiguresOfText, sentence_key: str, reason: str) -> None:
    """Let a sentence stand as it is printed until its source changes again. Raises SentenceChanged, NoReason."""
    sentences = _newest_sentences(session, on)
    changed = changed_sentences(sentences, figures_of(session, on, sentences))
    _waive(session, on, [(item.key, item.sentence) for item in changed], sentence_key, reason, "figure:keep")


def waive(session: Session, on: FiguresOfText, sentence_key: str, reason: str) -> None:
    """Let a claim stand although the figures speak against it. Raises SentenceChanged, NoReason."""
    sentences = _newest_sentences(session, on)
    doubtful = doubtful_sentences(sentences, figures_of(session, on, sentences), current_language.get())
    _waive(session, on, [(item.key, item.sentence) for item in doubtful], sentence_key, reason, "claim:waive")


def withdraw(session: Session, on: FiguresOfText, waiver_id: int) -> None:
    """A sentence that was let stand is marked again. Raises NotFound."""
    waiver = waiver_of(session, on.text_id, waiver_id)
    if waiver is None:
        raise NotFound
    session.delete(waiver)
    _record(session, on, "claim:withdraw", sentence=waiver.sentence, reason=waiver.reason)


def _newest_sentences(session: Session, on: FiguresOfText) -> list[CitingSentence]:
    """As nobody else changes them before this transaction ends. Raises SectionFrozen."""
    head = text_head(session, on.text_id, lock=True)
    if head is None:
        raise NotFound
    if head.frozen_at is not None:
        raise SectionFrozen
    return citing_sentences(parsed_text(session, on.text_id, head.version).to_json())


def _waive(
    session: Session,
    on: FiguresOfText,
    found: Sequence[tuple[str, CitingSentence]],
    sentence_key: str,
    reason: str,
    action: str,
) -> None:
    key, sentence = next((item for item in found if item[1].key == sentence_key), ("", None))
    if sentence is None:
        raise SentenceChanged
    if not reason.strip():
        raise NoReason
    made = ClaimWaiver(
        text_id=on.text_id,
        sentence_sha256=key,
        sentence=sentence.words[:_MAX_SENTENCE],
        reason=reason.strip()[:MAX_REASON],
        by=on.access.on_report.person.id,
        at=now(),
    )
    if key not in waivers_of(session, on.text_id):
        session.add(made)
        _record(session, on, action, sentence=made.sentence, reason=made.reason)


def _record(session: Session, on: FiguresOfText, action: str, **detail: object) -> None:
    record(
        session,
        action,
        actor_id=on.access.on_report.person.id,
        subject_type="section",
        subject_id=on.access.section_id,
        organisation_id=on.access.on_report.organisation.id,
        language=on.language,
        **detail,
    )
    announce_panel(session, on.text_id, PANEL)
