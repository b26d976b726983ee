"""The matrix of bad answers: the last good figures stay, the log names the fault, and one refresh recovers."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import stamina
from sqlmodel import select

from app.config import Settings
from app.db import Database
from app.indicators import lease
from app.indicators.models import Fetch, Observation
from app.indicators.refresh import carry_out
from app.indicators.runs import Trigger, start_run
from app.indicators.sources import Source, client
from app.indicators.sources.pace import Pace
from app.indicators.sources.pxweb import PxWeb
from app.indicators.sources.sotkanet import Sotkanet
from app.organisations.service import load_regions
from tests.indicators.faults import Fault
from tests.indicators.faults.pxweb import FIGURES, TABLES
from tests.indicators.faults.services import PxWebService, Service, SotkanetService
from tests.indicators.faults.sotkanet import DESCRIPTIONS, REGIONS, ROWS
from tests.indicators.faults.transport import CONTENT, EVERYWHERE, SLOW
from tests.recorded.replay import replaying

MOST_REQUESTS = 5
SOTKANET = {f"sotkanet:{1000 + at}": fault for at, fault in enumerate([*EVERYWHERE, *ROWS, *DESCRIPTIONS])}
SLOWLY = {f"sotkanet:{1900 + at}": fault for at, fault in enumerate(SLOW)}
PXWEB = {f"statfin:11re/c{at}": fault for at, fault in enumerate([*CONTENT, *FIGURES])}
SHARED = {f"{fault.name}": fault for fault in (*REGIONS, *TABLES)}

Figures = dict[str, set[float | None]]


@dataclass
class Tried:
    """What the three refreshes of one indicator left: good, bad, good again."""

    good: set[float | None]
    bad: Fetch
    kept: set[float | None]
    recovered: Fetch
    new: set[float | None]
    asked: int


class Bench:
    """One database and the two services, over many refreshes."""

    def __init__(self, database: Database, address: str) -> None:
        self.database = database
        self.settings = Settings(sotkanet_url=f"{address}/rest", statfin_url=f"{address}/rest")

    def refresh(self, keys: Sequence[str]) -> dict[str, Fetch]:
        with self.database.write() as session:
            lease.take(session, "test")
            run = start_run(session, keys, Trigger.COMMAND, holder="test")
        sources: Mapping[str, Source] = {"sotkanet": Sotkanet(self.settings), "statfin": PxWeb(self.settings)}
        return {fetch.indicator_key: fetch for fetch in carry_out(self.database, run.id or 0, "test", sources=sources)}

    def figures(self, keys: Sequence[str]) -> Figures:
        """The stored values of each indicator."""
        found: Figures = {key: set() for key in keys}
        with self.database.read() as session:
            for key, value in session.exec(select(Observation.indicator_key, Observation.value)):
                if key in found:
                    found[key].add(value)
        return found

    def try_out(self, service: Service, faults: Mapping[str, Fault], deadline: float = 60) -> dict[str, Tried]:
        """A good refresh, one with all these faults at once, and a good one again."""
        keys = list(faults)
        service.faults = {}
        service.faults = {key.rpartition("/")[2].rpartition(":")[2]: GOOD for key in keys}
        self.refresh(keys)
        good = self.figures(keys)
        service.round += 1
        service.asked.clear()
        service.faults = {key.rpartition("/")[2].rpartition(":")[2]: fault for key, fault in faults.items()}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(client, "DEADLINE", deadline)
            bad, kept, asked = self.refresh(keys), self.figures(keys), dict(service.asked)
        service.faults = {key.rpartition("/")[2].rpartition(":")[2]: GOOD for key in keys}
        recovered, new = self.refresh(keys), self.figures(keys)
        return {
            key: Tried(
                good[key],
                bad[key],
                kept[key],
                recovered[key],
                new[key],
                asked[key.rpartition("/")[2].rpartition(":")[2]],
            )
            for key in keys
        }

    def try_shared(self, service: Service, key: str, fault: Fault) -> Tried:
        """The same with a fault of an answer that all indicators of the source share."""
        good = self.figures([key])[key] or (self.refresh([key]) and self.figures([key])[key])
        service.round += 1
        service.asked.clear()
        service.shared = fault
        bad, kept, asked = self.refresh([key])[key], self.figures([key])[key], sum(service.asked.values())
        service.shared = None
        recovered, new = self.refresh([key])[key], self.figures([key])[key]
        return Tried(good, bad, kept, recovered, new, asked)


GOOD = Fault("good", "", lambda good: None, where="nowhere")  # type: ignore[arg-type, return-value]


@pytest.fixture(scope="module")
def tried(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Tried]]:
    path = tmp_path_factory.mktemp("faults") / "faults.sqlite3"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        load_regions(session)
    stamina.set_testing(True, attempts=100, cap=True)
    with pytest.MonkeyPatch.context() as patch, replaying({}) as replay:
        patch.setattr(Pace, "wait", lambda self: None)
        bench, found = Bench(database, replay.address), {}
        passes = ((SotkanetService(), SOTKANET, 60), (SotkanetService(), SLOWLY, 0.5), (PxWebService(), PXWEB, 60))
        for service, faults, deadline in passes:
            replay.fault = service.reply
            found |= bench.try_out(service, faults, deadline)
        for service, key, shared in (
            (SotkanetService(), "sotkanet:1", REGIONS),
            (PxWebService(), "statfin:11re/vaesto", TABLES),
        ):
            replay.fault = service.reply
            found |= {fault.name: bench.try_shared(service, key, fault) for fault in shared}
    stamina.set_testing(False)
    yield found
    database.close()


def test_the_matrix_is_large() -> None:
    assert len(SOTKANET) + len(SLOWLY) + len(PXWEB) + len(SHARED) >= 150
    names = [fault.name for fault in (*EVERYWHERE, *SLOW, *ROWS, *DESCRIPTIONS, *FIGURES, *REGIONS, *TABLES)]
    assert len(set(names)) >= 120


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        pytest.param(place, fault, id=f"{place} {fault.name}")
        for place, fault in (SOTKANET | SLOWLY | PXWEB | SHARED).items()
    ],
)
def test_a_bad_answer(tried: dict[str, Tried], place: str, fault: Fault) -> None:
    found = tried[place]
    assert len(found.good) == 1
    assert found.kept == found.good  # the last good figures, all of them and nothing else
    assert found.bad.outcome == fault.outcome
    assert fault.told in found.bad.reason
    assert 1 <= found.asked <= MOST_REQUESTS
    assert found.bad.requests <= MOST_REQUESTS
    assert found.recovered.outcome == "renewed", found.recovered.reason
    assert len(found.new) == 1
    assert found.new != found.good
