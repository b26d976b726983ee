"""One file per statistics source, and the one registry of them.

Their clients are imported only by who asks them: the server need not keep them in memory.
"""

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

__all__ = [
    "LIVE",
    "Answer",
    "AnswerVersion",
    "Described",
    "Figure",
    "Known",
    "KnownRegion",
    "Listed",
    "Regions",
    "Source",
    "Unchanged",
    "open_sources",
]

LIVE = frozenset({"sotkanet", "statfin"})  # names of the sources that can be asked over the network


def open_sources(settings: Settings) -> Mapping[str, Source]:
    """A client of every live source, by the source's name. Close each after use."""
    from app.indicators.sources.pxweb import PxWeb
    from app.indicators.sources.sotkanet import Sotkanet

    sources: tuple[type[Sotkanet] | type[PxWeb], ...] = (Sotkanet, PxWeb)
    return {source.name: source(settings) for source in sources}
