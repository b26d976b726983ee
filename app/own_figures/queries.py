"""Reading an organisation's own indicators, figures, surveys and collections. Whoever asks may see them unmasked."""

from collections import defaultdict
from collections.abc import Collection as Many
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, func, select

from app.audit.models import AuditEntry
from app.indicators.models import Indicator
from app.organisations.models import Organisation, Region, RegionCategory, RegionMembership
from app.own_figures.models import Collection, CollectionAnswer, CollectionState, OwnFigure, OwnIndicator, Survey

SOURCE = "own"
HISTORY = 20  # changes shown of one indicator


def indicator_key(organisation_id: int, number: int) -> str:
    """own:3/12: the organisation's twelfth."""
    return f"{SOURCE}:{organisation_id}/{number}"


def number_of(key: str) -> int:
    """The number by which addresses name an own indicator."""
    return int(key.rpartition("/")[2])


def next_number(session: Session, organisation_id: int) -> int:
    """The number of the organisation's next own indicator."""
    keys = session.exec(select(OwnIndicator.indicator_key).where(OwnIndicator.organisation_id == organisation_id))
    return max((number_of(key) for key in keys), default=0) + 1


def own_indicators(session: Session, organisation_id: int) -> list[tuple[OwnIndicator, Indicator]]:
    """All that the organisation counts itself, those in use first."""
    statement = (
        select(OwnIndicator, Indicator)
        .join(Indicator, col(Indicator.key) == col(OwnIndicator.indicator_key))
        .where(OwnIndicator.organisation_id == organisation_id)
    )
    return sorted(session.exec(statement), key=lambda pair: (pair[0].retired, number_of(pair[1].key)))


def own_indicator(session: Session, organisation_id: int, key: str) -> tuple[OwnIndicator, Indicator] | None:
    """The organisation's own indicator of this key."""
    own, indicator = session.get(OwnIndicator, key), session.get(Indicator, key)
    if own is None or indicator is None or own.organisation_id != organisation_id:
        return None
    return own, indicator


def named_indicators(session: Session, keys: Iterable[str]) -> dict[str, tuple[OwnIndicator, Indicator]]:
    """Own indicators of any organisation, by key."""
    statement = (
        select(OwnIndicator, Indicator)
        .join(Indicator, col(Indicator.key) == col(OwnIndicator.indicator_key))
        .where(col(OwnIndicator.indicator_key).in_(set(keys)))
    )
    return {indicator.key: (own, indicator) for own, indicator in session.exec(statement)}


def lock_indicators(session: Session, keys: Iterable[str]) -> None:
    """Nobody else saves figures of these indicators before this transaction is over."""
    statement = select(OwnIndicator.indicator_key).where(col(OwnIndicator.indicator_key).in_(sorted(set(keys))))
    session.exec(statement.order_by(col(OwnIndicator.indicator_key)).with_for_update()).all()


def figures_of(session: Session, key: str) -> list[OwnFigure]:
    """Every figure of an own indicator as it was collected, oldest first."""
    return figures_by_indicator(session, [key])[key]


def figures_by_indicator(session: Session, keys: Iterable[str]) -> dict[str, list[OwnFigure]]:
    """The same of several, by key."""
    order = (col(OwnFigure.period_sort), col(OwnFigure.region_code), col(OwnFigure.population_group))
    found: dict[str, list[OwnFigure]] = {key: [] for key in keys}
    for figure in session.exec(select(OwnFigure).where(col(OwnFigure.indicator_key).in_(found)).order_by(*order)):
        found[figure.indicator_key].append(figure)
    return found


def figure_counts(session: Session, organisation_id: int) -> dict[str, tuple[int, int]]:
    """Of each own indicator with figures: how many, and the last month of the newest."""
    statement = (
        select(OwnFigure.indicator_key, func.count(), func.max(OwnFigure.period_sort))
        .join(OwnIndicator, col(OwnIndicator.indicator_key) == col(OwnFigure.indicator_key))
        .where(OwnIndicator.organisation_id == organisation_id)
        .group_by(col(OwnFigure.indicator_key))
    )
    return {key: (count, newest) for key, count, newest in session.exec(statement)}


def changes_of(session: Session, organisation_id: int, key: str) -> Sequence[AuditEntry]:
    """Who changed what of an own indicator, the newest first."""
    statement = (
        select(AuditEntry)
        .where(AuditEntry.organisation_id == organisation_id, AuditEntry.subject_type == "own_indicator")
        .where(AuditEntry.subject_id == key)
        .order_by(col(AuditEntry.id).desc())
        .limit(HISTORY)
    )
    return session.exec(statement).all()


def areas_of(session: Session, codes: Many[str]) -> dict[str, frozenset[str]]:
    """The municipalities that each region consists of today; statistics restate history on the newest map."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    statement = (
        select(RegionMembership.container_code, RegionMembership.member_code)
        .join(Region, col(Region.code) == col(RegionMembership.member_code))
        .where(col(RegionMembership.container_code).in_(set(codes)), col(RegionMembership.valid_to).is_(None))
        .where(Region.category == RegionCategory.MUNICIPALITY)
    )
    for container, member in session.exec(statement):
        members[container].add(member)
    return {code: frozenset(members.get(code) or {code}) for code in codes}


def regions_by_code(session: Session, codes: Many[str]) -> dict[str, Region]:
    """These regions, as far as they exist."""
    return {found.code: found for found in session.exec(select(Region).where(col(Region.code).in_(set(codes))))}


def surveys_of(session: Session, organisation_id: int) -> Sequence[Survey]:
    """The organisation's surveys, the newest first."""
    order = (col(Survey.year).desc(), col(Survey.id).desc())
    return session.exec(select(Survey).where(Survey.organisation_id == organisation_id).order_by(*order)).all()


def survey_of(session: Session, organisation_id: int, survey_id: int) -> Survey | None:
    """The organisation's survey of this number."""
    return session.exec(select(Survey).where(Survey.id == survey_id, Survey.organisation_id == organisation_id)).first()


def questions_of(session: Session, survey_id: int) -> list[tuple[OwnIndicator, Indicator]]:
    """The questions of a survey, in the order in which they were made."""
    statement = (
        select(OwnIndicator, Indicator)
        .join(Indicator, col(Indicator.key) == col(OwnIndicator.indicator_key))
        .where(OwnIndicator.survey_id == survey_id)
    )
    return sorted(session.exec(statement), key=lambda pair: number_of(pair[1].key))


def collections_by(session: Session, organisation_id: int) -> Sequence[Collection]:
    """What the organisation asks of others, the newest first."""
    statement = select(Collection).where(Collection.organisation_id == organisation_id)
    return session.exec(statement.order_by(col(Collection.id).desc())).all()


def collections_asking(session: Session, region_code: str) -> list[Collection]:
    """The open collections in which this municipality is asked."""
    statement = select(Collection).where(Collection.state == CollectionState.OPEN).order_by(col(Collection.due_on))
    return [found for found in session.exec(statement) if region_code in found.regions]


def collection_of(session: Session, organisation_id: int, collection_id: int) -> Collection | None:
    """The collection of this number that the organisation made; nobody else changes it meanwhile."""
    statement = select(Collection).where(Collection.id == collection_id, Collection.organisation_id == organisation_id)
    return session.exec(statement.with_for_update()).first()


def collection_asking(session: Session, region_code: str, collection_id: int) -> Collection | None:
    """The collection of this number, if it asks this municipality."""
    found = session.exec(select(Collection).where(Collection.id == collection_id).with_for_update()).first()
    return found if found is not None and region_code in found.regions else None


def answer_counts(session: Session, collections: Iterable[Collection]) -> dict[int, dict[str, int]]:
    """How many questions each municipality has answered, by collection."""
    table = CollectionAnswer
    found: dict[int, dict[str, int]] = {item.id: {} for item in collections if item.id is not None}
    statement = select(table.collection_id, table.region_code, func.count()).where(col(table.collection_id).in_(found))
    for collection_id, region, count in session.exec(
        statement.group_by(col(table.collection_id), col(table.region_code))
    ):
        found[collection_id][region] = count
    return found


def regions_served(session: Session, codes: Many[str]) -> frozenset[str]:
    """Those of these regions whose organisations use the service."""
    return frozenset(
        session.exec(select(Organisation.region_code).where(col(Organisation.region_code).in_(set(codes))))
    )


def answers_of(session: Session, collection_id: int, region_code: str = "") -> dict[tuple[str, str], CollectionAnswer]:
    """What was answered, by municipality and indicator; of one municipality, if one is named."""
    table = CollectionAnswer
    anywhere = not region_code
    statement = select(table).where(table.collection_id == collection_id)
    if not anywhere:
        statement = statement.where(table.region_code == region_code)
    return {(found.region_code, found.indicator_key): found for found in session.exec(statement)}
