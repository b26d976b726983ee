"""Reading what the cited figures of a text are held against, and what somebody let stand."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, or_, select

from app.figures.findings import Figures
from app.figures.models import ClaimWaiver
from app.figures.tokens import CitingSentence
from app.i18n import Language
from app.indicators.models import Indicator
from app.indicators.queries import FigurePlace, indicator_data
from app.organisations.models import Organisation
from app.organisations.queries import COUNTRY, containers, region_names
from app.rendering.series import Point
from app.reports.models import Report
from app.reports.restated import kept, place_of


def figures_for(
    session: Session,
    report: Report,
    organisation: Organisation,
    sentences: Iterable[CitingSentence],
    language: Language,
) -> Figures:
    """What these sentences cite and may compare with, as the sources have it now, less what the report keeps.

    As many queries for one sentence as for a thousand.
    """
    tokens = [token for sentence in sentences for token in sentence.tokens]
    if not tokens:
        return Figures(language, {}, {})
    keys = visible_keys(session, {token.indicator for token in tokens}, organisation.id)
    codes = [*regions_around(session, report, organisation), *(token.region for token in tokens)]
    names = {name.code: name for name in region_names(session, list(dict.fromkeys(codes)), language)}
    held = _kept(session, report, keys) if keys else {}
    return Figures(language, indicator_data(session, keys, list(names), language, held=held), names)


def _kept(session: Session, report: Report, keys: list[str]) -> dict[FigurePlace, Point | None]:
    """What the report prints although its source restated it."""
    return {
        place_of(row): None
        if row.before is None
        else Point(row.period, row.period_sort, row.before, row.before_lower, row.before_upper)
        for row, _ in kept(session, report, keys)
    }


def regions_around(session: Session, report: Report, organisation: Organisation) -> list[str]:
    """The organisation's own region first, then those it lies in, the country, and those the report compares with."""
    around = [region.code for region in containers(session, organisation.region_code, report.assessed_to)]
    return list(dict.fromkeys([organisation.region_code, *around, COUNTRY, *report.comparison]))


def visible_keys(session: Session, keys: Iterable[str], organisation_id: int | None) -> list[str]:
    """Those of the indicators that have figures for everybody, or for this organisation."""
    statement = select(Indicator.key).where(
        col(Indicator.key).in_(set(keys)),
        or_(col(Indicator.organisation_id).is_(None), Indicator.organisation_id == organisation_id),
    )
    return list(session.exec(statement))


def waivers_of(session: Session, text_id: int) -> dict[str, ClaimWaiver]:
    """What was let stand in a text, by the hash of the sentence."""
    found: Sequence[ClaimWaiver] = session.exec(select(ClaimWaiver).where(ClaimWaiver.text_id == text_id)).all()
    return {waiver.sentence_sha256: waiver for waiver in found}


def waiver_of(session: Session, text_id: int, waiver_id: int) -> ClaimWaiver | None:
    """One of them, when it is this text's."""
    waiver = session.get(ClaimWaiver, waiver_id)
    return waiver if waiver and waiver.text_id == text_id else None
