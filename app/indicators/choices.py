"""The indicators that somebody may choose for a block: everything with figures that is for all or for their own."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.models import Indicator

OWN = "own:"  # begins the keys of what an organisation counts itself


@dataclass(frozen=True, slots=True)
class Choice:
    """One indicator by name. `year` is that of its newest figure; None: it has not been fetched yet."""

    key: str
    title: str
    year: int | None


def choices(session: Session, language: Language, organisation_id: int | None) -> dict[str, Choice]:
    """By key: the catalogue's, whether fetched or not, then what else has figures, then the organisation's own."""
    known = {
        key: Choice(key, entry.titles.in_language(language), None) for key, entry in catalogue().indicators.items()
    }
    title = getattr(Indicator, f"title_{language}")
    fetched = (
        select(Indicator.key, title, Indicator.last_sort)
        .where(
            col(Indicator.fetched_at).is_not(None),
            or_(col(Indicator.organisation_id).is_(None), Indicator.organisation_id == organisation_id),
        )
        .order_by(col(Indicator.organisation_id).is_not(None), title)
    )
    rows = session.exec(fetched)
    return known | {key: Choice(key, name, sort // 100 if sort else None) for key, name, sort in rows}
