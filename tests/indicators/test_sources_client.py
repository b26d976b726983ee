"""How services are asked: in bounded time, with pauses as they wish, and not for ever when they are down."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx2
import pytest
import stamina

from app import clock
from app.config import Settings
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.sources import LIVE, open_sources
from app.indicators.sources.client import LEFT_ALONE_AFTER, Ask, Client, Visit, _worth_another
from app.indicators.sources.pace import Pace
from app.indicators.sources.sotkanet import Sotkanet
from tests.recorded.replay import Reply, replaying


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    stamina.set_testing(True, attempts=100, cap=True)
    yield
    stamina.set_testing(False)


@pytest.mark.parametrize(
    ("status", "wish", "answer"),
    [
        (503, "", True),
        (429, "7", 7.0),
        (429, "61", False),  # longer than anybody waits here
        (503, "Sun, 22 Nov 2026 06:00:30 GMT", 30.0),
        (503, "Sun, 22 Nov 2026 05:00:00 GMT", 0.0),
        (503, "soon", True),
    ],
)
def test_a_service_says_when_to_come_back(status: int, wish: str, answer: bool | float):  # noqa: FBT001
    request = httpx2.Request("GET", "http://127.0.0.1/")
    response = httpx2.Response(status, headers={"Retry-After": wish}, request=request)
    with clock.at(datetime(2026, 11, 22, 6, 0, tzinfo=UTC)):
        found = _worth_another(httpx2.HTTPStatusError("no", request=request, response=response))
    assert (found, type(found)) == (answer, type(answer))


def test_calls_keep_to_every_limit():
    moments: list[float] = [0.0]
    pace = Pace((3, 10.0), clock=lambda: moments[-1], pause=lambda seconds: moments.append(moments[-1] + seconds))
    pace.add(4, 60.0)
    for _ in range(5):
        pace.wait()
    assert moments == [0.0, 10.0, 60.0]


def test_no_other_host_is_ever_asked():
    client = Client("http://127.0.0.1:9/rest")
    for path in ("http://figures.example/rest/json", "https://127.0.0.1:9/rest/json"):
        with pytest.raises(AnswerRefused, match="own host"):
            Visit(client, "sotkanet:1", {}).get(Ask(path))
    client.close()


def test_a_service_that_is_down_is_left_alone():
    with replaying({"/indicators/1": Reply({}, status=503)}) as replay:
        source = Sotkanet(Settings(sotkanet_url=replay.address))
        reasons = []
        for _ in range(LEFT_ALONE_AFTER + 3):
            with pytest.raises(SourceSilent) as silence:
                source.fetch("1", {})
            reasons.append(str(silence.value))
        source.close()
    assert "HTTP 503" in reasons[LEFT_ALONE_AFTER - 1]
    assert all("left alone for now" in reason for reason in reasons[LEFT_ALONE_AFTER:])
    assert len(replay.asked) == LEFT_ALONE_AFTER * 3


def test_every_source_is_open_under_its_name():
    sources = open_sources(Settings())
    assert {name: source.name for name, source in sources.items()} == {name: name for name in LIVE}
    for source in sources.values():
        source.close()
