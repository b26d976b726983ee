"""Reading one indicator for its page: what is known of it besides its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.models import Doubt, DoubtState, Fetch, FetchOutcome, Indicator, IndicatorAbout, Observation
from app.indicators.queries import TOTAL
from app.permissions import Holding, Permission
from app.reports.models import Report
from app.reports.queries import seen_by


def indicator(session: Session, key: str, organisation_id: int | None) -> Indicator | None:
    """The indicator, if it is for everybody or the organisation's own; one that only the product names, unfetched."""
    found = session.get(Indicator, key)
    if found is not None:
        return found if found.organisation_id in (None, organisation_id) else None
    entry = catalogue().indicators.get(key)
    if entry is None:
        return None
    source, _, source_id = key.partition(":")
    fi, sv, en = entry.titles.fi, entry.titles.sv, entry.titles.en
    return Indicator(key=key, source=source, source_id=source_id, title_fi=fi, title_sv=sv, title_en=en)


def about(session: Session, key: str, language: Language) -> IndicatorAbout | None:
    """What the source says of it, in this language or else in Finnish."""
    found = session.exec(
        select(IndicatorAbout).where(
            IndicatorAbout.indicator_key == key, col(IndicatorAbout.language).in_((language, "fi"))
        )
    )
    by_language = {item.language: item for item in found}
    return by_language.get(language) or by_language.get("fi")


def open_doubts(session: Session, key: str, region_codes: Sequence[str]) -> Sequence[Doubt]:
    """Figures of these regions that somebody should look at, newest first."""
    statement = select(Doubt).where(
        Doubt.indicator_key == key, Doubt.state == DoubtState.OPEN, col(Doubt.region_code).in_(region_codes)
    )
    return session.exec(statement.order_by(col(Doubt.period_sort).desc())).all()


@dataclass(frozen=True, slots=True)
class FetchState:
    """The newest attempt to renew the figures, and the newest that came through."""

    last: Fetch | None
    accepted: Fetch | None


def fetch_state(session: Session, key: str) -> FetchState:
    """How the renewing of this indicator goes."""
    newest = select(Fetch).where(Fetch.indicator_key == key).order_by(col(Fetch.id).desc()).limit(1)
    good = (FetchOutcome.RENEWED, FetchOutcome.UNCHANGED)
    return FetchState(session.exec(newest).first(), session.exec(newest.where(col(Fetch.outcome).in_(good))).first())


def population_groups(session: Session, key: str, region_codes: Sequence[str]) -> list[str]:
    """The population groups that these regions have figures of, besides everybody together."""
    column = col(Observation.population_group)
    statement = (
        select(column)
        .where(Observation.indicator_key == key, col(Observation.region_code).in_(region_codes), column != TOTAL)
        .distinct()
        .order_by(column)
    )
    return list(session.exec(statement))


def newest_report(session: Session, holdings: Sequence[Holding], organisation_id: int | None) -> Report | None:
    """The organisation's report of the newest period among those that these roles may read."""
    statement = (
        select(Report)
        .where(Report.organisation_id == organisation_id, seen_by(holdings, Permission.REPORT_READ))
        .order_by(col(Report.assessed_to).desc(), col(Report.id).desc())
        .limit(1)
    )
    return session.exec(statement).first()
