"""Finding indicators by words: all of them must be there, in whichever language, with or without diacritics."""

import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, case, col, exists, false, func, or_, select

from app.i18n import Language
from app.indicators.models import Indicator, Observation

PAGE = 40
MOST_WORDS = 8
LANGUAGES = ("fi", "sv", "en")


def folded(text: str) -> str:
    """The text as it is searched: lower case, without diacritics and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def search_words(indicator: Indicator) -> str:
    """What `Indicator.search_words` is to hold: number, titles and producers in all languages."""
    texts = [indicator.source, indicator.source_id]
    texts += [getattr(indicator, f"{field}_{language}") for field in ("title", "producer") for language in LANGUAGES]
    return folded(" ".join(dict.fromkeys(texts)))[:1800]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for. Empty fields ask for nothing. `keys`: only among these indicators."""

    words: str = ""
    source: str = ""
    producer: str = ""  # its name in the reader's language
    keys: frozenset[str] | None = None
    region_code: str = ""  # only indicators that have a figure of this region
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One indicator in a list. `year` is that of its newest figure anywhere; None: there are none."""

    key: str
    title: str
    unit: str
    producer: str
    source: str
    source_id: str
    organisation_id: int | None
    year: int | None
    is_fetched: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found, and how many there are in all."""

    found: tuple[Found, ...]
    total: int


def find(session: Session, wanted: Wanted, language: Language, organisation_id: int | None, page: int = 1) -> Hits:
    """The indicators of all sources, and the organisation's own, that match; those with figures first. Two queries."""
    matching = _matching(wanted, language, organisation_id)
    total: int = session.exec(select(func.count()).select_from(Indicator).where(matching)).one()
    title = getattr(Indicator, f"title_{language}")
    columns: Any = (
        Indicator.key,
        title,
        getattr(Indicator, f"unit_{language}"),
        getattr(Indicator, f"producer_{language}"),
        Indicator.source,
        Indicator.source_id,
        Indicator.organisation_id,
        Indicator.last_sort,
        col(Indicator.fetched_at).is_not(None),
    )
    statement = (
        select(*columns)
        .where(matching)
        .order_by(_is_number(wanted).desc(), col(Indicator.fetched_at).is_(None), title, col(Indicator.key))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    rows = session.connection().execute(statement)
    found = (Found(*(*row[:7], row[7] // 100 if row[7] else None, bool(row[8]))) for row in rows)
    return Hits(tuple(found), total)


def producers(session: Session, language: Language, organisation_id: int | None) -> list[str]:
    """Every producer of a listed indicator that the organisation may see, by name."""
    name = getattr(Indicator, f"producer_{language}")
    return list(session.exec(select(name).where(name != "", _seen_by(organisation_id)).distinct().order_by(name)))


def sources(session: Session) -> list[str]:
    """Every source that an indicator is known from."""
    column = col(Indicator.source)
    return list(
        session.exec(select(column).where(col(Indicator.organisation_id).is_(None)).distinct().order_by(column))
    )


def _seen_by(organisation_id: int | None) -> ColumnElement[bool]:
    """The statistics are everybody's, an organisation's own figures its own."""
    return or_(col(Indicator.organisation_id).is_(None), col(Indicator.organisation_id) == organisation_id)


def _matching(wanted: Wanted, language: Language, organisation_id: int | None) -> ColumnElement[bool]:
    words = folded(wanted.words).split()[:MOST_WORDS]
    asked = [_seen_by(organisation_id), *map(partial(col(Indicator.search_words).contains, autoescape=True), words)]
    if wanted.source:
        asked.append(col(Indicator.source) == wanted.source)
    if wanted.producer:
        asked.append(getattr(Indicator, f"producer_{language}") == wanted.producer)
    if wanted.keys is not None:
        asked.append(col(Indicator.key).in_(wanted.keys) if wanted.keys else false())
    if wanted.region_code:
        asked.append(_has_figures(wanted.region_code))
    if wanted.fetched:
        asked.append(col(Indicator.fetched_at).is_not(None))
    return and_(*asked)


def _has_figures(region_code: str) -> ColumnElement[bool]:
    return exists().where(
        col(Observation.indicator_key) == col(Indicator.key),
        col(Observation.region_code) == region_code,
        col(Observation.value).is_not(None),
    )


def _is_number(wanted: Wanted) -> ColumnElement[int]:
    """1 for an indicator whose number, or whose table, was typed: it stands first."""
    typed = wanted.words.strip().rpartition(":")[2]
    is_it = or_(col(Indicator.source_id) == typed, col(Indicator.source_id).startswith(f"{typed}/", autoescape=True))
    return case((is_it, 1), else_=0)
