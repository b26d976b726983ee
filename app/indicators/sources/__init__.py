"""One file per statistics source, and the one registry of them."""

from collections.abc import Mapping

from app.config import Settings
from app.indicators.sources.base import (
    Answer,
    AnswerVersion,
    Described,
    Figure,
    Known,
    KnownRegion,
    Listed,
    Regions,
    Source,
    Unchanged,
)
from app.indicators.sources.pxweb import PxWeb
from app.indicators.sources.sotkanet import Sotkanet

__all__ = [
    "SOURCES",
    "Answer",
    "AnswerVersion",
    "Described",
    "Figure",
    "Known",
    "KnownRegion",
    "Listed",
    "PxWeb",
    "Regions",
    "Sotkanet",
    "Source",
    "Unchanged",
    "open_sources",
]

SOURCES: tuple[type[Sotkanet] | type[PxWeb], ...] = (Sotkanet, PxWeb)


def open_sources(settings: Settings) -> Mapping[str, Source]:
    """A client of every live source, by the source's name. Close each after use."""
    return {source.name: source(settings) for source in SOURCES}
