"""Which questions the dialog of each kind of block asks: a new kind adds its line."""

from collections.abc import Mapping
from typing import Any

from app.blocks.base import Area
from app.desk.block_settings.questions import (
    Bounds,
    Comparison,
    ListedIndicators,
    ManyIndicators,
    Most,
    Municipalities,
    OneIndicator,
    OneRegion,
    Overrides,
    Question,
    Shape,
    Span,
)
from app.desk.block_settings.typed import TypedSettings
from app.errors import BadInput

QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "indicator_table": (ManyIndicators(), Shape(), Comparison(), Overrides()),
    "line_chart": (OneIndicator(), Span(), Comparison()),
    "bar_chart": (OneIndicator(), Municipalities(Area.NONE, Area.COUNTY), Comparison()),
    "gap_chart": (ListedIndicators(),),
    "region_map": (OneIndicator(), Municipalities(Area.COUNTY, Area.COUNTRY)),
    "key_figure": (OneIndicator(), OneRegion(), Comparison()),
    "change_list": (ManyIndicators(), Most()),
    "left_out_list": (),
}


def typed_of(kind: str, attrs: Mapping[str, Any], of_report: list[str]) -> TypedSettings:
    """The form with these attributes in it; an own comparison would start from the regions `of_report`."""
    fields: dict[str, Any] = {"comparison": of_report}
    for question in QUESTIONS[kind]:
        fields |= question.typed(attrs)
    texts = {name: attrs[name] for name in ("id", "title") if isinstance(attrs.get(name), str)}
    return TypedSettings.model_construct(**{**TypedSettings().model_dump(), **fields, **texts})


def attrs_of(kind: str, typed: TypedSettings, bounds: Bounds) -> dict[str, Any]:
    """What was typed, as the block's attributes. Raises BadInput with what is wrong by field."""
    errors: dict[str, str] = {}
    for question in QUESTIONS[kind]:
        errors |= question.errors(typed, bounds)
    if errors:
        raise BadInput(errors)
    attrs: dict[str, Any] = {"id": typed.id, "title": typed.title}
    for question in QUESTIONS[kind]:
        attrs |= question.attrs(typed)
    return attrs
