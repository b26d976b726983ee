"""Pieces of a PDF come from the shelf where they can, and are set side by side where they cannot."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.press import setting
from app.press.orders import Progress
from app.press.setting import Setting
from app.press.shelf import Shelf
from app.rendering.writers.pdf import Piece
from tests.factories.documents import synthetic_document

FRAME = replace(synthetic_document(4)[0], parts=())


def piece(key: str, words: str) -> Piece:
    return Piece(key, f"Luku {key}", "part", replace(FRAME, part=words))


PIECES = [piece("p1", "x"), piece("p3", "xxx"), piece("p2", "xx")]


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where each rendering, in whichever process, leaves a mark."""
    marks = tmp_path / "marks"

    def render(piece: Piece) -> bytes:
        with marks.open("a") as file:
            file.write(f"{piece.key} ")
        return piece.frame.part.encode()

    monkeypatch.setattr(setting, "render_piece", render)
    marks.touch()
    return marks


def test_what_is_on_the_shelf_is_not_made_again(tmp_path: Path, rendered: Path) -> None:
    (tmp_path / "shelf").mkdir()
    shelf = Shelf(tmp_path / "shelf")
    heard: list[Progress] = []
    first = Setting(shelf, heard.append)(PIECES)
    assert first == [b"x", b"xxx", b"xx"]
    assert sorted(rendered.read_text().split()) == ["p1", "p2", "p3"]
    assert {progress.doing for progress in heard} == {"Luku p1", "Luku p2", "Luku p3"}
    assert max(progress.percent for progress in heard) == setting.SET
    assert Setting(shelf, heard.append)(PIECES) == first
    assert len(rendered.read_text().split()) == 3
    changed = [*PIECES[:2], piece("p2", "xy")]
    assert Setting(shelf, heard.append)(changed) == [b"x", b"xxx", b"xy"]
    assert rendered.read_text().split()[3:] == ["p2"]


def test_a_damaged_piece_is_made_again(tmp_path: Path, rendered: Path) -> None:
    (tmp_path / "shelf").mkdir()
    shelf = Shelf(tmp_path / "shelf")
    run = Setting(shelf, lambda _progress: None)
    run(PIECES)
    path = tmp_path / "shelf" / PIECES[0].sha256
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert run(PIECES)[0] == b"x"
    assert rendered.read_text().split()[3:] == ["p1"]


def test_progress_does_not_go_back_when_the_contents_are_set_again(tmp_path: Path, rendered: Path) -> None:
    heard: list[Progress] = []
    run = Setting(Shelf(tmp_path / "none"), heard.append)
    for _ in range(3):
        run(PIECES[:1])
    percents = [progress.percent for progress in heard]
    assert percents == sorted(percents)
