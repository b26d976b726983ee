"""How the pieces of a PDF are set: from the shelf, or in processes of their own, side by side."""

from collections.abc import Callable, Sequence

from app.press.orders import Progress
from app.press.shelf import Shelf
from app.press.side_by_side import Hands
from app.rendering.writers.pdf import Piece, render_piece

BEGUN, SET = 5, 85  # per cent before the first piece, and after the last


class Setting:
    """Sets pieces: those on the shelf are taken from it, the others made side by side and put there."""

    def __init__(self, shelf: Shelf, told: Callable[[Progress], None]) -> None:
        self.shelf = shelf
        self.told = told
        self.whole = 0  # of the pieces seen so far, by the length of their text
        self.ready = 0

    def __call__(self, pieces: Sequence[Piece]) -> list[bytes]:
        """The PDF of each, in their order."""
        found = {piece.sha256: self.shelf.get(piece.sha256) for piece in pieces}
        missing = [piece for piece in pieces if found[piece.sha256] is None]
        self.whole += sum(map(_weight, missing))
        for piece, content in zip(missing, self._made(missing), strict=True):
            found[piece.sha256] = content
        return [found[piece.sha256] or b"" for piece in pieces]

    def _made(self, missing: Sequence[Piece]) -> list[bytes]:
        if len(missing) > 1:
            contents = Hands(self._make, self._done).answers(missing, _weight)
        else:  # the process is one of its own already
            contents = []
            for piece in missing:
                contents.append(self._make(piece))
                self._done(piece)
        if missing:
            self.shelf.trim()
        return contents

    def _make(self, piece: Piece) -> bytes:
        content = render_piece(piece)
        self.shelf.put(piece.sha256, content)
        return content

    def _done(self, piece: Piece) -> None:
        self.ready += _weight(piece)
        self.told(Progress(BEGUN + (SET - BEGUN) * self.ready // self.whole, piece.title))


def _weight(piece: Piece) -> int:
    return len(piece.manuscript)
