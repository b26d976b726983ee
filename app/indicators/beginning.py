"""What is known of indicators before any source has been asked: the product's own catalogue."""

from sqlmodel import Session, col, select

from app.indicators.catalogue import catalogue
from app.indicators.models import Indicator
from app.indicators.search import search_words


def list_catalogue(session: Session) -> None:
    """Let every indicator of the catalogue be found, fetched or not. Running it again changes nothing."""
    entries = catalogue().indicators
    held = frozenset(session.exec(select(Indicator.key).where(col(Indicator.key).in_(entries))))
    for key, entry in entries.items():
        if key not in held:
            session.add(_listed(key, entry.titles.fi, entry.titles.sv, entry.titles.en))
    session.flush()


def _listed(key: str, fi: str, sv: str, en: str) -> Indicator:
    source, _, source_id = key.partition(":")
    listed = Indicator(key=key, source=source, source_id=source_id, title_fi=fi, title_sv=sv, title_en=en)
    listed.search_words = search_words(listed)
    return listed
