"""Sotkanet, THL's statistics and indicator bank: its REST interface, version 1.1.

The interface is meant for fetching in batches, never for page views. It refuses clients without an own
User-Agent, takes years only as repeated parameters, and answers with all regions at once in no order.
"""

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import ClassVar

import httpx2
import stamina

from app.config import Settings
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.sources import sotkanet_answers as answers
from app.indicators.sources.base import Answer, Figure, Known, Listed, Regions

USER_AGENT = "hyvinvointikertomus/0.1 (welfare report tool; fetches in batches)"
TIMEOUT = httpx2.Timeout(45, connect=10)
ATTEMPTS = 4
YEARS_IN_BATCH = 10
ROWS_A_YEAR = 700  # about 470 in truth; far more means that the answer is not what was asked for
MAX_BODY = 20_000_000  # bytes

CATEGORIES: Mapping[str, str] = {"KUNTA": "KU", "HYVINVOINTIALUE": "HVA", "MAAKUNTA": "MK"}
COUNTRY = ("MAA", "SSS")


class Sotkanet:
    """A client with its own connections; may be used from several threads."""

    name: ClassVar[str] = "sotkanet"

    def __init__(self, settings: Settings) -> None:
        headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
        self.client = httpx2.Client(
            base_url=settings.sotkanet_url.rstrip("/") + "/", headers=headers, timeout=TIMEOUT, follow_redirects=False
        )
        self._regions: Mapping[int, str | None] | None = None
        self._asking_regions = Lock()

    def close(self) -> None:
        self.client.close()

    def fetch(self, source_id: str, regions: Regions, known: Known | None = None) -> Answer:  # noqa: ARG002
        """All figures of the indicator with this number, men and women together."""
        metadata = answers.read(answers.METADATA, self._get(f"indicators/{int(source_id)}"))
        if metadata.id != int(source_id):
            raise AnswerRefused(reason=f"asked for indicator {source_id}, was told of {metadata.id}")
        rows = [row for years in _batches(metadata.years) for row in self._rows(metadata, years)]
        if not rows:
            raise AnswerRefused(reason="no rows at all")
        figures = tuple(self._figures(rows, regions))
        return Answer(metadata.described(), figures, skipped=len(rows) - len(figures))

    def listed(self) -> Iterator[Listed]:
        """Every indicator of Sotkanet."""
        yield from ()

    def region_codes(self) -> Mapping[int, str | None]:
        """Sotkanet's number of every region → our code; None for the categories that we do not hold. Asked once."""
        with self._asking_regions:
            if self._regions is None:
                listed = answers.read(answers.REGIONS, self._get("regions"))
                self._regions = {region.id: _code(region) for region in listed}
            return self._regions

    def _rows(self, metadata: answers.Metadata, years: list[int]) -> list[answers.Row]:
        parameters: dict[str, str | int | list[int]] = {"indicator": metadata.id, "years": years, "genders": "total"}
        rows = answers.read(answers.ROWS, self._get("json", parameters))
        if len(rows) > ROWS_A_YEAR * len(years):
            raise AnswerRefused(reason=f"{len(rows)} rows for {len(years)} years")
        seen: set[tuple[int, int]] = set()
        for row in rows:
            _check(row, metadata, years)
            if (row.region, row.year) in seen:
                raise AnswerRefused(reason=f"region {row.region} stands twice in {row.year}")
            seen.add((row.region, row.year))
        return rows

    def _figures(self, rows: Iterable[answers.Row], regions: Regions) -> Iterator[Figure]:
        codes = self.region_codes()
        for row in rows:
            if row.region not in codes:
                raise AnswerRefused(reason=f"region {row.region} is not in the list of regions")
            code = codes[row.region]
            if code is not None and code in regions and row.figure is not None:
                yield Figure(code, str(row.year), row.year * 100 + 12, row.figure)

    def _get(self, path: str, parameters: Mapping[str, str | int | list[int]] | None = None) -> bytes:
        """The body of a JSON answer. Silence and failures of the service are tried again, with growing pauses."""
        try:
            for attempt in stamina.retry_context(on=_is_passing, attempts=ATTEMPTS, timeout=180, wait_max=20):
                with attempt:
                    response = self.client.get(path, params=dict(parameters or {}))
                    response.raise_for_status()
        except httpx2.HTTPError as error:
            raise SourceSilent(reason=str(error) or type(error).__name__) from error
        kind = response.headers.get("content-type", "").split(";")[0]
        if kind != "application/json":
            raise AnswerRefused(reason=f"{kind or 'nothing'} instead of JSON")
        if len(response.content) > MAX_BODY:
            raise AnswerRefused(reason=f"{len(response.content)} bytes")
        return response.content


def _is_passing(error: Exception) -> bool:
    """Worth another try: the network, too many calls, or the service's own trouble."""
    if isinstance(error, httpx2.HTTPStatusError):
        return error.response.status_code == 429 or error.response.status_code >= 500
    return isinstance(error, httpx2.TransportError)


def _batches(years: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(years), YEARS_IN_BATCH):
        yield years[start : start + YEARS_IN_BATCH]


def _check(row: answers.Row, metadata: answers.Metadata, years: list[int]) -> None:
    if row.indicator != metadata.id:
        raise AnswerRefused(reason=f"asked for indicator {metadata.id}, got a row of {row.indicator}")
    if row.year not in years:
        raise AnswerRefused(reason=f"a row of {row.year}, which was not asked for")
    if row.gender != "total":
        raise AnswerRefused(reason=f"a row of {row.gender}, which was not asked for")
    if row.figure is None:
        raise AnswerRefused(reason=f"region {row.region} has neither value nor count in {row.year}")
    if abs(row.figure) > metadata.bound:
        raise AnswerRefused(reason=f"{row.figure} for region {row.region} in {row.year} is out of bounds")


def _code(region: answers.RegionEntry) -> str | None:
    category, country = COUNTRY
    if region.category == category:
        return country
    prefix = CATEGORIES.get(region.category)
    return prefix + region.code if prefix else None
