"""The bar of a report's sections by state, as shares of its width. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.desk.lines import Line
from app.desk.marks import Mark, state_mark
from app.i18n import N_, gettext, ngettext
from app.sections.models import SectionState

ORDER = (
    SectionState.ACCEPTED,
    SectionState.READY,
    SectionState.WRITING,
    SectionState.RETURNED,
    SectionState.NOT_STARTED,
)
SEVERAL = {
    SectionState.ACCEPTED: N_("are accepted"),
    SectionState.READY: N_("are ready"),
    SectionState.WRITING: N_("being written"),
    SectionState.RETURNED: N_("were returned"),
    SectionState.NOT_STARTED: N_("not yet started"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """The sections in one state; `word` tells of several. `start` and `share` are per cent, as SVG writes them."""

    mark: Mark
    word: str
    count: int
    start: str
    share: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`sentence` says the whole bar in words."""

    total: int
    finished: int
    late: int
    segments: tuple[Segment, ...]
    sentence: str


def progress_of(lines: Iterable[Line]) -> Progress:
    """Counts of the sections that somebody writes."""
    written = [line for line in lines if not line.is_automatic]
    counts = Counter(line.state for line in written)
    total, segments, passed = len(written), list[Segment](), 0
    for state in ORDER:
        if count := counts[state]:
            segments.append(_segment(state, count, passed, total))
            passed += count
    sections = ngettext("%(num)s section", "%(num)s sections", total)
    told = ", ".join(f"{segment.count} {segment.word}" for segment in segments)
    return Progress(
        total=total,
        finished=counts[SectionState.ACCEPTED] + counts[SectionState.READY],
        late=sum(1 for line in written if line.days_late),
        segments=tuple(segments),
        sentence=gettext("%(sections)s: %(told)s", sections=sections, told=told),
    )


def _segment(state: SectionState, count: int, passed: int, total: int) -> Segment:
    mark = state_mark(state)
    word = mark.word if count == 1 else gettext(SEVERAL[state])
    start, share = (f"{100 * number / total:.3f}%" for number in (passed, count))
    return Segment(mark, word, count, start, share)
