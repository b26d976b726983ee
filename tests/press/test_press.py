"""The press makes files in processes with limits; whatever happens to one order stays with it."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.press.client import Press, Stop
from app.press.errors import RenderingFailed, RenderingStopped, RenderingTooLarge, RenderingTooSlow
from app.press.orders import Made, Order, Progress
from app.rendering import tree
from tests.factories.documents import synthetic_document

pytestmark = pytest.mark.slow

DOCUMENT = synthetic_document(2)[0]
VALUES = tree.to_json(DOCUMENT)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    press = Press(tmp_path_factory.mktemp("press"), module="tests.press.wild")
    yield press
    press.close()


@pytest.fixture
def press(shared: Press) -> Iterator[Press]:
    """The shared one; after the test nothing of its orders may be left."""
    yield shared
    deadline = time.monotonic() + 5
    while (left := family(shared)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert left == []


def family(press: Press) -> list[int]:
    """Processes in the press's session, without the press and what has ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == press.process_id and fields[0] != "Z" and int(entry.name) != press.process_id:
            found.append(int(entry.name))
    return found


def make(press: Press, writer: str = "canonical", seconds: int = 20, memory_mb: int = 1024, **more: object) -> Made:
    return press.make(Order(writer=writer, document=VALUES), seconds=seconds, memory_mb=memory_mb, **more)  # type: ignore[arg-type]


def test_a_file_comes_with_its_certificate_and_tells_how_far_it_is(press: Press) -> None:
    heard: list[Progress] = []
    made = make(press, progress=heard.append)
    assert made.certificate.is_whole
    assert made.certificate.compared["paragraph"] > 1
    percents = [progress.percent for progress in heard]
    assert percents == sorted(percents)
    assert percents[-1] > 90


def test_a_document_may_be_given_as_text_and_images_are_asked_for_one_by_one(press: Press) -> None:
    made = make(press)
    again = press.make(Order(writer="canonical", document=made.content), seconds=20, memory_mb=1024)
    assert again == made


def test_what_is_no_document_fails_with_words(press: Press) -> None:
    with pytest.raises(RenderingFailed):
        press.make(Order(writer="canonical", document={"title": "x"}), seconds=20, memory_mb=1024)
    with pytest.raises(RenderingFailed):
        make(press, "no-such-writer")


def test_an_endless_one_is_stopped_with_all_it_started(press: Press) -> None:
    before = time.monotonic()
    with pytest.raises(RenderingTooSlow):
        make(press, "endless", seconds=1)
    assert time.monotonic() - before < 5


def test_a_hungry_one_hits_its_limit(press: Press) -> None:
    with pytest.raises(RenderingTooLarge):
        make(press, "hungry")


@pytest.mark.parametrize("writer", ["crashing", "losing_a_hand"])
def test_a_crash_is_told_and_the_press_goes_on(press: Press, writer: str) -> None:
    process = press.process_id
    with pytest.raises(RenderingFailed):
        make(press, writer)
    assert make(press).certificate.is_whole
    assert process in (None, press.process_id)


def test_an_order_can_be_stopped_from_another_thread(press: Press) -> None:
    def later(stop: Stop) -> None:
        threading.Timer(0.2, stop).start()

    before = time.monotonic()
    with pytest.raises(RenderingStopped):
        make(press, "endless", started=later)
    assert time.monotonic() - before < 5


def test_a_killed_press_is_started_again(press: Press) -> None:
    make(press)
    assert press.process_id is not None
    os.kill(press.process_id, signal.SIGKILL)
    assert make(press).certificate.is_whole


def test_a_press_that_dies_in_the_middle_lets_its_orders_end(press: Press) -> None:
    make(press)

    def kill(_progress: Progress) -> None:
        if press.process_id is not None:
            os.kill(press.process_id, signal.SIGKILL)

    assert make(press, progress=kill).certificate.is_whole


def test_many_are_made_at_once(press: Press) -> None:
    made: list[Made] = []
    threads = [threading.Thread(target=lambda: made.append(make(press))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.certificate.file_sha256 for one in made}) == 1
    assert len(made) == 6


def test_it_knows_nothing_of_our_environment(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HVK_DATABASE_URL", "postgresql://secret@host/db")
    told = make(press, "prying").content.decode()
    assert "HVK_" not in told
    assert "secret" not in told


def test_an_idle_one_ends_itself_and_comes_back(tmp_path: Path) -> None:
    press = Press(tmp_path, idle_seconds=0.1, module="tests.press.wild")
    try:
        make(press)
        deadline = time.monotonic() + 5
        while press.process_id is not None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert press.process_id is None
        assert make(press).certificate.is_whole
    finally:
        press.close()
