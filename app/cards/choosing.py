"""Which figures stand on a card: chosen from those that the municipality has, so that one page holds them. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.indicators.population import POPULATION
from app.rendering.series import IndicatorData, Point

MOST_ROWS, MOST_CHANGES = 5, 2
TERM_YEARS = 4  # a change is told over a council term
LEAST_POINTS = 3  # of a line that is worth drawing
KEY_FIGURES: tuple[tuple[str, ...], ...] = (  # the first of each that the municipality has
    POPULATION,
    ("statfin:11ra/vaesto_alle15_p",),
    ("statfin:11ra/vaesto_yli64_p", "sotkanet:170"),
    ("statfin:12r5/TYOTOSUUS", "sotkanet:181"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Keys of indicators by where they stand. `since`: the year against which change is told."""

    key_figures: tuple[str, ...]
    rows: tuple[str, ...]
    changes: tuple[str, ...]
    chart: str
    since: int
    left_over: int  # indicators of the package with figures for which there is no room

    @property
    def is_empty(self) -> bool:
        return not (self.key_figures or self.rows)


def candidates(package: Iterable[str]) -> tuple[str, ...]:
    """Every indicator that a card of this package may show."""
    return tuple(dict.fromkeys([*package, *(key for keys in KEY_FIGURES for key in keys)]))


def choose(data: Mapping[str, IndicatorData], region: str, package: Sequence[str], year: int) -> Chosen:
    """From the municipality's own figures; `year` is this one."""
    newest = {key: point for key, item in data.items() if (point := item.series[region].newest)}
    since = _since([newest[key] for key in package if key in newest], year)
    large = tuple(found for keys in KEY_FIGURES if (found := next((key for key in keys if key in newest), None)))
    current = tuple(key for key in package if key in newest and newest[key].sort // 100 >= since)
    rows = tuple(key for key in current if key not in (*POPULATION, *large))
    return Chosen(
        key_figures=large,
        rows=rows[:MOST_ROWS],
        changes=current,
        chart=next((key for key in rows if len(data[key].series[region].points) >= LEAST_POINTS), ""),
        since=since,
        left_over=len(rows[MOST_ROWS:]),
    )


def _since(newest: Sequence[Point], year: int) -> int:
    """A term before the year of which most of the package's newest figures are."""
    years = Counter(point.sort // 100 for point in newest)
    common = max(years, key=lambda one: (years[one], one)) if years else year
    return common - TERM_YEARS
