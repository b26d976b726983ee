"""A table of figures without the words around it, and the remarks that every kind of block prints under its figures."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from app.blocks.base import BlockContext
from app.blocks.citing import source_line
from app.blocks.data import Gathered
from app.blocks.readings import Borrowed
from app.i18n import N_, Language, translate
from app.rendering import tree
from app.rendering.series import Absence, IndicatorInfo

ABSENCE_NOTES: dict[Absence, str] = {
    Absence.NO_DATA: N_("No data: the source gives no figure for this area. It is not zero."),
    Absence.MASKED: N_("Masked: the producer has hidden a small number. It is not zero."),
    Absence.NOT_PUBLISHED: N_("Not published: the producer does not publish the figure of this area. It is not zero."),
}
PLAIN_UPRIGHT = 8  # narrow columns that fit on an upright page


@dataclass(frozen=True, slots=True)
class Grid:
    """`style` as in `tree.Table`."""

    head: tuple[tree.Cell, ...]
    rows: tuple[tuple[tree.Cell, ...], ...]
    widths: tuple[float, ...]
    gathered: Gathered
    style: Literal["indicators", "plain"] = "plain"
    landscape: bool = False
    notes: tuple[str, ...] = field(default=())

    def table(
        self, anchor: str, caption: str, infos: Iterable[IndicatorInfo], language: Language, notes: Iterable[str] = ()
    ) -> tree.Table:
        """The table with its caption, its remarks and its source."""
        return tree.Table(
            anchor=anchor,
            number="",
            caption=(tree.Text(text=caption),) if caption else (),
            head=(self.head,),
            rows=self.rows,
            widths=self.widths,
            style=self.style,
            notes=(*self.notes, *notes),
            source=source_line(infos, language),
            landscape=self.landscape,
            data=self.gathered.dataset(),
        )


def widths(first: Iterable[float], count: int) -> tuple[float, ...]:
    """Shares of the width: those of the first columns, and `count` more that divide the rest."""
    first = tuple(first)
    if not count:
        return tuple(width / sum(first) for width in first)
    return (*first, *((1 - sum(first)) / count for _ in range(count)))


def absence_notes(gathered: Gathered, language: Language) -> list[str]:
    """The key to the words that stand where there is no figure."""
    found = {Absence(datum.absence) for datum in gathered.figures.values() if datum.absence}
    return [translate(language, note) for absence, note in ABSENCE_NOTES.items() if absence in found]


def stand_in_notes(borrowed: Iterable[Borrowed], context: BlockContext) -> list[str]:
    """Which regions' names stand over figures of another region with the same boundaries."""
    pairs = sorted({(one.region.short_name, one.of.name) for one in borrowed})
    told = N_("%(region)s: where the area has no figure of its own, that of %(other)s stands; same boundaries.")
    return [translate(context.language, told, region=region, other=other) for region, other in pairs]


def own_notes(borrowed: Iterable[str], language: Language) -> list[str]:
    """Whose figures stand in for the own region's."""
    names = ", ".join(sorted(set(borrowed)))
    told = N_("Regional figure: there is no own figure; this one is of %(region)s.")
    return [translate(language, told, region=names)] if names else []


def few_answers_notes(infos: Iterable[IndicatorInfo], codes: Iterable[str], context: BlockContext) -> list[str]:
    """Said where a survey's changes are judged with the threshold of few answers."""
    if not context.few_answers.intersection(codes) or all(info.threshold_few is None for info in infos):
        return []
    told = N_("Surveys: where few may have answered, only a change of at least %(threshold)s percentage points counts.")
    most = max(info.threshold_few for info in infos if info.threshold_few is not None)
    return [translate(context.language, told, threshold=f"{most:g}")]
