"""How a section's translations stand, for its page, the dashboard and the tree."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.i18n import gettext
from app.reports.deps import ReportAccess
from app.translation.pages import LANGUAGE_NAMES, lag_text
from app.translation.queries import Lag, lags_of


@dataclass(frozen=True, slots=True)
class TranslationNote:
    """A translation of a section: "Swedish: 2 paragraphs behind". `href` leads to both texts side by side."""

    language: str
    name: str
    text: str
    href: str
    is_begun: bool
    is_behind: bool


def lags_in(session: Session, access: ReportAccess) -> Mapping[str, tuple[Lag, ...]]:
    """By section key; nothing, and no query, in a report of one language."""
    languages = access.report.languages
    return lags_of(session, access.report_id, languages[0]) if len(languages) > 1 else {}


def translation_notes(lags: tuple[Lag, ...], section_href: str) -> tuple[TranslationNote, ...]:
    """The notes of one section."""
    return tuple(
        TranslationNote(
            language=lag.language,
            name=gettext(LANGUAGE_NAMES[lag.language]),
            text=lag_text(lag) if lag.is_behind else gettext("up to date"),
            href=f"{section_href}/side-by-side?language={lag.language}",
            is_begun=lag.is_begun,
            is_behind=lag.is_behind,
        )
        for lag in lags
    )
