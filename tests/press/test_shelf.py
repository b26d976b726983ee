"""The shelf of pieces: whole or not there, bounded, never a reason to fail."""

import os
import time
from pathlib import Path

import pytest

from app.press.shelf import LONGEST_UNUSED, Shelf
from app.press.side_by_side import HandLostError, Hands


def test_what_was_put_is_found_and_what_was_damaged_is_not(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("a", b"piece")
    assert shelf.get("a") == b"piece"
    assert shelf.get("b") is None
    path = tmp_path / "a"
    path.write_bytes(path.read_bytes()[:-1])
    assert shelf.get("a") is None
    assert not path.exists()


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, largest=250)
    for age, key in ((300, "old"), (200, "middle"), (100, "new")):
        shelf.put(key, bytes(70))
        os.utime(tmp_path / key, (time.time() - age, time.time() - age))
    assert shelf.get("old") is not None, "using it makes it young"
    shelf.trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_the_half_written_and_the_unused_go(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for name, age in ((".new-x", 4000), (".new-y", 1), ("long-ago", LONGEST_UNUSED + 9), ("kept", 9)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    shelf.trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new-y", "kept"]


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "none")
    shelf.put("a", b"piece")
    assert shelf.get("a") is None


def test_hands_answer_in_order_the_heaviest_begun_first(tmp_path: Path) -> None:
    done: list[int] = []

    def work(number: int) -> bytes:
        with (tmp_path / "begun").open("a") as file:
            file.write(f"{number} ")
        return b"x" * number * 100_000

    answers = Hands(work, done.append, at_once=1).answers([1, 3, 2], int)
    assert [len(answer) for answer in answers] == [100_000, 300_000, 200_000]
    assert (tmp_path / "begun").read_text() == "3 2 1 "
    assert done == [3, 2, 1]


def test_a_lost_hand_is_told_and_does_not_hang() -> None:
    def work(number: int) -> bytes:
        if number == 2:
            os._exit(9)
        return b"x"

    with pytest.raises(HandLostError):
        Hands(work).answers([1, 2], int)
