"""Statistics Finland's database through PxWeb, version 1: a table's description first, then its figures by POST.

Codes in the tables carry dates and are given anew (all of them on 8 June 2026), so nothing is taken for granted but
the table's name and the code of the content. The service says how much may be asked at once, and how often.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, ClassVar

from pydantic import Field, TypeAdapter

from app.config import Settings
from app.errors import DomainError
from app.indicators.content import Strict, Titles, read_yaml
from app.indicators.sources import pxweb_json, pxweb_jsonstat, pxweb_tables
from app.indicators.sources.areas import living
from app.indicators.sources.base import Answer, Described, Figure, Known, Listed, Regions, ThreeLanguages, Unchanged
from app.indicators.sources.client import Ask, Client, Visit
from app.indicators.sources.pace import Pace
from app.indicators.sources.pxweb_answers import Content, figures
from app.indicators.sources.pxweb_tables import TABLE, Table, Wanted
from app.indicators.sources.reading import Answered, bounds, fitting, plain_text, read, refused, unit, within

TABLES_FILE = Path(__file__).parent.parent / "data" / "statfin.yaml"
SOURCE_ID = re.compile(r"^([a-z0-9]{2,12})/([A-Za-z0-9_]{1,30})$")
MOST_CELLS = 100_000  # Statistics Finland's own page; the service itself allows 120 000
CALLS = (30, 10.0)  # calls in seconds, from the same page
MOST_QUESTIONS = 100  # for one indicator
BYTES_A_CELL = 60  # with room for the lists of codes
BYTES_AT_LEAST = 500_000
RENAMED = "the table or its codes have been renamed, as all were in June 2026"
HINTS = {400: RENAMED, 403: "more cells than the service allows", 404: f"no such table; {RENAMED}"}
LANGUAGES = ("fi", "sv", "en")


class TablePlace(Strict):
    """Where a table lies in the database, and who makes its figures."""

    path: str
    producer: Titles


class Tables(Strict):
    """`data/statfin.yaml`."""

    tables: dict[str, TablePlace]


class Config(Answered):
    """`GET ?config`: what the service allows."""

    cells: Annotated[int, Field(alias="maxCells", ge=1)] = MOST_CELLS
    values: Annotated[int, Field(alias="maxValues", ge=1)] = MOST_CELLS
    calls: Annotated[int, Field(alias="maxCalls", ge=1)] = CALLS[0]
    seconds: Annotated[float, Field(alias="timeWindow", ge=1, le=3_600)] = CALLS[1]


CONFIG = TypeAdapter(Config)


@cache
def known_tables() -> Mapping[str, TablePlace]:
    """The tables that are read, by name. Raises ContentInvalid."""
    return read_yaml(TABLES_FILE, Tables).tables


class PxWeb:
    """A client with its own connections; may be used from several threads."""

    name: ClassVar[str] = "statfin"

    def __init__(self, settings: Settings) -> None:
        self.client = Client(settings.statfin_url, Pace(CALLS))
        self._most_cells: int | None = None
        self._described: dict[str, Table] = {}
        self._contents: dict[tuple[str, str], Mapping[str, Content]] = {}
        self._asking = Lock()

    def close(self) -> None:
        self.client.close()

    def fetch(self, source_id: str, regions: Regions, known: Known | None = None) -> Answer | Unchanged:
        """All figures of one content of a table, "12bs/vktm", in the regions that are held."""
        name, content = _parts(source_id)
        with Visit(self.client, f"{self.name}:{source_id}", regions, known) as visit:
            table = self._table(visit, name)
            wanted = pxweb_tables.wanted(table, content, regions)
            found, told = self._figures(visit, name, wanted)
            if visit.same:
                return Unchanged(visit.requests)
            if all(figure.value is None for figure in found):
                raise refused("not one figure in the whole answer")
            described = self._describe(visit, name, wanted, told)
            title = described.titles[0]
            within((figure.value for figure in found), bounds(title, described.units[0]), title)
            kept = living(found, regions)
            skipped = wanted.cells_elsewhere + len(found) - len(kept)
            return Answer(described, tuple(kept), skipped, visit.requests, visit.versions)

    def listed(self) -> Iterator[Listed]:
        """Every content of the tables that are read. A table that does not answer is left out, all are not."""
        trouble: DomainError | None = None
        answered = False
        for name in known_tables():
            try:
                entries = list(self._entries(name))
            except DomainError as error:
                trouble = error
                continue
            answered = True
            yield from entries
        if trouble and not answered:
            raise trouble

    def _entries(self, name: str) -> Iterator[Listed]:
        visit = Visit(self.client, f"{self.name}:{name}", {})
        place = known_tables()[name]
        producers = (place.producer.fi, place.producer.sv, place.producer.en)
        finnish, swedish, english = (self._titles(visit, name, language) for language in LANGUAGES)
        short = [pxweb_tables.bare(code) for code in finnish]
        for code, title in finnish.items():
            bare = pxweb_tables.bare(code)
            source_id = bare if short.count(bare) == 1 else code
            titles = (title, swedish.get(code, title), english.get(code, title))
            yield Listed(f"{name}/{source_id}", titles, producers)

    def _titles(self, visit: Visit, name: str, language: str) -> dict[str, str]:
        """Of all contents; empty where the table does not exist in this language."""
        if language == LANGUAGES[0]:
            table = self._table(visit, name)
        else:
            body = visit.get(Ask(_address(name, language), hints=HINTS, optional=(400, 404)), marked=False)
            if body is None:
                return {}
            table = pxweb_tables.checked(read(TABLE, body, "the table's description"))
        variable = pxweb_tables.contents(table)
        return {code: plain_text(text) for code, text in variable.named()}

    def _table(self, visit: Visit, name: str) -> Table:
        """The table's description; asked once for all its contents."""
        with self._asking:
            self._ask_limits(visit)
            if name not in self._described:
                body = visit.needed(Ask(_address(name, LANGUAGES[0]), hints=HINTS), marked=False)
                self._described[name] = pxweb_tables.checked(read(TABLE, body, "the table's description"))
            return self._described[name]

    def _ask_limits(self, visit: Visit) -> None:
        """Once; a service that does not say is asked as its page says."""
        if self._most_cells is not None:
            return
        try:
            config = read(CONFIG, visit.once(Ask("fi/?config", max_body=10_000)), "the limits")
        except DomainError:
            config = Config()
        self.client.pace.add(config.calls, config.seconds)
        self._most_cells = min(config.cells, config.values, MOST_CELLS)

    def _figures(self, visit: Visit, name: str, wanted: Wanted) -> tuple[list[Figure], Content]:
        found: list[Figure] = []
        told = None
        assert self._most_cells is not None
        parts = list(pxweb_tables.chunks(wanted, self._most_cells))
        if not 1 <= len(parts) <= MOST_QUESTIONS:
            raise refused(f"{len(parts)} questions would be needed, at {self._most_cells} cells each")
        for areas, periods in parts:
            count = len(areas) * len(periods) * max(1, len(wanted.groups))
            ask = Ask(
                _address(name, "fi"),
                json=_query(wanted, areas, periods),
                max_body=BYTES_AT_LEAST + count * BYTES_A_CELL,
                hints=HINTS,
            )
            body = visit.needed(ask)
            cells = pxweb_json.cells if pxweb_json.is_px_json(body) else pxweb_jsonstat.cells
            answer = cells(body, wanted)
            found += figures(answer, wanted, areas, {period: wanted.periods[period] for period in periods})
            told = told or answer.content
        assert told is not None, "something was asked"
        return found, told

    def _describe(self, visit: Visit, name: str, wanted: Wanted, finnish: Content) -> Described:
        code = pxweb_tables.bare(wanted.code)
        title = finnish.title or dict(wanted.content.named())[wanted.code]
        others = [self._told(visit, name, wanted, language).get(code) for language in LANGUAGES[1:]]
        told = [content or finnish for content in (finnish, *others)]
        own = [content or Content("", "", 0, "", None) for content in (finnish, *others)]
        percent = title.rstrip(" )").endswith("%")
        return fitting(
            Described(
                titles=_three(content.title or title for content in told),
                units=("%", "%", "%") if percent else _three(unit(content.unit) for content in told),
                producers=_three(content.source or finnish.source for content in told),
                decimals=finnish.decimals,
                updated_on=finnish.updated_on,
                descriptions=_three(content.about for content in own),
                limits=_three(content.limits for content in own),
            )
        )

    def _told(self, visit: Visit, name: str, wanted: Wanted, language: str) -> Mapping[str, Content]:
        """What the table says of its contents in another language, from one cell of each; empty where it has none."""
        with self._asking:
            if (name, language) not in self._contents:
                query = _query(wanted, wanted.areas[:1], list(wanted.periods)[-1:], every_content=True)
                ask = Ask(
                    _address(name, language), json=query, max_body=BYTES_AT_LEAST, optional=(400, 404), repeated=False
                )
                body = visit.get(ask, marked=False)
                self._contents[name, language] = _contents(body, wanted) if body is not None else {}
            return self._contents[name, language]


def _contents(body: bytes, wanted: Wanted) -> Mapping[str, Content]:
    contents = pxweb_json.contents if pxweb_json.is_px_json(body) else pxweb_jsonstat.contents
    return contents(body, wanted)


def _parts(source_id: str) -> tuple[str, str]:
    found = SOURCE_ID.match(source_id)
    if found is None:
        raise refused(f"{source_id} is not a table and a content")
    if found[1] not in known_tables():
        raise refused(f"the table {found[1]} is not among those that are read (app/indicators/data/statfin.yaml)")
    return found[1], found[2]


def _address(name: str, language: str) -> str:
    return f"{language}/{known_tables()[name].path}/{name}.px"


def _query(wanted: Wanted, areas: Any, periods: Any, *, every_content: bool = False) -> dict[str, Any]:
    chosen: dict[str, list[str]] = {wanted.area.code: list(areas), wanted.time.code: list(periods)}
    if wanted.sex is not None:
        chosen[wanted.sex.code] = list(wanted.groups)
    chosen |= {code: [total] for code, total in wanted.totals.items()}
    chosen[wanted.content.code] = list(wanted.content.values) if every_content else [wanted.code]
    items = [{"code": code, "selection": {"filter": "item", "values": values}} for code, values in chosen.items()]
    return {"query": items, "response": {"format": "json-stat2"}}


def _three(texts: Any) -> ThreeLanguages:
    fi, sv, en = texts
    return fi, sv, en
