"""The original beside its translation: each block with how its translation stands and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup
from sqlmodel import Session

from app.blocks import BLOCK_TYPES
from app.document import Document, plain_text
from app.document.html import to_html
from app.document.wording import Piece, word_changes
from app.i18n import N_, gettext, ngettext
from app.permissions import Permission
from app.reports.section_deps import SectionAccess
from app.translation.alignment import BlockState, Row, Standing, standing
from app.translation.comparing import essence
from app.translation.queries import Lag
from app.translation.service import Texts, rows_of
from app.web.templating import Page, markup

STATE_WORDS: dict[BlockState, str] = {
    BlockState.CURRENT: N_("up to date"),
    BlockState.BEHIND: N_("behind"),
    BlockState.COPIED: N_("not translated yet"),
    BlockState.MISSING: N_("missing"),
    BlockState.EXTRA: N_("only in the translation"),
}
LANGUAGE_NAMES = {"fi": N_("Finnish"), "sv": N_("Swedish"), "en": N_("English")}
_MARKS = {  # the page's own marks; see layouts/_sprite.html
    BlockState.CURRENT: "accepted",
    BlockState.BEHIND: "late",
    BlockState.COPIED: "writing",
    BlockState.MISSING: "none",
    BlockState.EXTRA: "moved",
}
_EXCERPT = 60  # characters


@dataclass(frozen=True, slots=True)
class Choice:
    """A block that another may be paired with, told by its first words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block. `changes` tell how the original changed since it was translated; `note` says what words cannot."""

    id: str
    state: BlockState
    mark: str
    word: str
    html: Markup
    note: str
    changes: tuple[Piece, ...]
    action: str  # what the button says, or empty
    pairs: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The original's blocks. `path` is where the forms go; `seen` the version of the original that is shown."""

    path: str
    language: str
    language_name: str
    translation_language: str
    translation_name: str
    seen: int
    sentence: str
    behind: int
    absent: int
    editable: bool
    blocks: tuple[BlockView, ...]
    live: str


@dataclass(frozen=True, slots=True)
class OriginalPart(Page):
    """The original alone: what a change puts in its place on the page."""

    template: ClassVar[str] = "translation/_original.html"
    original: Original
    message: str = ""


def original_of(session: Session, access: SectionAccess, texts: Texts) -> tuple[Original, Standing]:
    """The original of these texts as the person sees it, and how the translation stands."""
    rows = rows_of(session, texts)
    stands = standing(rows)
    editable = access.may(Permission.SECTION_WRITE) and access.section.frozen_at is None
    missing = tuple(
        Choice(row.id, _excerpt(row.original)) for row in rows if row.state is BlockState.MISSING and row.id
    )
    languages = (texts.original.language, texts.translated.language)
    original = Original(
        path=f"{access.path}/translation",
        language=languages[0],
        language_name=gettext(LANGUAGE_NAMES[languages[0]]),
        translation_language=languages[1],
        translation_name=gettext(LANGUAGE_NAMES[languages[1]]),
        seen=texts.original.version,
        sentence=standing_text(stands),
        behind=stands.behind,
        absent=sum(row.state is BlockState.MISSING for row in rows),
        editable=editable,
        blocks=tuple(_view(row, missing if editable else (), editable=editable) for row in rows),
        live=f"{access.path}/live?language={languages[0]}",
    )
    return original, stands


def standing_text(stands: Standing) -> str:
    """ "2 paragraphs behind, 1 not translated"."""
    told = []
    if stands.behind:
        told.append(ngettext("%(num)s paragraph behind", "%(num)s paragraphs behind", stands.behind))
    if stands.missing:
        told.append(ngettext("%(num)s paragraph not translated", "%(num)s paragraphs not translated", stands.missing))
    return ", ".join(told) or gettext("Every paragraph is up to date")


def lag_text(lag: Lag) -> str:
    """The same from what the lists know."""
    if not lag.is_begun:
        return gettext("not begun")
    if lag.behind or lag.missing:
        return standing_text(Standing(lag.behind, lag.missing))
    return gettext("the original has changed")


def _view(row: Row, missing: Sequence[Choice], *, editable: bool) -> BlockView:
    shown = row.original or row.translated
    assert shown is not None
    return BlockView(
        id=row.id,
        state=row.state,
        mark=_MARKS[row.state],
        word=gettext(STATE_WORDS[row.state]),
        html=_html(shown),
        note=_note(row),
        changes=_changes(row),
        action=_action(row) if editable and row.id else "",
        pairs=tuple(missing) if row.state is BlockState.EXTRA and row.id else (),
    )


def _html(block: Document) -> Markup:
    labels = {kind.kind: kind.label for kind in BLOCK_TYPES}
    if block["type"] in labels:
        return markup("")
    return markup(to_html({"type": "doc", "content": [essence(block)]}))


def _note(row: Row) -> str:
    shown = row.original or row.translated or {}
    if row.is_stale_in_settings:
        return gettext("The settings in the original have changed.")
    label = next((kind.label for kind in BLOCK_TYPES if kind.kind == shown.get("type")), "")
    if label:
        return gettext("%(kind)s: fills itself in the language of the text.", kind=gettext(label))
    if row.state is BlockState.BEHIND and row.source is None:
        return gettext("It is not known which version this translates. Compare the two.")
    return ""


def _changes(row: Row) -> tuple[Piece, ...]:
    if row.state is not BlockState.BEHIND or row.source is None or row.original is None:
        return ()
    before, after = (_words(block) for block in (row.source, row.original))
    return word_changes(before, after) if before != after else ()


def _action(row: Row) -> str:
    if row.is_stale_in_settings:
        return gettext("Take over the settings")
    if row.state is BlockState.BEHIND:
        return gettext("Mark as up to date")
    return gettext("The same in both languages") if row.state is BlockState.COPIED else ""


def _words(block: Document) -> str:
    attrs = block.get("attrs") or {}
    said = [plain_text({"type": "doc", "content": [block]}), *(str(attrs.get(name, "")) for name in ("title", "alt"))]
    return "\n".join(words for words in said if words)


def _excerpt(block: Document | None) -> str:
    words = " ".join(_words(block or {"type": "doc"}).split())
    label = next((kind.label for kind in BLOCK_TYPES if kind.kind == (block or {}).get("type")), "")
    words = words or gettext(label or N_("(no words)"))
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
