"""What blocks about one indicator share: how they begin, and what they say where there is nothing to show."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from app.blocks.base import BlockContext
from app.blocks.settings import OneIndicator, notice
from app.i18n import N_
from app.rendering import tree
from app.rendering.series import IndicatorData

NOT_CHOSEN = N_("No indicator has been chosen for this block.")
NOT_FETCHED = N_("The chosen indicator has no figures yet. They come with the next refresh of its source.")

S = TypeVar("S", bound=OneIndicator)


class AboutOne(ABC, Generic[S]):
    """A block about one indicator. What is missing is said here; `shown` has settings and figures."""

    settings: type[S]

    def nodes(
        self,
        attrs: Mapping[str, Any],
        context: BlockContext,
        indicators: Mapping[str, IndicatorData],
        *,
        anchor: str,
    ) -> tuple[tree.Block, ...]:
        settings = self.settings.of(attrs)
        if settings is None:
            return notice(context.language, OneIndicator.unreadable)
        if not settings.indicator:
            return notice(context.language, NOT_CHOSEN)
        data = indicators.get(settings.indicator)
        return self.shown(settings, data, context, anchor) if data else notice(context.language, NOT_FETCHED)

    @abstractmethod
    def shown(self, settings: S, data: IndicatorData, context: BlockContext, anchor: str) -> tuple[tree.Block, ...]:
        """The block as tree nodes."""
