"""The bar of a report's sections by state, as shares of its width. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.desk.lines import Line
from app.desk.marks import Mark, state_mark
from app.i18n import gettext, ngettext
from app.sections.models import SectionState

ORDER = (
    SectionState.ACCEPTED,
    SectionState.READY,
    SectionState.WRITING,
    SectionState.RETURNED,
    SectionState.NOT_STARTED,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """The sections in one state. `start` and `share` are per cent of the bar, as SVG writes them."""

    mark: Mark
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
            start, share = (f"{100 * number / total:.3f}%" for number in (passed, count))
            segments.append(Segment(state_mark(state), count, start, share))
            passed += count
    sections = ngettext("%(num)s section", "%(num)s sections", total)
    told = ", ".join(f"{segment.count} {segment.mark.word}" for segment in segments)
    return Progress(
        total=total,
        finished=counts[SectionState.ACCEPTED] + counts[SectionState.READY],
        late=sum(1 for line in written if line.days_late),
        segments=tuple(segments),
        sentence=gettext("%(sections)s: %(told)s", sections=sections, told=told),
    )
