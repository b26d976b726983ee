"""The page of the indicators' figures: the refresh that runs, what is hard to believe, the log, the age of the data."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import Person
from app.accounts.queries import users_by_id
from app.i18n import N_, current_language, gettext
from app.i18n.formats import number_text
from app.indicators import lease
from app.indicators.doubts import RULE_NAMES, Rule
from app.indicators.fetches import fetches_of, last_fetches, run_outcomes
from app.indicators.models import Doubt, Fetch, FetchOutcome, RefreshRun
from app.indicators.packages import load_packages
from app.indicators.queries import titles
from app.indicators.runs import Trigger, newest_runs, open_run, run_by_id
from app.indicators.trust import open_doubt_count, open_doubts
from app.organisations.queries import region_names
from app.permissions import SYSTEM, Permission, can
from app.web.templating import Page

RUNS = 10
DOUBTS = 200
TRIGGERS = {
    Trigger.COMMAND: N_("A command"),
    Trigger.SCHEDULE: N_("The clock"),
    Trigger.PERSON: N_("A person"),
}
OUTCOMES = {
    FetchOutcome.RENEWED: N_("Renewed"),
    FetchOutcome.UNCHANGED: N_("Unchanged"),
    FetchOutcome.REFUSED: N_("Refused"),
    FetchOutcome.SILENT: N_("No answer"),
}


@dataclass(frozen=True, slots=True)
class RunRow:
    """One refresh. `waits`: nobody is at work on it now."""

    id: int
    started_at: datetime
    by: str
    done: int
    total: int
    ended: bool
    stopped: bool
    outcomes: tuple[tuple[str, int], ...]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class RefreshPart(Page):
    """The refresh that runs, or the form that starts one. HTMX asks for it again while one runs."""

    template: ClassVar[str] = "admin/_refresh.html"
    running: RunRow | None
    packages: tuple[tuple[str, str], ...]
    last_good: datetime | None


@dataclass(frozen=True, slots=True)
class DoubtedFigure:
    id: int
    region: str
    group: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """Figures that the same answer made doubtful in the same way."""

    first: int
    title: str
    key: str
    rule: str
    period: str
    figures: tuple[DoubtedFigure, ...]
    note: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class FetchRow:
    """How one indicator's newest fetch went, and when its figures last were confirmed."""

    key: str
    title: str
    figures: int
    good_at: datetime | None
    accepted: bool
    changed: int
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorsPage(Page):
    """The state of every indicator's figures."""

    template: ClassVar[str] = "admin/indicators.html"
    running: RunRow | None
    packages: tuple[tuple[str, str], ...]
    last_good: datetime | None
    doubts: tuple[DoubtGroup, ...]
    more_doubts: int
    runs: tuple[RunRow, ...]
    indicators: tuple[FetchRow, ...]
    can_administer: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class FetchLine:
    key: str
    title: str
    outcome: str
    accepted: bool
    rows: int
    added: int
    altered: int
    removed: int
    requests: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class RunPage(Page):
    """What one refresh brought, indicator by indicator."""

    template: ClassVar[str] = "admin/refresh_run.html"
    run: RunRow
    fetches: tuple[FetchLine, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What somebody typed about doubted figures, and why it was not enough."""

    doubts: Collection[int] = ()
    note: str = ""
    error: str = ""


def indicators_page(
    session: Session, person: Person, undecided: Undecided | None = None, error: str = ""
) -> IndicatorsPage:
    """The whole page; `undecided` and `error` are shown where they belong."""
    named = titles(session, current_language.get())
    part = refresh_part(session)
    groups = _groups(session, named, undecided or Undecided())
    shown = sum(len(group.figures) for group in groups)
    return IndicatorsPage(
        running=part.running,
        packages=part.packages,
        last_good=part.last_good,
        doubts=groups,
        more_doubts=open_doubt_count(session) - shown,
        runs=_run_rows(session, newest_runs(session, RUNS)),
        indicators=_fetch_rows(session, named),
        can_administer=can(person.holdings, Permission.SYSTEM_ADMINISTER, SYSTEM),
        error=error,
    )


def refresh_part(session: Session) -> RefreshPart:
    """What runs now, and what could be started."""
    run = open_run(session)
    language = current_language.get()
    packages = sorted((found.titles.in_language(language), key) for key, found in load_packages().items())
    good = [found.started_at for _, _, found in last_fetches(session) if found is not None]
    return RefreshPart(
        running=_run_rows(session, [run])[0] if run else None,
        packages=(("", gettext("All indicators in use")), *((key, title) for title, key in packages)),
        last_good=max(good, default=None),
    )


def run_page(session: Session, run_id: int) -> RunPage:
    """One refresh with its log. Raises NotFound."""
    run = run_by_id(session, run_id)
    named = titles(session, current_language.get())
    lines = tuple(_line(fetch, named) for fetch in fetches_of(session, run_id))
    return RunPage(_run_rows(session, [run])[0], tuple(sorted(lines, key=lambda line: line.accepted)))


def _run_rows(session: Session, runs: Sequence[RefreshRun]) -> tuple[RunRow, ...]:
    people = users_by_id(session, (run.started_by for run in runs if run.started_by is not None))
    outcomes = run_outcomes(session, (run.id for run in runs if run.id is not None))
    at_work = lease.held_until(session) is not None
    return tuple(
        RunRow(
            id=run.id or 0,
            started_at=run.started_at,
            by=people[run.started_by].name if run.started_by in people else gettext(TRIGGERS[Trigger(run.trigger)]),
            done=run.done,
            total=len(run.keys),
            ended=run.finished_at is not None,
            stopped=run.stopped,
            outcomes=tuple(
                (gettext(OUTCOMES[outcome]), count)
                for outcome in FetchOutcome
                if (count := outcomes[run.id or 0][outcome])
            ),
            waits=run.finished_at is None and not at_work,
        )
        for run in runs
    )


def _groups(session: Session, named: Mapping[str, str], undecided: Undecided) -> tuple[DoubtGroup, ...]:
    alike: defaultdict[tuple[int, str, str, str], list[Doubt]] = defaultdict(list)
    found = open_doubts(session, DOUBTS)
    for doubt in found:
        alike[doubt.fetch_id, doubt.indicator_key, doubt.rule, doubt.period].append(doubt)
    codes = list({doubt.region_code for doubt in found})
    regions = {name.code: name.name for name in region_names(session, codes, current_language.get())}
    return tuple(_group(doubts, named, regions, undecided) for doubts in alike.values())


def _group(
    doubts: Sequence[Doubt], named: Mapping[str, str], regions: Mapping[str, str], undecided: Undecided
) -> DoubtGroup:
    first = doubts[0]
    is_meant = any(doubt.id in undecided.doubts for doubt in doubts)
    return DoubtGroup(
        first=first.id or 0,
        title=named.get(first.indicator_key, first.indicator_key),
        key=first.indicator_key,
        rule=gettext(RULE_NAMES[Rule(first.rule)]),
        period=first.period,
        figures=tuple(
            DoubtedFigure(
                id=doubt.id or 0,
                region=regions.get(doubt.region_code, doubt.region_code),
                group="" if doubt.population_group == "total" else doubt.population_group,
                before=_shown(doubt.before),
                after=_shown(doubt.after),
            )
            for doubt in doubts
        ),
        note=undecided.note if is_meant else "",
        error=undecided.error if is_meant else "",
    )


def _shown(value: float | None) -> str:
    """The figure with as many decimals as it has."""
    if value is None:
        return "–"
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return number_text(value, max(0, -int(exponent)))


def _fetch_rows(session: Session, named: Mapping[str, str]) -> tuple[FetchRow, ...]:
    """Every indicator that was ever asked for, refused fetches first."""
    rows = [
        FetchRow(
            key=key,
            title=named.get(key, key),
            figures=good.rows if good else 0,
            good_at=good.started_at if good else None,
            accepted=newest.accepted,
            changed=newest.changed,
            reason=newest.reason,
        )
        for key, newest, good in last_fetches(session)
    ]
    return tuple(sorted(rows, key=lambda row: (row.accepted, row.title)))


def _line(fetch: Fetch, named: Mapping[str, str]) -> FetchLine:
    return FetchLine(
        key=fetch.indicator_key,
        title=named.get(fetch.indicator_key, fetch.indicator_key),
        outcome=gettext(OUTCOMES[FetchOutcome(fetch.outcome)]),
        accepted=fetch.accepted,
        rows=fetch.rows,
        added=fetch.added,
        altered=fetch.altered,
        removed=fetch.removed,
        requests=fetch.requests,
        at=fetch.finished_at,
        reason=fetch.reason,
    )
