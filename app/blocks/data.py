"""The figures behind a block, gathered while it is made: no more than it shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.rendering.dataset import DataIndicator, DataRegion, DataSet, Datum
from app.rendering.series import Absence, IndicatorInfo, Point, RegionName

TOTAL = "total"


@dataclass(slots=True)
class Gathered:
    """Figures in the order in which they were added, each once."""

    indicators: dict[str, DataIndicator] = field(default_factory=dict)
    regions: dict[str, DataRegion] = field(default_factory=dict)
    figures: dict[tuple[str, str, int, str], Datum] = field(default_factory=dict)

    def add(
        self, info: IndicatorInfo, region: RegionName, points: Iterable[Point | None], *, group: str = TOTAL
    ) -> None:
        """Figures of one region; None is nothing."""
        for point in points:
            if point is not None:
                self._keep(
                    info,
                    region,
                    Datum(
                        info.key,
                        region.code,
                        point.period,
                        point.sort,
                        point.value,
                        point.lower,
                        point.upper,
                        group=group,
                    ),
                )

    def add_absence(
        self,
        info: IndicatorInfo,
        region: RegionName,
        absence: Absence,
        period: str = "",
        sort: int = 0,
        *,
        group: str = TOTAL,
    ) -> None:
        """A place of the block that has no figure, and why."""
        self._keep(info, region, Datum(info.key, region.code, period, sort, None, group=group, absence=absence.value))

    def dataset(self) -> DataSet:
        return DataSet(
            indicators=tuple(self.indicators.values()),
            regions=tuple(self.regions.values()),
            figures=tuple(self.figures.values()),
        )

    def _keep(self, info: IndicatorInfo, region: RegionName, datum: Datum) -> None:
        self.indicators.setdefault(info.key, _indicator(info))
        self.regions.setdefault(region.code, DataRegion(code=region.code, name=region.name))
        self.figures.setdefault((datum.indicator, datum.region, datum.sort, datum.group), datum)


def _indicator(info: IndicatorInfo) -> DataIndicator:
    return DataIndicator(
        key=info.key,
        title=info.title,
        unit=info.unit,
        decimals=info.decimals,
        collection=info.collection,
        reference=info.reference,
        producer=info.producer,
        licence=info.licence,
        fetched_on=info.fetched_on.isoformat(),
    )
