"""Renewing indicators from their sources: fetched outside of transactions, swapped one by one.

Whatever is refused or does not come leaves the last good figures in place, with the reason in the log.
At most as many answers are in memory as are asked for at once, however many indicators there are.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import structlog
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session, col, select

from app.clock import in_finland, now
from app.config import get_settings
from app.db import Database
from app.errors import DomainError
from app.indicators import lease, runs
from app.indicators.answers import new_series
from app.indicators.descriptions import answer_versions
from app.indicators.difference import Figures, by_place
from app.indicators.errors import AnswerRefused, LeaseLost, SourceSilent
from app.indicators.fetches import confirmed_on, figure_count
from app.indicators.models import Fetch, FetchOutcome, Indicator, RefreshRun
from app.indicators.regions import known_regions
from app.indicators.service import log_fetch, swap
from app.indicators.sources import Answer, AnswerVersion, Known, Regions, Source, Unchanged, open_sources

log = structlog.get_logger()

CALLS_AT_ONCE = 3
NEW_OBJECTS = 200_000  # before cycles are looked for
SMALLEST_SHARE_LEFT = 0.5  # an answer with fewer rows than this share of the stored ones is not believed


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one indicator's request. `figures` are checked."""

    key: str
    started_at: datetime
    answer: Answer | Unchanged | Exception
    figures: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is needed for asking: clients by source, the regions there are, and what is stored already."""

    sources: Mapping[str, Source]
    regions: Regions
    known: Mapping[str, Known]


def live_keys(keys: Iterable[str], sources: Iterable[str]) -> list[str]:
    """Those of `keys` whose source can be asked, each once."""
    names = frozenset(sources)
    return [key for key in dict.fromkeys(keys) if key.split(":")[0] in names]


def carry_out(
    database: Database,
    run_id: int,
    holder: str,
    progress: Callable[[Fetch], None] = lambda _: None,
    sources: Mapping[str, Source] | None = None,
    *,
    goes_on: Callable[[], bool] = lambda: True,
    afresh: bool = False,
) -> list[Fetch]:
    """Refresh what the run has not asked for yet; the caller holds the lease. Returns the log lines.

    `progress` is told of each. Where `goes_on` says no, the rest is left for whoever takes the run over.
    `afresh`: also what the sources say is unchanged.
    """
    with database.read() as session:
        run = session.get_one(RefreshRun, run_id)
        keys = runs.keys_left(session, run)
        regions = known_regions(session)
        known = {} if afresh else _known(session, keys)
    done: list[Fetch] = []
    with _opened(sources) as clients, _collecting_rarely():
        asking = Asking(clients, regions, known)
        for fetched in _fetched(database, holder, asking, live_keys(keys, clients), goes_on):
            fetch, wanted = _keep(database, holder, run_id, fetched)
            done.append(fetch)
            progress(fetch)
            if not wanted:
                break
    with database.write() as session:
        if goes_on() or runs.is_stopped(session, run_id):
            runs.end_run(session, run_id)
        lease.release(session, holder)
    return done


def _known(session: Session, keys: Sequence[str]) -> dict[str, Known]:
    """What the sources need for telling whether they have anything new."""
    versions: defaultdict[str, dict[str, AnswerVersion]] = defaultdict(dict)
    for address, version in answer_versions(session).items():
        versions[address.split(" ")[0]][address] = version
    confirmed = confirmed_on(session)
    columns: Any = (Indicator.key, Indicator.source_updated_on, Indicator.fetched_at)
    fetched = select(*columns).where(col(Indicator.fetched_at).is_not(None), col(Indicator.last_sort).is_not(None))
    wanted = frozenset(keys)
    return {
        key: Known(updated_on, versions[key], _day(confirmed.get(key) or fetched_at))
        for key, updated_on, fetched_at in session.exec(fetched)
        if key in wanted
    }


def _day(moment: datetime | None) -> date | None:
    return in_finland(moment).date() if moment else None


@contextmanager
def _opened(sources: Mapping[str, Source] | None) -> Iterator[Mapping[str, Source]]:
    clients = sources if sources is not None else open_sources(get_settings())
    try:
        yield clients
    finally:
        for client in clients.values():
            client.close()


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Figures come as hundreds of thousands of tuples without cycles: looking among them for any doubles the time."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _fetched(
    database: Database, holder: str, asking: Asking, keys: Iterable[str], goes_on: Callable[[], bool]
) -> Iterator[Fetched]:
    """The answers as they come, a few at a time; the lease is kept while waiting. Raises LeaseLost."""
    rest = iter(keys)
    pool = ThreadPoolExecutor(CALLS_AT_ONCE, thread_name_prefix="refresh")
    try:
        waiting = {pool.submit(_fetch, asking, key) for key in islice(rest, CALLS_AT_ONCE)}
        while waiting and goes_on():
            come, waiting = wait(waiting, timeout=lease.RENEWED_EVERY, return_when=FIRST_COMPLETED)
            if not come:
                _renew(database, holder)
            while come and goes_on():
                future: Future[Fetched] = come.pop()
                yield future.result()
                del future
                waiting |= {pool.submit(_fetch, asking, key) for key in islice(rest, 1)}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _renew(database: Database, holder: str) -> None:
    with database.write() as session:
        if not lease.renew(session, holder):
            raise LeaseLost


def _fetch(asking: Asking, key: str) -> Fetched:
    source, _, source_id = key.partition(":")
    started_at = now()
    try:
        answer = asking.sources[source].fetch(source_id, asking.regions, asking.known.get(key))
        if isinstance(answer, Unchanged):
            return Fetched(key, started_at, answer)
        return Fetched(key, started_at, answer, by_place(answer.figures, asking.regions))
    except DomainError as error:
        return Fetched(key, started_at, error)
    except Exception as error:  # an answer that breaks us must not stop the others
        log.exception("an answer could not be read", indicator=key)
        return Fetched(key, started_at, AnswerRefused(reason=f"could not be read: {type(error).__name__}: {error}"))


def _keep(database: Database, holder: str, run_id: int, fetched: Fetched) -> tuple[Fetch, bool]:
    """Store one answer, or the reason why not. Also: is the run still wanted? Raises LeaseLost."""
    try:
        with database.write() as session:
            if not lease.renew(session, holder):
                raise LeaseLost
            return _store(session, run_id, fetched), runs.count_done(session, run_id)
    except LeaseLost:
        raise
    except (DomainError, IntegrityError, DataError) as error:
        refused = error
    with database.write() as session:
        return _refuse(session, run_id, fetched, refused), runs.count_done(session, run_id)


def _store(session: Session, run_id: int, fetched: Fetched) -> Fetch:
    answer = fetched.answer
    if isinstance(answer, Exception):
        raise answer
    if isinstance(answer, Unchanged):
        outcome = FetchOutcome.UNCHANGED
        counts: dict[str, Any] = {"run_id": run_id, "requests": answer.requests}
        counts["rows"] = figure_count(session, fetched.key)
        return log_fetch(session, fetched.key, fetched.started_at, outcome, **counts)
    before, come = figure_count(session, fetched.key), len(fetched.figures)
    if come < before * SMALLEST_SHARE_LEFT or not come:
        raise AnswerRefused(reason=f"{come} figures where there were {before}")
    return swap(session, new_series(fetched.key, answer, fetched.figures, fetched.started_at, run_id))


def _refuse(session: Session, run_id: int, fetched: Fetched, error: Exception) -> Fetch:
    outcome = FetchOutcome.SILENT if isinstance(error, SourceSilent) else FetchOutcome.REFUSED
    reason = str(error) if isinstance(error, DomainError) else f"The database refused it: {error.__cause__ or error}"
    requests = getattr(error, "requests", 0)
    return log_fetch(session, fetched.key, fetched.started_at, outcome, run_id=run_id, requests=requests, reason=reason)
