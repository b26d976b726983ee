"""The clock can be set, for a while and for one thread."""

from datetime import UTC, datetime, timedelta

from app import clock

MIDSUMMER = datetime(2013, 6, 21, 22, 30, tzinfo=UTC)


def test_inside_the_clock_stands_still_and_outside_it_runs() -> None:
    with clock.at(MIDSUMMER):
        assert clock.now() == MIDSUMMER
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_day_is_finlands() -> None:
    with clock.at(MIDSUMMER):
        assert clock.today().isoformat() == "2013-06-22"


def test_a_clock_set_inside_another_gives_way_again() -> None:
    with clock.at(MIDSUMMER):
        with clock.at(MIDSUMMER + timedelta(days=1)):
            assert clock.today().day == 23
        assert clock.today().day == 22
