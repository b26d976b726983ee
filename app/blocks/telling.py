"""What a drawing shows, in sentences written from its figures, for whoever does not see it.

Sentences are put so that no name needs to be inflected. They claim nothing that the figures do not show: "above" and
"below" only where the difference matters, a turning point only where it stands out from both ends.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.blocks.judgement import JUDGEMENTS, Standing, change, difference
from app.blocks.printing import absent_text, full_difference_text, full_value_text, is_count, is_year, period_text
from app.i18n import N_, Language, translate, translate_plural
from app.rendering.series import Absence, IndicatorInfo, Point

STANDS_OUT = 0.1  # a turning point is this far from both ends, as a share of all that the series spans
MOST_NAMED = 12  # areas or periods without a figure that are named one by one

WITHOUT: dict[Absence, str] = {
    Absence.NO_DATA: N_("No data: %(what)s"),
    Absence.MASKED: N_("Masked: %(what)s"),
    Absence.NOT_PUBLISHED: N_("Not published: %(what)s"),
}
BESIDE: dict[Standing, str] = {
    Standing.ABOVE: N_("%(other)s: %(value)s (%(period)s); %(name)s is above it, the difference is %(amount)s"),
    Standing.BELOW: N_("%(other)s: %(value)s (%(period)s); %(name)s is below it, the difference is %(amount)s"),
    Standing.LEVEL: N_("%(other)s: %(value)s (%(period)s); no essential difference"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """One figure of an area, a group or a region, under its name."""

    name: str
    point: Point | None
    absence: Absence = Absence.NO_DATA


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences about one indicator, in one language. `few_answers` as in `judgement`."""

    info: IndicatorInfo
    language: Language
    few_answers: bool = False

    def value(self, point: Point) -> str:
        return full_value_text(point, self.info, self.language)

    def say(self, message: str, **params: object) -> str:
        return translate(self.language, message, **params)

    def level(self, name: str, point: Point) -> str:
        """The newest figure."""
        return self.say(
            N_("%(name)s: %(value)s (%(period)s)"), name=name, value=self.value(point), period=period_text(point.period)
        )

    def course(self, points: Sequence[Point]) -> list[str]:
        """From the first figure to the last, and the turning point between them, if there is one."""
        if len(points) < 2:
            return [self.say(N_("There are no other figures"))]
        moved = change(self.info, points[0], points[-1], few_answers=self.few_answers)
        amount = full_difference_text(moved.amount, self.info, self.language)
        outcome = self.say(JUDGEMENTS[moved.judgement][1]) if moved.judgement else ""
        since = N_("Change since %(period)s: %(change)s")
        if not is_year(points[0].period):
            since = N_("Change since the period %(period)s: %(change)s")
        told = ", ".join(filter(None, (amount, outcome)))
        return [self.say(since, period=period_text(points[0].period), change=told), *self.turning_point(points)]

    def turning_point(self, points: Sequence[Point]) -> list[str]:
        """The highest or the lowest figure between the ends, where it matters against both of them."""
        inside = points[1:-1]
        if not inside:
            return []
        reach = max(point.value for point in points) - min(point.value for point in points)
        extremes = (
            (
                max(inside, key=lambda point: point.value),
                Standing.ABOVE,
                N_("Highest in between: %(value)s (%(period)s)"),
            ),
            (
                min(inside, key=lambda point: point.value),
                Standing.BELOW,
                N_("Lowest in between: %(value)s (%(period)s)"),
            ),
        )
        return [
            self.say(message, value=self.value(point), period=period_text(point.period))
            for point, standing, message in extremes
            if self._stands(point, points[0]) is standing is self._stands(point, points[-1])
            and min(abs(point.value - end.value) for end in (points[0], points[-1])) >= STANDS_OUT * reach
        ]

    def beside(self, name: str, point: Point, other: Named) -> str:
        """The figure `point` of `name` against another region's; only that region's where they cannot be compared."""
        if other.point is None:
            return f"{other.name}: {absent_text(other.absence, self.language)}"
        if other.point.sort != point.sort or is_count(self.info):
            return self.level(other.name, other.point)
        found = difference(self.info, point, other.point, few_answers=self.few_answers)
        return self.say(
            BESIDE[found.standing],
            other=other.name,
            value=self.value(other.point),
            period=period_text(other.point.period),
            name=name,
            amount=full_difference_text(found.amount, self.info, self.language, signed=False),
        )

    def extremes(self, figures: Iterable[Named]) -> list[str]:
        """Who has the highest and who the lowest figure."""
        known = [(figure.name, figure.point) for figure in figures if figure.point]
        if len(known) < 2:
            return []
        highest, lowest = max(known, key=_value), min(known, key=_value)
        if self.value(highest[1]) == self.value(lowest[1]):
            return [self.say(N_("All figures are the same: %(value)s"), value=self.value(highest[1]))]
        return [
            self._extreme(N_("Highest: %(who)s %(value)s"), highest[1], known),
            self._extreme(N_("Lowest: %(who)s %(value)s"), lowest[1], known),
        ]

    def place(self, name: str, point: Point, figures: Iterable[Named]) -> str:
        """Where a figure stands among all, counted from the highest."""
        known = [figure.point for figure in figures if figure.point]
        place = 1 + sum(self._stands_exactly(other, point) for other in known)
        return self.say(
            N_("%(name)s: %(value)s, number %(place)s of %(count)s from the highest"),
            name=name,
            value=self.value(point),
            place=place,
            count=len(known),
        )

    def _extreme(self, message: str, extreme: Point, known: Sequence[tuple[str, Point]]) -> str:
        value = self.value(extreme)
        who = [name for name, point in known if self.value(point) == value]
        return self.say(message, who=listed(who, self.language), value=value)

    def _stands(self, point: Point, other: Point) -> Standing:
        return difference(self.info, point, other, few_answers=self.few_answers).standing

    def _stands_exactly(self, point: Point, other: Point) -> bool:
        return difference(self.info, point, other).amount > 0


def without(absences: Mapping[str, Absence], language: Language) -> list[str]:
    """Names of areas or periods that have no figure, by the reason why."""
    return [
        translate(language, message, what=listed([name for name, why in absences.items() if why is absence], language))
        for absence, message in WITHOUT.items()
        if absence in absences.values()
    ]


def listed(names: Sequence[str], language: Language) -> str:
    """Names one after the other; of very many, how many more there are."""
    more = len(names) - MOST_NAMED
    if more <= 0:
        return ", ".join(names)
    said = translate_plural(language, "%(num)s other", "%(num)s others", more)
    return ", ".join((*names[:MOST_NAMED], said))


def classes(bands: Sequence[str], found: Iterable[int | None], language: Language) -> str:
    """How many municipalities each class has."""
    counts = Counter(found)
    told = [
        translate_plural(
            language, "%(band)s: %(num)s municipality", "%(band)s: %(num)s municipalities", counts[index], band=band
        )
        for index, band in enumerate(bands)
    ]
    return translate(language, "Classes: %(classes)s", classes="; ".join(told))


def text_of(sentences: Iterable[str]) -> str:
    """Sentences in a row, each with its full stop."""
    return " ".join(sentence if sentence.endswith(".") else f"{sentence}." for sentence in sentences if sentence)


def _value(figure: tuple[str, Point]) -> float:
    return figure[1].value
