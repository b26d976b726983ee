"""Reading indicators and their figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import union_all
from sqlmodel import Session, col, select

from app.clock import in_finland
from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.citations import citation, collection_name, licence, producer, reference
from app.indicators.models import Doubt, DoubtState, Indicator, Observation
from app.rendering.series import Absence, Direction, IndicatorData, IndicatorInfo, Point, Series

TOTAL = "total"
PARTS_AT_ONCE = 100  # of one statement: databases bound both parts and parameters

FigurePlace = tuple[str, str, int, str]  # indicator, region, last month of the period, population group
Held = Mapping[FigurePlace, Point | None]
NOTHING_HELD: Held = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """Figures that somebody wants: each of these indicators in each of these regions.

    Of the total population, and of the population `groups` as well.
    """

    keys: Sequence[str]
    regions: Sequence[str]
    groups: Sequence[str] = ()


def indicator_data(
    session: Session,
    keys: Sequence[str],
    region_codes: Sequence[str],
    language: Language,
    *,
    groups: Sequence[str] = (),
    held: Held = NOTHING_HELD,
) -> dict[str, IndicatorData]:
    """The figures of these indicators in these regions, oldest first, in three queries.

    An indicator that was never fetched is not in the answer; a region without figures has an empty series.
    `held`: figures that are to be shown instead of the stored ones, None for a place that is to stay empty.
    """
    return indicator_data_sets(session, [Asked(keys, region_codes, groups)], language, held=held)[0]


def indicator_data_sets(
    session: Session, asked: Sequence[Asked], language: Language, *, held: Held = NOTHING_HELD
) -> list[dict[str, IndicatorData]]:
    """The answer to each, in three queries however many there are; no figure is read that nobody asked for."""
    keys = {key for one in asked for key in one.keys}
    fetched = select(Indicator).where(col(Indicator.key).in_(keys), col(Indicator.fetched_at).is_not(None))
    infos = {item.key: info(item, language) for item in session.exec(fetched)}
    series = _series(session, [one for one in asked if one.regions], infos.keys(), held)
    return [
        {
            key: IndicatorData(
                infos[key],
                _of_regions(series, key, one.regions, TOTAL),
                {group: _of_regions(series, key, one.regions, group) for group in one.groups},
            )
            for key in one.keys
            if key in infos
        }
        for one in asked
    ]


SeriesPlace = tuple[str, str, str]  # indicator, region, population group


def _of_regions(
    series: Mapping[SeriesPlace, Series], key: str, region_codes: Iterable[str], group: str
) -> dict[str, Series]:
    return {code: series.get((key, code, group)) or Series(code) for code in region_codes}


def _series(session: Session, asked: Sequence[Asked], known: Iterable[str], held: Held) -> dict[SeriesPlace, Series]:
    """Every series that was asked for and has anything to tell."""
    points: defaultdict[SeriesPlace, list[Point]] = defaultdict(list)
    absences: defaultdict[SeriesPlace, dict[int, Absence]] = defaultdict(dict)
    wanted = _wanted(asked, frozenset(known))
    wrong = _held_for_wrong(session, {key for keys, _, _ in wanted for key in keys})
    for key, code, group, absence, period, sort, value, lower, upper in _rows(session, wanted):
        if value is None:
            absences[key, code, group][sort] = Absence(absence or Absence.NO_DATA)
        elif not wrong or wrong.get((key, code, sort, group)) != value:
            points[key, code, group].append(Point(period, sort, value, lower, upper))
    _hold(points, held, wanted)
    return {
        place: Series(place[1], tuple(points[place]), _newest(absences[place]), absences[place])
        for place in {*points, *absences}
    }


Wanted = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]  # indicators, regions, groups: all with all


def _wanted(asked: Iterable[Asked], known: frozenset[str]) -> list[Wanted]:
    """What was asked for, each figure once: the indicators that the same regions and groups are wanted of, together."""
    of_key: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in asked:
        for key in known.intersection(one.keys):
            for group in (TOTAL, *one.groups):
                of_key[key, group].update(dict.fromkeys(one.regions))
    together: defaultdict[tuple[frozenset[str], str], list[str]] = defaultdict(list)
    for (key, group), regions in of_key.items():
        together[frozenset(regions), group].append(key)
    return [(tuple(keys), tuple(sorted(regions)), (group,)) for (regions, group), keys in together.items()]


def _rows(session: Session, wanted: Sequence[Wanted]) -> Iterator[Any]:
    table = Observation
    columns: Any = (
        table.indicator_key,
        table.region_code,
        table.population_group,
        table.absence,
        table.period,
        table.period_sort,
        table.value,
        table.lower,
        table.upper,
    )
    parts: list[Any] = [
        select(*columns).where(
            col(table.indicator_key).in_(keys),
            col(table.region_code).in_(regions),
            col(table.population_group).in_(groups),
        )
        for keys, regions, groups in wanted
    ]
    for start in range(0, len(parts), PARTS_AT_ONCE):
        some = parts[start : start + PARTS_AT_ONCE]
        statement: Any = union_all(*some) if len(some) > 1 else some[0]
        yield from session.connection().execute(statement)


def _held_for_wrong(session: Session, keys: Iterable[str]) -> dict[FigurePlace, float | None]:
    """Figures that a person holds for mistakes of their source. One that changed since is another figure."""
    table = Doubt
    columns: Any = (table.indicator_key, table.region_code, table.period_sort, table.population_group, table.after)
    statement = select(*columns).where(col(table.indicator_key).in_(keys), table.state == DoubtState.WRONG)
    return {tuple(place): after for *place, after in session.exec(statement)}


def _hold(points: defaultdict[SeriesPlace, list[Point]], held: Held, wanted: Iterable[Wanted]) -> None:
    """Put the held figures in the stored ones' stead, and every series in the order of time."""
    parts = [(frozenset(keys), frozenset(regions), frozenset(groups)) for keys, regions, groups in wanted]
    for (key, code, sort, group), point in held.items():
        if not any(key in keys and code in regions and group in groups for keys, regions, groups in parts):
            continue
        place = key, code, group
        points[place] = [stored for stored in points[place] if stored.sort != sort]
        if point is not None:
            points[place].append(point)
    for series in points.values():
        series.sort(key=attrgetter("sort"))


def _newest(absences: Mapping[int, Absence]) -> Absence:
    return absences[max(absences)] if absences else Absence.NO_DATA


def info(indicator: Indicator, language: Language) -> IndicatorInfo:
    """The indicator as blocks need it: in one language; direction and threshold from the catalogue or its own."""
    title: str = getattr(indicator, f"title_{language}")
    assert indicator.fetched_at is not None
    fetched_on = in_finland(indicator.fetched_at).date()
    entry = catalogue().indicators.get(indicator.key)
    return IndicatorInfo(
        key=indicator.key,
        title=title,
        unit=getattr(indicator, f"unit_{language}"),
        decimals=indicator.decimals,
        direction=Direction(indicator.direction) if indicator.direction else catalogue().direction(indicator.key),
        threshold=catalogue().threshold(indicator.key) if indicator.threshold is None else indicator.threshold,
        threshold_few=catalogue().threshold_few(indicator.key),
        citation=citation(indicator, title, fetched_on, language),
        fetched_on=fetched_on,
        collection=collection_name(indicator, language),
        reference=reference(indicator, language),
        producer=producer(indicator, language),
        licence=licence(indicator, language),
        family=entry.family if entry else "",
    )


def titles(session: Session, language: Language) -> dict[str, str]:
    """Every indicator that can be chosen, by key: the source's own title once fetched, else the catalogue's."""
    known = {key: entry.titles.in_language(language) for key, entry in catalogue().indicators.items()}
    column = getattr(Indicator, f"title_{language}")
    statement = select(Indicator.key, column).where(col(Indicator.fetched_at).is_not(None))
    fetched: dict[str, str] = dict(session.exec(statement).all())
    return known | fetched
