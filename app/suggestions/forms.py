"""The form in which a change is suggested: what it says, what is wrong with it."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from app.errors import BadInput
from app.i18n import gettext
from app.suggestions.choosing import Choice, Proposal, Wish, choose_block, choose_words, proposal
from app.suggestions.errors import SeenChanged
from app.suggestions.rewording import Misplaced
from app.suggestions.text_access import TextAccess
from app.web.params import MAX_INTEGER

MAX_WORDS = 20_000
MAX_REASON = 1000

Place = Annotated[int | None, Field(ge=0, le=MAX_INTEGER)]


class Chosen(BaseModel):
    """A range (or a point) that an editor saw at a version, or a block by its id."""

    version: Place = None
    start: Place = None
    end: Place = None
    block: str = Field("", max_length=40)


class SuggestionForm(Chosen):
    """Lengths are asked in `read`, so that what is too long comes back with its words."""

    seen: str = ""
    wish: Wish = Wish.CHANGE
    words: str = ""
    added: str = ""
    reason: str = ""


def chosen(session: Session, on: TextAccess, form: Chosen) -> Choice:
    """What the form is about, as it is now. Raises BadInput for an address without a place, and what choosing does."""
    if form.block:
        return choose_block(session, on.text_id, form.block)
    if form.version is None or form.start is None or form.end is None:
        raise BadInput
    return choose_words(session, on.text_id, form.version, min(form.start, form.end), max(form.start, form.end))


def read(choice: Choice, form: SuggestionForm) -> Proposal:
    """What is suggested. Raises BadInput with what to do, or SeenChanged."""
    typed = _lines(form.added if form.wish is Wish.ADD_BLOCK else form.words)
    field = "added" if form.wish is Wish.ADD_BLOCK else "words"
    faults: dict[str, str] = {}
    if form.wish not in choice.wishes:
        faults["wish"] = gettext("Choose what you suggest.")
    if len(typed) > MAX_WORDS:
        faults[field] = gettext("Suggest at most %(most)s characters at a time.", most=MAX_WORDS)
    if len(form.reason) > MAX_REASON:
        faults["reason"] = gettext("Give the reason in at most %(most)s characters.", most=MAX_REASON)
    if faults:
        raise BadInput(faults)
    if form.wish in _SEEING and _lines(form.seen) != _lines(choice.seen):
        raise SeenChanged
    try:
        made = proposal(choice, form.wish, typed)
    except Misplaced as error:
        fault = gettext("Keep what stands in ⟦ ⟧ as it is, or delete it whole.")
        raise BadInput({field: fault}) from error
    if form.wish in _WRITING and (made.proposed == made.base or not typed.strip()):
        raise BadInput({field: gettext("Write what the text should say instead.")})
    return made


def _lines(text: str) -> str:
    """Browsers send lines their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_SEEING = frozenset({Wish.CHANGE, Wish.REMOVE, Wish.CHANGE_BLOCK})
_WRITING = frozenset({Wish.CHANGE, Wish.CHANGE_BLOCK, Wish.ADD_BLOCK})
