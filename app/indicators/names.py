"""What indicators are called: by the source once fetched or listed, else by the product's catalogue."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.models import Indicator


def indicator_names(session: Session, keys: Iterable[str], language: Language) -> dict[str, str]:
    """The titles of these indicators by key; those that nobody knows are left out. One query."""
    wanted = tuple(dict.fromkeys(keys))
    entries = catalogue().indicators
    known = {key: entries[key].titles.in_language(language) for key in wanted if key in entries}
    title = getattr(Indicator, f"title_{language}")
    stored: dict[str, str] = dict(
        session.exec(select(Indicator.key, title).where(col(Indicator.key).in_(wanted))).all()
    )
    return {key: stored.get(key) or known[key] for key in wanted if stored.get(key) or key in known}
