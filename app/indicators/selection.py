"""Which indicators a refresh is of."""

from collections.abc import Iterable

from sqlmodel import Session, col, or_, select

from app.indicators.catalogue import catalogue
from app.indicators.errors import NothingToRefresh
from app.indicators.models import Indicator
from app.indicators.packages import package
from app.indicators.refresh import live_keys
from app.indicators.sources import LIVE


def chosen_keys(session: Session, package_key: str = "", *, listed: bool = False) -> list[str]:
    """The indicators of the package; without one, those of the catalogue and every other one fetched before.

    `listed`: also what the sources offer and nobody has fetched yet. Only those whose source can be asked.
    Raises UnknownPackage, NothingToRefresh.
    """
    keys = live_keys(package(package_key).indicators if package_key else _everything(session, listed), LIVE)
    if not keys:
        raise NothingToRefresh
    return keys


def _everything(session: Session, listed: bool) -> Iterable[str]:  # noqa: FBT001
    others = select(Indicator.key).where(
        col(Indicator.organisation_id).is_(None), or_(listed, col(Indicator.fetched_at).is_not(None))
    )
    return [*catalogue().indicators, *session.exec(others.order_by(col(Indicator.key)))]
