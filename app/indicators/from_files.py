"""Statistics from files: what a file would change of the stored series, and changing it.

A file rarely holds a whole series. What it does not hold stays: the union of both becomes the series. A file that is
older than the last fetch only adds; it never puts an old figure in the place of a newer one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlmodel import Session, col, delete, select

from app.audit.service import record
from app.clock import now
from app.datafiles.figures import RawFigure, RowFault
from app.i18n import LANGUAGES
from app.indicators import lease
from app.indicators.catalogue import catalogue
from app.indicators.choices import OWN
from app.indicators.difference import Place, Values
from app.indicators.errors import AlreadyRefreshing
from app.indicators.fetches import stored_figures
from app.indicators.models import AnswerMark, Fetch, Indicator
from app.indicators.regions import known_regions
from app.indicators.service import NewSeries, swap
from app.indicators.sources import LIVE
from app.indicators.sources.base import Regions
from app.organisations.naming import region_of_sotkanet, regions_named

SOTKANET_SHAPES = frozenset({"sotkanet-rest", "sotkanet-page"})
MOST_DECIMALS = 3
_KEY = re.compile(rf"({'|'.join(sorted(LIVE))}):([\w./-]{{1,40}})")
_NUMBER = re.compile(r"(?:ind\. ?)?(\d{1,6})")


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file holds: figures by indicator. `skipped`: rows of areas not held here; `empty`: without a figure."""

    series: Mapping[str, Mapping[Place, Values]]
    lines: Mapping[tuple[str, Place], int]
    titles: Mapping[str, str]
    faults: tuple[RowFault, ...]
    skipped: int
    empty: int

    @property
    def figures(self) -> int:
        return sum(map(len, self.series.values()))


@dataclass(slots=True)
class _Reading:
    shape: str
    regions: Regions
    known: frozenset[str]
    named: Mapping[str, str]  # key by name
    series: dict[str, dict[Place, Values]] = field(default_factory=dict)
    lines: dict[tuple[str, Place], int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    skipped: int = 0
    empty: int = 0

    def take(self, figure: RawFigure) -> None:
        if figure.value is None and not figure.absence:
            self.empty += 1
            return
        key, code = self._key(figure), self._region(figure)
        if not key or not code:
            return
        place = Place(code, figure.sort, figure.group)
        if (key, place) in self.lines:
            self._fault(figure, "twice", f"{key} {code} {figure.period}")
            return
        values = Values(figure.period, figure.value, figure.lower, figure.upper, figure.absence)
        self.series.setdefault(key, {})[place] = values
        self.lines[key, place] = figure.line
        self.titles.setdefault(key, figure.title)

    def _key(self, figure: RawFigure) -> str:
        key = key_of(figure.indicator)
        if not key and not figure.indicator.startswith(OWN):  # what somebody counts itself is no statistic of that name
            key = self.named.get((figure.title or figure.indicator).casefold(), "")
        listed = key in self.known or (key and figure.title and self.shape in SOTKANET_SHAPES | {"json-stat"})
        if not listed:
            self._fault(figure, "unlisted-indicator", figure.indicator)
            return ""
        return key

    def _region(self, figure: RawFigure) -> str:
        by_number = self.shape == "sotkanet-rest"
        codes = region_of_sotkanet(figure.region) if by_number else regions_named(figure.region)
        if not codes and self.shape in SOTKANET_SHAPES:
            self.skipped += 1
            return ""
        if len(codes) != 1:
            self._fault(figure, "unclear-region" if codes else "unknown-region", figure.region)
            return ""
        region = self.regions[next(iter(codes))]
        if region.valid_to is not None and figure.sort // 100 > region.valid_to:
            self._fault(figure, "ended-region", figure.region)
            return ""
        return region.code

    def _fault(self, figure: RawFigure, name: str, text: str) -> None:
        self.faults.append(RowFault(figure.line, name, text[:80]))


def plan(session: Session, shape: str, items: Iterable[RawFigure | RowFault]) -> FilePlan:
    """What the file's rows say of indicators that are known here, or that the file itself names."""
    named = _named(session)
    known = frozenset(catalogue().indicators) | _stored_keys(session)
    reading = _Reading(shape, known_regions(session), known, named)
    for item in items:
        if isinstance(item, RowFault):
            reading.faults.append(item)
        else:
            reading.take(item)
    faults = tuple(sorted(reading.faults, key=lambda fault: fault.line))
    return FilePlan(reading.series, reading.lines, reading.titles, faults, reading.skipped, reading.empty)


def _stored_keys(session: Session) -> frozenset[str]:
    return frozenset(session.exec(select(Indicator.key).where(col(Indicator.organisation_id).is_(None))))


def _named(session: Session) -> dict[str, str]:
    """The indicators by their names, as files that were downloaded here have them; a name of two names none."""
    columns = (Indicator.key, Indicator.title_fi, Indicator.title_sv, Indicator.title_en)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, *titles in session.exec(select(*columns).where(col(Indicator.organisation_id).is_(None))):
        for title in titles:
            found[title.casefold()].add(key)
    return {title: next(iter(keys)) for title, keys in found.items() if title and len(keys) == 1}


def key_of(text: str) -> str:
    """The indicator's key, of its number in Sotkanet or of itself; nothing for anything else."""
    if found := _NUMBER.fullmatch(text.strip()):
        return f"sotkanet:{int(found[1])}"
    return text.strip() if _KEY.fullmatch(text.strip()) else ""


def take_in(session: Session, actor_id: int | None, found: FilePlan, day: date, file_name: str) -> list[Fetch]:
    """Make the union of stored and file the series of each indicator, as if it had been fetched on `day`.

    Raises AlreadyRefreshing.
    """
    if lease.held_until(session) is not None:
        raise AlreadyRefreshing
    started_at = now()
    fetched_at = min(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), started_at)
    fetches = []
    for key, figures in found.series.items():
        fetches.append(_take(session, key, figures, found.titles.get(key, ""), fetched_at, started_at))
        record(
            session,
            "indicators:import",
            actor_id=actor_id,
            subject_type="indicator",
            subject_id=key,
            file=file_name,
            fetched_on=day.isoformat(),
            changed=fetches[-1].changed,
        )
    return fetches


def _take(
    session: Session,
    key: str,
    figures: Mapping[Place, Values],
    title: str,
    fetched_at: datetime,
    started_at: datetime,
) -> Fetch:
    stored = session.get(Indicator, key)
    old = stored_figures(session, key)
    is_older = stored is not None and stored.fetched_at is not None and stored.fetched_at > fetched_at
    newer = {place: values for place, values in figures.items() if values.value is not None or place not in old}
    union = {**figures, **old} if is_older else {**old, **newer}
    new = Indicator(**stored.model_dump()) if stored else _described(key, title, figures)
    if not is_older:
        new.fetched_at = fetched_at
    fetch = swap(session, NewSeries(new, union, started_at))
    if fetch.changed:  # the source is asked for everything next time, not only for what is newer
        session.exec(delete(AnswerMark).where(col(AnswerMark.address).startswith(f"{key} ", autoescape=True)))
    return fetch


def _described(key: str, title: str, figures: Mapping[Place, Values]) -> Indicator:
    """As far as the catalogue and the file tell."""
    source, _, source_id = key.partition(":")
    entry = catalogue().indicators.get(key)
    fi, sv, en = ((entry.titles.in_language(language) if entry else title)[:400] or key for language in LANGUAGES)
    return Indicator(
        key=key,
        source=source,
        source_id=source_id,
        title_fi=fi,
        title_sv=sv,
        title_en=en,
        decimals=_decimals(figures),
    )


def _decimals(figures: Mapping[Place, Values]) -> int:
    """As many as the figure with most of them has."""
    texts = (repr(values.value) for values in figures.values() if values.value is not None)
    return min(max((len(text.partition(".")[2].rstrip("0")) for text in texts), default=0), MOST_DECIMALS)
