"""What a dialog may ask: each question reads its part of a block's attributes, and writes it again.

`name` is what the template knows the question by. `errors` are by the form's field.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from app.blocks.base import Area
from app.blocks.table_settings import MAX_COMPARISON, MAX_INDICATORS
from app.desk.block_settings.typed import TypedSettings
from app.i18n import N_, gettext

FIRST_YEAR, LAST_YEAR = 1970, 2100
MOST_YEARS, MOST_ROWS = 15, 30

SHAPES: Mapping[str, str] = {
    "newest": N_("Newest figure and change"),
    "years": N_("Figures over the years"),
    "regions": N_("Municipalities side by side"),
}
AREAS: Mapping[str, str] = {
    Area.NONE: N_("The regions compared with"),
    Area.COUNTY: N_("All municipalities of the wellbeing services county"),
    Area.COUNTRY: N_("All municipalities of the country"),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may be chosen: keys of packages and indicators, codes of regions, judgements."""

    packages: Set[str]
    indicators: Set[str]
    regions: Set[str]
    judgements: Set[str]


class Question(Protocol):
    name: ClassVar[str]

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        """The form's fields for these attributes, which may be nonsense."""

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        """The attributes for what was typed, once it has no errors."""

    def errors(self, typed: TypedSettings, bounds: Bounds, /) -> dict[str, str]:
        """What is wrong, in the reader's language."""


class ManyIndicators:
    """A whole package, or indicators one by one."""

    name: ClassVar[str] = "indicators"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        chosen = _texts(attrs.get("indicators"))
        return {"package": _text(attrs.get("package")), "indicators": chosen, "rows": "chosen" if chosen else "package"}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"package": typed.package, "indicators": typed.indicators if typed.rows == "chosen" else []}

    def errors(self, typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
        if typed.package and typed.package not in bounds.packages:
            return {"package": gettext("Choose a package from the list.")}
        if typed.rows == "chosen":
            return _chosen_errors(typed, bounds)
        return {} if typed.package else {"package": gettext("Choose a package, or choose indicators one by one.")}


class ListedIndicators:
    """Indicators one by one, without a package."""

    name: ClassVar[str] = "listed"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        return {"indicators": _texts(attrs.get("indicators")), "rows": "chosen"}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"indicators": typed.indicators}

    def errors(self, typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
        return _chosen_errors(typed, bounds)


class OneIndicator:
    name: ClassVar[str] = "indicator"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        return {"indicator": _text(attrs.get("indicator"))}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"indicator": typed.indicator}

    def errors(self, typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
        if not typed.indicator:
            return {"indicator": gettext("Choose an indicator.")}
        known = typed.indicator in bounds.indicators
        return {} if known else {"indicator": gettext("Choose indicators from the list.")}


class Comparison:
    """The report's regions, or the block's own."""

    name: ClassVar[str] = "comparison"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        own = attrs.get("comparison")
        return {} if own is None else {"columns": "own", "comparison": _texts(own)}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"comparison": typed.compared if typed.columns == "own" else None}

    def errors(self, typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
        if typed.columns == "report":
            return {}
        if len(typed.compared) > MAX_COMPARISON:
            return {"comparison": gettext("Choose at most %(most)s regions.", most=MAX_COMPARISON)}
        unknown = set(typed.compared) - bounds.regions
        return {"comparison": gettext("Choose regions from the list.")} if unknown else {}


class Overrides:
    """Judgements of the writers' own."""

    name: ClassVar[str] = "overrides"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        given = attrs.get("overrides")
        own = {key: item for key, item in given.items() if isinstance(item, dict)} if isinstance(given, dict) else {}
        return {
            "override_key": [_text(key) for key in own],
            "override_judgement": [_text(item.get("judgement")) for item in own.values()],
            "override_reason": [_text(item.get("reason"), most=400) for item in own.values()],
        }

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"overrides": typed.overrides}

    def errors(self, typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
        chosen = typed.overrides.values()
        if any(item["judgement"] not in bounds.judgements for item in chosen):
            return {"overrides": gettext("Choose a judgement from the list.")}
        if not all(item["reason"] for item in chosen):
            return {"overrides": gettext("Give the reason for each judgement of your own: it is printed.")}
        return {}


class Shape:
    """What the columns of a table are."""

    name: ClassVar[str] = "shape"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        shape = _text(attrs.get("shape"))
        return {"shape": shape if shape in SHAPES else "newest", "years": _text(attrs.get("years")) or "6"}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"shape": typed.shape, "years": int(typed.years)}

    def errors(self, typed: TypedSettings, _bounds: Bounds) -> dict[str, str]:
        if typed.shape not in SHAPES:
            return {"shape": gettext("Choose what the table shows from the list.")}
        return _number_errors("years", typed.years, 2, MOST_YEARS)


class Span:
    """From which year to which; open where nothing is typed."""

    name: ClassVar[str] = "span"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _text(attrs.get(name)) for name in ("from_year", "to_year")} | {
            "from_zero": attrs.get("from_zero") is True
        }

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        years = {"from_year": typed.from_year, "to_year": typed.to_year}
        return {name: int(text) if text else None for name, text in years.items()} | {"from_zero": typed.from_zero}

    def errors(self, typed: TypedSettings, _bounds: Bounds) -> dict[str, str]:
        years = {"from_year": typed.from_year, "to_year": typed.to_year}
        found: dict[str, str] = {}
        for name, text in years.items():
            found |= _number_errors(name, text, FIRST_YEAR, LAST_YEAR) if text else {}
        if not found and all(years.values()) and int(typed.from_year) >= int(typed.to_year):
            return {"to_year": gettext("The last year must be later than the first.")}
        return found


class Municipalities:
    """Whose municipalities are shown; `NONE` only where there are other regions to show."""

    name: ClassVar[str] = "area"

    def __init__(self, *choices: Area) -> None:
        self.choices = choices

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        area = _text(attrs.get("area"))
        return {"area": area if area in self.choices else self.choices[0].value}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"area": typed.area}

    def errors(self, typed: TypedSettings, _bounds: Bounds) -> dict[str, str]:
        return {} if typed.area in self.choices else {"area": gettext("Choose the municipalities from the list.")}


class OneRegion:
    """Whose figure; the report's own region where nothing is chosen."""

    name: ClassVar[str] = "region"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        return {"region": _text(attrs.get("region"))}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"region": typed.region}

    def errors(self, typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
        known = not typed.region or typed.region in bounds.regions
        return {} if known else {"region": gettext("Choose regions from the list.")}


class Most:
    """How many rows at most."""

    name: ClassVar[str] = "most"

    def typed(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        return {"most": _text(attrs.get("most")) or "10"}

    def attrs(self, typed: TypedSettings) -> dict[str, Any]:
        return {"most": int(typed.most)}

    def errors(self, typed: TypedSettings, _bounds: Bounds) -> dict[str, str]:
        return _number_errors("most", typed.most, 1, MOST_ROWS)


def _chosen_errors(typed: TypedSettings, bounds: Bounds) -> dict[str, str]:
    if not typed.indicators:
        return {"indicators": gettext("Choose at least one indicator.")}
    if len(typed.indicators) > MAX_INDICATORS:
        return {"indicators": gettext("Choose at most %(most)s indicators.", most=MAX_INDICATORS)}
    unknown = set(typed.indicators) - bounds.indicators
    return {"indicators": gettext("Choose indicators from the list.")} if unknown else {}


def _number_errors(name: str, text: str, least: int, most: int) -> dict[str, str]:
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return {}
    return {name: gettext("Write a whole number from %(least)s to %(most)s.", least=least, most=most)}


def _text(value: Any, most: int = 60) -> str:
    return str(value)[:most] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in value if isinstance(item, str)][:50] if isinstance(value, list) else []
