"""The list of what the report leaves out of the minimum content on purpose, and why: an appendix."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.blocks.base import BlockContext, Needs
from app.blocks.cells import cell, line
from app.blocks.settings import BlockSettings, notice
from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.series import IndicatorData

WIDTHS = (0.45, 0.55)


class LeftOutSettings(BlockSettings):
    """Only its title can be set: the rows are the report's."""


@dataclass(frozen=True)
class LeftOutList:
    """Fills itself from the report."""

    kind: ClassVar[str] = "left_out_list"
    label: ClassVar[str] = N_("Indicators left out")

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:  # noqa: ARG002
        return Needs((), (), left_out=True)

    def nodes(
        self,
        attrs: Mapping[str, Any],
        context: BlockContext,
        indicators: Mapping[str, IndicatorData],  # noqa: ARG002
        *,
        anchor: str,
    ) -> tuple[tree.Block, ...]:
        settings = LeftOutSettings.of(attrs)
        language = context.language
        if settings is None:
            return notice(language, LeftOutSettings.unreadable)
        if not context.left_out:
            return notice(language, N_("Nothing of the minimum content has been left out on purpose."))
        title = settings.title or translate(language, "Indicators of the minimum content left out of the report")
        heads = [translate(language, "Indicator"), translate(language, "Reason")]
        return (
            tree.Table(
                anchor=anchor,
                number="",
                caption=(tree.Text(text=title),),
                head=(tuple(cell(line(head), scope="col") for head in heads),),
                rows=tuple(
                    (cell(line(item.title), scope="row"), cell(line(item.reason), label=heads[1]))
                    for item in context.left_out
                ),
                widths=WIDTHS,
            ),
        )
