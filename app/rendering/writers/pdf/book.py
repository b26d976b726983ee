"""A whole report: its pieces are set, their pages numbered, the contents made of the numbers, and all joined."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers.pdf.contents import names_of_targets
from app.rendering.writers.pdf.engine import render_piece
from app.rendering.writers.pdf.isolation import NOTES_WITHIN
from app.rendering.writers.pdf.join import join
from app.rendering.writers.pdf.pieces import Piece, contents_piece, expected_contents_pages, pieces_of
from app.rendering.writers.pdf.sheets import Sheet, page_numbers

Run = Callable[[Sequence[Piece]], list[bytes]]
"""Sets pieces, in whatever order and processes, and gives their PDFs in the order asked for."""

Noted = tuple[str, str]
"""The place of a block that could not be set as it should, and why."""

_MESSAGES = {
    "": N_("Its image could not be drawn."),
    NOTES_WITHIN: N_("Its footnotes stand in its text, for they found no room at the foot of their page."),
}
_LETTERS = N_("No typeface has these letters; a sign stands for them: %(letters)s")


def in_turn(pieces: Sequence[Piece]) -> list[bytes]:
    """One piece after the other, in this process."""
    return [render_piece(piece) for piece in pieces]


def make_book(
    document: tree.Document,
    assets: Mapping[str, bytes],
    attachments: Sequence[Attachment],
    run: Run,
    noted: list[Noted],
) -> bytes:
    """The finished file."""
    with ExitStack() as opened:
        sheets = [opened.enter_context(Sheet(content)) for content in run(pieces_of(document, assets))]
        if not document.part:
            sheets.insert(1, _contents(document, sheets, run, opened))
        noted.extend(_noted(document, sheets))
        return join(document, sheets, attachments)


def _noted(document: tree.Document, sheets: Sequence[Sheet]) -> Iterator[Noted]:
    """ "4.2 Nuoret, Taulukko 4.2.1. Kuvateksti", or the first words of a block without a name."""
    names = names_of_targets(document)
    for sheet in sheets:
        for block in sheet.notes.plain:
            section = names.get(block.section, block.section) or document.title
            inside = names.get(block.anchor) or (f"“{block.words}…”" if block.words else "")
            message = _LETTERS if block.letters else _MESSAGES.get(block.error, N_("It could not be set: %(error)s"))
            told = translate(document.language, message, error=block.error, letters=" ".join(block.letters))  # type: ignore[arg-type]
            yield ", ".join(filter(None, (section, inside))), told


def _contents(document: tree.Document, sheets: list[Sheet], run: Run, opened: ExitStack) -> Sheet:
    """Set with the numbers that hold if it has as many pages as expected; if it has not, once more."""
    expected, cover, chapters = expected_contents_pages(document), sheets[0], sheets[1:]
    while True:
        pages = page_numbers(chapters, first=len(cover) + expected + 1)
        sheet = opened.enter_context(Sheet(run([contents_piece(document, pages)])[0]))
        if len(sheet) == expected:
            return sheet
        expected = len(sheet)
