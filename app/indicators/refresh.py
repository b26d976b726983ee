"""Renewing indicators from their sources: fetched outside of transactions, swapped one by one.

Whatever is refused or does not come leaves the last good figures in place, with the reason in the log.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.clock import now
from app.config import get_settings
from app.db import Database
from app.errors import DomainError
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, FetchOutcome, Indicator, Observation
from app.indicators.regions import known_regions
from app.indicators.service import log_fetch, replace_series
from app.indicators.sources import Answer, Figure, Regions, Source, Unchanged, open_sources

CALLS_AT_ONCE = 3
SMALLEST_SHARE_LEFT = 0.5  # an answer with fewer rows than this share of the stored ones is not believed


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one indicator's request."""

    key: str
    started_at: datetime
    answer: Answer | Unchanged | DomainError


def live_keys(keys: Iterable[str], sources: Mapping[str, Source]) -> list[str]:
    """Those of `keys` whose source can be asked."""
    return [key for key in keys if key.split(":")[0] in sources]


def refresh(
    database: Database,
    keys: Sequence[str],
    progress: Callable[[Fetch], None],
    sources: Mapping[str, Source] | None = None,
) -> list[Fetch]:
    """Renew these indicators, a few at a time; `progress` is told of each. Returns the log lines."""
    with database.read() as session:
        regions = known_regions(session)
    log = []
    with _opened(sources) as clients, ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        calls = [pool.submit(_fetch, clients, key, regions) for key in live_keys(keys, clients)]
        for fetched in _as_they_come(calls):
            with database.write() as session:
                fetch = _keep(session, fetched)
            log.append(fetch)
            progress(fetch)
    return log


@contextmanager
def _opened(sources: Mapping[str, Source] | None) -> Iterator[Mapping[str, Source]]:
    clients = sources if sources is not None else open_sources(get_settings())
    try:
        yield clients
    finally:
        for client in clients.values():
            client.close()


def _as_they_come(calls: Iterable[Future[Fetched]]) -> Iterator[Fetched]:
    for call in as_completed(calls):
        yield call.result()


def _fetch(sources: Mapping[str, Source], key: str, regions: Regions) -> Fetched:
    source, _, source_id = key.partition(":")
    started_at = now()
    try:
        return Fetched(key, started_at, sources[source].fetch(source_id, regions))
    except DomainError as error:
        return Fetched(key, started_at, error)


def _keep(session: Session, fetched: Fetched) -> Fetch:
    try:
        if isinstance(fetched.answer, DomainError):
            raise fetched.answer
        assert isinstance(fetched.answer, Answer)
        _compare(session, fetched.key, fetched.answer)
    except DomainError as error:
        outcome = FetchOutcome.SILENT if isinstance(error, SourceSilent) else FetchOutcome.REFUSED
        return log_fetch(session, fetched.key, fetched.started_at, outcome, reason=str(error))
    rows = [_observation(fetched.key, figure) for figure in fetched.answer.figures]
    return replace_series(session, _indicator(fetched), rows, started_at=fetched.started_at)


def _compare(session: Session, key: str, answer: Answer) -> None:
    before, come = len(stored_figures(session, key)), len(answer.figures)
    if come < before * SMALLEST_SHARE_LEFT or not come:
        raise AnswerRefused(reason=f"{come} figures where there were {before}")


def _observation(key: str, figure: Figure) -> Observation:
    return Observation(
        indicator_key=key,
        region_code=figure.region_code,
        period=figure.period,
        period_sort=figure.period_sort,
        population_group=figure.population_group,
        value=figure.value,
    )


def _indicator(fetched: Fetched) -> Indicator:
    assert isinstance(fetched.answer, Answer)
    described = fetched.answer.described
    source, _, source_id = fetched.key.partition(":")
    texts: dict[str, Any] = {
        f"{name}_{language}": text
        for name, three in (("title", described.titles), ("unit", described.units), ("producer", described.producers))
        for language, text in zip(("fi", "sv", "en"), three, strict=True)
    }
    return Indicator(
        key=fetched.key,
        source=source,
        source_id=source_id,
        decimals=described.decimals,
        source_updated_on=described.updated_on,
        fetched_at=fetched.started_at,
        **texts,
    )
