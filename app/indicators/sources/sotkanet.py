"""Sotkanet, THL's statistics and indicator bank: its REST interface, version 1.1.

The interface is meant for fetching in batches, never for page views. It refuses clients without an own
User-Agent, takes years only as repeated parameters, and answers with all regions at once in no order.
"""

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import ClassVar

from app.config import Settings
from app.indicators.sources import sotkanet_answers as answers
from app.indicators.sources.areas import Area, Place, places
from app.indicators.sources.base import Answer, Known, Listed, Regions, Unchanged
from app.indicators.sources.client import Ask, Client, Parameters, Visit
from app.indicators.sources.reading import read, refused

YEARS_IN_BATCH = 10
ROWS_A_YEAR = 700  # of one gender; about 470 in truth: far more means that the answer is not what was asked for
BYTES_A_ROW = 250  # about 90 in truth
MOST_BYTES_LISTED = 12_000_000  # 2.5 million in 2026
HINTS = {
    400: "the service does not understand the question; its interface may have changed",
    403: "the service turns this client away",
    404: "the service has no such indicator any more",
}

CATEGORIES: Mapping[str, str] = {"KUNTA": "KU", "HYVINVOINTIALUE": "HVA", "MAAKUNTA": "MK"}
COUNTRY = ("MAA", "SSS")  # category there, code here


class Sotkanet:
    """A client with its own connections; may be used from several threads."""

    name: ClassVar[str] = "sotkanet"

    def __init__(self, settings: Settings) -> None:
        self.client = Client(settings.sotkanet_url)
        self._places: tuple[Regions, Mapping[int, Place]] | None = None
        self._asking_regions = Lock()

    def close(self) -> None:
        self.client.close()

    def fetch(self, source_id: str, regions: Regions, known: Known | None = None) -> Answer | Unchanged:
        """All figures of the indicator with this number, of all genders that it is split into."""
        if not source_id.isdecimal():
            raise refused(f"{source_id} is not the number of an indicator")
        with Visit(self.client, f"{self.name}:{source_id}", regions, known) as visit:
            metadata = self._metadata(visit, int(source_id))
            if metadata is None:
                return Unchanged(visit.requests)
            reader = answers.Reader(metadata, self._region_places(visit, regions), regions)
            self._read_rows(visit, metadata, reader)
            if visit.same:
                return Unchanged(visit.requests)
            figures = reader.figures()
            described = metadata.described(counted=reader.counted)
            return Answer(described, figures, reader.skipped, visit.requests, visit.versions)

    def listed(self) -> Iterator[Listed]:
        """Every indicator of Sotkanet."""
        visit = Visit(self.client, self.name, {})
        for entry in read(
            answers.INDICATORS, visit.needed(Ask("indicators", max_body=MOST_BYTES_LISTED)), "the list of indicators"
        ):
            yield Listed(str(entry.id), answers.listed_title(entry.title), entry.organization.title.plain())

    def _metadata(self, visit: Visit, number: int) -> answers.Metadata | None:
        """The description; None where it and its own word for the data are what is stored."""
        ask = Ask(f"indicators/{number}", hints=HINTS)
        body = visit.get(ask, conditional=_settled(visit.known))
        if body is None:
            return None
        metadata = read(answers.METADATA, body, "the description")
        if metadata.id != number:
            raise refused(f"asked for indicator {number}, was told of {metadata.id}")
        if metadata.range.end < metadata.range.start:
            raise refused(f"the years end in {metadata.range.end} before they begin in {metadata.range.start}")
        known = visit.known
        same = visit.same and known is not None and known.updated_on == metadata.updated_on
        return None if same and _settled(known) else metadata

    def _region_places(self, visit: Visit, regions: Regions) -> Mapping[int, Place]:
        """Sotkanet's number of every region → ours. Asked once."""
        with self._asking_regions:
            if self._places is None or self._places[0] is not regions:
                entries = read(answers.REGIONS, visit.needed(Ask("regions"), marked=False), "the list of regions")
                areas = [
                    Area(entry.id, code, (entry.title.fi, entry.title.sv, entry.title.en))
                    for entry in entries
                    if (code := _code(entry)) is not None
                ]
                none: dict[int, Place] = {entry.id: None for entry in entries}
                self._places = regions, none | places(areas, regions)
            return self._places[1]

    def _read_rows(self, visit: Visit, metadata: answers.Metadata, reader: answers.Reader) -> None:
        unchanged = []
        for years in _batches(metadata.years):
            body = visit.get(_ask_rows(metadata, years), conditional=visit.same)
            if body is None:
                unchanged.append(years)
            else:
                reader.add(_rows(metadata, years, body), years)
        if visit.same:
            return
        for years in unchanged:  # needed after all, because others have changed
            reader.add(_rows(metadata, years, visit.needed(_ask_rows(metadata, years))), years)


def _settled(known: Known | None) -> bool:
    """Whether the source's own word for when the data changed is enough: it names a day, and a day is long."""
    if known is None or known.updated_on is None:
        return False
    return known.fetched_on is None or known.fetched_on > known.updated_on


def _ask_rows(metadata: answers.Metadata, years: list[int]) -> Ask:
    parameters: Parameters = {"indicator": metadata.id, "years": years, "genders": metadata.genders}
    return Ask("json", parameters, max_body=_most_rows(metadata, years) * BYTES_A_ROW, hints=HINTS)


def _rows(metadata: answers.Metadata, years: list[int], body: bytes) -> list[answers.Row]:
    rows = read(answers.ROWS, body, "the rows")
    if len(rows) > _most_rows(metadata, years):
        raise refused(f"{len(rows)} rows for {len(years)} years")
    return rows


def _most_rows(metadata: answers.Metadata, years: list[int]) -> int:
    return ROWS_A_YEAR * len(years) * len(metadata.genders)


def _batches(years: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(years), YEARS_IN_BATCH):
        yield years[start : start + YEARS_IN_BATCH]


def _code(entry: answers.RegionEntry) -> str | None:
    category, country = COUNTRY
    if entry.category == category:
        return country
    prefix = CATEGORIES.get(entry.category)
    return prefix + entry.code if prefix else None
