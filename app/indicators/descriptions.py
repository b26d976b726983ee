"""What a source says about an indicator besides its figures, written where it differs from what is stored."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.indicators.difference import Figures
from app.indicators.errors import AnswerRefused
from app.indicators.models import AnswerMark, Indicator, IndicatorAbout
from app.indicators.search import search_words
from app.indicators.sources.base import AnswerVersion, Listed

KEPT = frozenset({"key", "fetched_at"})  # what of a stored indicator is no description
SMALLEST_LIST_LEFT = 0.5  # a list with fewer indicators than this share of the stored ones is not believed


def describe(session: Session, stored: Indicator | None, new: Indicator, figures: Figures, *, changed: bool) -> None:
    """Make the stored indicator say what `new` does. Untouched where it says so already and no figure `changed`."""
    sorts = [place.sort for place, values in figures.items() if values.value is not None]
    new.first_sort, new.last_sort = min(sorts, default=None), max(sorts, default=None)
    new.search_words = search_words(new)
    if stored is None:
        session.add(new)
    elif stored is not new:
        said, known = new.model_dump(exclude=set(KEPT)), stored.model_dump(exclude=set(KEPT))
        if said != known:
            stored.sqlmodel_update(said)
        if said != known or changed or stored.fetched_at is None:
            stored.fetched_at = new.fetched_at
    session.flush()


def tell_about(session: Session, key: str, about: Mapping[str, tuple[str, str, str]] | None) -> None:
    """The texts of the indicator's own page, by language; None leaves what is stored."""
    if about is None:
        return
    stored = {
        row.language: row for row in session.exec(select(IndicatorAbout).where(IndicatorAbout.indicator_key == key))
    }
    for language, texts in about.items():
        row = stored.get(language)
        if row is None and any(texts):
            row = IndicatorAbout(indicator_key=key, language=language)
            session.add(row)
        if row is not None and (row.description, row.interpretation, row.limits) != texts:
            row.description, row.interpretation, row.limits = texts


def mark_answers(session: Session, versions: Mapping[str, AnswerVersion], at: datetime) -> None:
    """Remember which versions of which answers are stored, for asking only for newer ones."""
    if not versions:
        return
    stored = {row.address: row for row in session.exec(select(AnswerMark).where(col(AnswerMark.address).in_(versions)))}
    for address, version in versions.items():
        row = stored.get(address)
        if row is None:
            session.add(AnswerMark(address=address, at=at, etag=version.etag, last_modified=version.last_modified))
        elif (row.etag, row.last_modified) != (version.etag, version.last_modified):
            row.etag, row.last_modified, row.at = version.etag, version.last_modified, at


def answer_versions(session: Session) -> dict[str, AnswerVersion]:
    """The versions of all stored answers, by path and query."""
    rows = session.exec(select(AnswerMark.address, AnswerMark.etag, AnswerMark.last_modified))
    return {address: AnswerVersion(etag, last_modified) for address, etag, last_modified in rows}


def take_list(session: Session, source: str, listed: Iterable[Listed]) -> int:
    """Know of every indicator that the source offers, so that people find it; returns how many.

    Those fetched already keep what their own answer said. What is offered no more and never was fetched is
    forgotten. Raises AnswerRefused for a list that lost most of what it had.
    """
    offered = {one.source_id: one for one in listed}
    known = {
        item.source_id: item
        for item in session.exec(
            select(Indicator).where(Indicator.source == source, col(Indicator.organisation_id).is_(None))
        )
    }
    if len(offered) < SMALLEST_LIST_LEFT * len(known) or not offered:
        raise AnswerRefused(reason=f"{len(offered)} indicators in the list where there were {len(known)}")
    for source_id, one in offered.items():
        stored = known.get(source_id)
        if stored is None or stored.fetched_at is None:
            _list(session, stored, source, one)
    for source_id, item in known.items():
        if source_id not in offered and item.fetched_at is None:
            session.delete(item)
    session.flush()
    return len(offered)


def _list(session: Session, stored: Indicator | None, source: str, listed: Listed) -> None:
    texts: dict[str, Any] = {
        f"{name}_{language}": text[:longest]
        for name, three, longest in (("title", listed.titles, 400), ("producer", listed.producers, 120))
        for language, text in zip(("fi", "sv", "en"), three, strict=True)
    }
    item = stored or Indicator(key=f"{source}:{listed.source_id}", source=source, source_id=listed.source_id, **texts)
    item.sqlmodel_update(texts)
    item.search_words = search_words(item)
    session.add(item)
