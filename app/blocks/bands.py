"""Classes of a map: below, about and above the country's figure; without one, thirds of the figures themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.i18n import Language, translate
from app.i18n.formats import number_text
from app.rendering.series import IndicatorInfo


@dataclass(frozen=True, slots=True)
class Bands:
    """`low` and `high` belong to the middle class. `names`: of the classes that have members, from the lowest."""

    low: Decimal
    high: Decimal
    info: IndicatorInfo
    language: Language
    present: tuple[int, ...] = (0, 1, 2)

    def band(self, value: float) -> int:
        """The class of a figure, counted from the lowest that has members."""
        return self.present.index(self._third(value))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._name(third) for third in self.present)

    def _third(self, value: float) -> int:
        printed = _exact(value, self.info)
        return 0 if printed < self.low else 1 if printed <= self.high else 2

    def _name(self, third: int) -> str:
        low, high = (number_text(float(edge), self.info.decimals, self.language) for edge in (self.low, self.high))
        unit = self.info.unit
        texts = (
            translate(self.language, "below %(value)s", value=low),
            low if low == high else f"{low}–{high}",
            translate(self.language, "above %(value)s", value=high),
        )
        return f"{texts[third]}\u00a0{unit}" if unit else texts[third]


def bands_of(values: Sequence[float], country: float | None, info: IndicatorInfo, language: Language) -> Bands:
    """The classes of these figures. `country` is the middle of the middle class, as wide as what matters."""
    if country is not None and info.threshold:
        middle, reach = _exact(country, info), _exact(info.threshold, info)
        bands = Bands(middle - reach, middle + reach, info, language)
    else:
        ordered = sorted(_exact(value, info) for value in values)
        third = len(ordered) // 3
        bands = Bands(ordered[third], ordered[-1 - third], info, language)
    thirds = {bands._third(value) for value in values}
    return Bands(bands.low, bands.high, info, language, tuple(sorted(thirds)))


def _exact(value: float, info: IndicatorInfo) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-info.decimals), rounding=ROUND_HALF_UP)
