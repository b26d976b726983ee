"""The settings form of an indicator table: what it offers, and what was typed read as settings."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from app.blocks.base import BlockContext
from app.blocks.readings import Judgement
from app.blocks.table_settings import MAX_COMPARISON, MAX_INDICATORS, TableSettings
from app.errors import BadInput
from app.i18n import gettext
from app.indicators.catalogue import catalogue
from app.rendering.series import RegionName

Typed = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class TypedSettings(BaseModel):
    """The form as typed. The three `override` lists run side by side, one place an indicator."""

    id: Typed = ""
    package: Typed = ""
    rows: Literal["package", "chosen"] = "package"
    search: Typed = ""
    indicators: list[Typed] = Field(default_factory=list, max_length=200)
    columns: Literal["report", "own"] = "report"
    comparison: list[Typed] = Field(default_factory=list, max_length=50)
    added_municipality: Typed = ""
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    override_key: list[Typed] = Field(default_factory=list, max_length=200)
    override_judgement: list[Typed] = Field(default_factory=list, max_length=200)
    override_reason: list[Reason] = Field(default_factory=list, max_length=200)

    @property
    def overrides(self) -> dict[str, dict[str, str]]:
        """Judgement and reason of the indicators where a judgement was chosen."""
        triples = zip(self.override_key, self.override_judgement, self.override_reason, strict=False)
        return {key: {"judgement": chosen, "reason": reason} for key, chosen, reason in triples if chosen}


def typed_of(settings: TableSettings, of_report: Sequence[str]) -> TypedSettings:
    """The form with these settings in it; an own comparison would start from the regions `of_report`."""
    overrides = settings.overrides
    return TypedSettings(
        id=settings.id,
        package=settings.package,
        rows="chosen" if settings.indicators else "package",
        indicators=list(settings.indicators),
        columns="report" if settings.comparison is None else "own",
        comparison=list(of_report if settings.comparison is None else settings.comparison),
        title=settings.title,
        override_key=list(overrides),
        override_judgement=[item.judgement for item in overrides.values()],
        override_reason=[item.reason for item in overrides.values()],
    )


def settings_of(typed: TypedSettings, context: BlockContext, regions: Sequence[RegionName]) -> TableSettings:
    """What was typed, as settings. `regions` are those that may be compared with. Raises BadInput."""
    errors = _errors(typed, context, {region.code for region in regions})
    if errors:
        raise BadInput(errors)
    comparison = [code for code in dict.fromkeys([*typed.comparison, typed.added_municipality]) if code]
    try:
        return TableSettings(
            id=typed.id,
            package=typed.package,
            indicators=tuple(typed.indicators) if typed.rows == "chosen" else (),
            comparison=tuple(comparison) if typed.columns == "own" else None,
            title=typed.title,
            overrides=typed.overrides,
        )
    except ValidationError as error:
        raise BadInput({str(error.errors()[0]["loc"][0]): error.errors()[0]["msg"]}) from error


def _errors(typed: TypedSettings, context: BlockContext, regions: set[str]) -> dict[str, str]:
    found = {
        "package": _package_error(typed, context),
        "indicators": _indicators_error(typed),
        "comparison": _comparison_error(typed, regions),
        "overrides": _overrides_error(typed),
    }
    return {name: error for name, error in found.items() if error}


def _package_error(typed: TypedSettings, context: BlockContext) -> str:
    if typed.package and typed.package not in context.packages:
        return gettext("Choose a package from the list.")
    if typed.rows == "package" and not typed.package:
        return gettext("Choose a package, or choose indicators one by one.")
    return ""


def _indicators_error(typed: TypedSettings) -> str:
    if typed.rows == "package":
        return ""
    if not typed.indicators:
        return gettext("Choose at least one indicator.")
    if len(typed.indicators) > MAX_INDICATORS:
        return gettext("Choose at most %(most)s indicators.", most=MAX_INDICATORS)
    if set(typed.indicators) - set(catalogue().indicators):
        return gettext("Choose indicators from the list.")
    return ""


def _comparison_error(typed: TypedSettings, regions: set[str]) -> str:
    compared = {*typed.comparison, typed.added_municipality} - {""}
    if typed.columns == "report":
        return ""
    if len(compared) > MAX_COMPARISON:
        return gettext("Choose at most %(most)s regions.", most=MAX_COMPARISON)
    return gettext("Choose regions from the list.") if compared - regions else ""


def _overrides_error(typed: TypedSettings) -> str:
    chosen = typed.overrides.values()
    if any(item["judgement"] not in list(Judgement) for item in chosen):
        return gettext("Choose a judgement from the list.")
    if not all(item["reason"] for item in chosen):
        return gettext("Give the reason for each judgement of your own: it is printed.")
    return ""
