"""Says in one sentence what the figures show, in the reader's language."""

from app.claims.meaning import Way
from app.claims.weighing import Outcome, printed
from app.i18n import N_, Language, translate
from app.i18n.formats import number_text
from app.rendering.series import Direction, IndicatorInfo, Point

CHANGES: dict[Way, str] = {
    Way.UP: N_("The figure grew: %(base)s → %(target)s."),
    Way.DOWN: N_("The figure fell: %(base)s → %(target)s."),
    Way.SAME: N_("The figure is the same: %(base)s → %(target)s."),
}
JUDGED_CHANGES: dict[tuple[Direction, Way], str] = {
    (Direction.HIGHER, Way.UP): N_("The figure grew, and a higher one is better: %(base)s → %(target)s."),
    (Direction.HIGHER, Way.DOWN): N_("The figure fell, and a higher one is better: %(base)s → %(target)s."),
    (Direction.LOWER, Way.UP): N_("The figure grew, and a lower one is better: %(base)s → %(target)s."),
    (Direction.LOWER, Way.DOWN): N_("The figure fell, and a lower one is better: %(base)s → %(target)s."),
}
LEVELS: dict[Way, str] = {
    Way.UP: N_("The figure is higher: %(own)s %(value)s, %(other)s %(other_value)s (%(period)s)."),
    Way.DOWN: N_("The figure is lower: %(own)s %(value)s, %(other)s %(other_value)s (%(period)s)."),
    Way.SAME: N_("The figures are the same: %(own)s %(value)s, %(other)s %(other_value)s (%(period)s)."),
}
EXTREMES: dict[Way, str] = {
    Way.UP: N_("The highest figure is %(top)s, this one is %(target)s."),
    Way.DOWN: N_("The lowest figure is %(top)s, this one is %(target)s."),
}


def change_told(way: Way, target: Point, outcome: Outcome, info: IndicatorInfo, language: Language) -> str:
    """What happened; to a claim of better or worse also which way is good."""
    if outcome.against is None:
        return nothing_told(language)
    went = _went(target, outcome.against, info)
    message = JUDGED_CHANGES.get((info.direction, went)) if way.is_judgement else None
    params = {"base": _dated(outcome.against, info, language), "target": _dated(target, info, language)}
    return translate(language, message or CHANGES[went], **params)


def multiple_told(target: Point, outcome: Outcome, info: IndicatorInfo, language: Language) -> str:
    if outcome.against is None:
        return nothing_told(language)
    return translate(
        language,
        "The figure is %(ratio)s times what it was: %(base)s → %(target)s.",
        ratio=number_text(target.value / outcome.against.value, 1, language),
        base=_dated(outcome.against, info, language),
        target=_dated(target, info, language),
    )


def level_told(names: tuple[str, str], own: Point, outcome: Outcome, info: IndicatorInfo, language: Language) -> str:
    """`names`: the own region, the one compared with."""
    if outcome.against is None:
        return nothing_told(language)
    return translate(
        language,
        LEVELS[_went(own, outcome.against, info)],
        own=names[0],
        value=number_text(own.value, info.decimals, language),
        other=names[1],
        other_value=number_text(outcome.against.value, info.decimals, language),
        period=own.period,
    )


def extreme_told(way: Way, target: Point, outcome: Outcome, info: IndicatorInfo, language: Language) -> str:
    if outcome.against is None:
        return nothing_told(language)
    top, cited = _dated(outcome.against, info, language), _dated(target, info, language)
    return translate(language, EXTREMES[way], top=top, target=cited)


def nothing_told(language: Language) -> str:
    return translate(language, "There is no figure to hold this against.")


def neutral_told(language: Language) -> str:
    return translate(language, "Neither way is good or bad for this indicator.")


def _went(target: Point, base: Point, info: IndicatorInfo) -> Way:
    amount = printed(target.value, info.decimals) - printed(base.value, info.decimals)
    return Way.SAME if amount == 0 else Way.UP if amount > 0 else Way.DOWN


def _dated(point: Point, info: IndicatorInfo, language: Language) -> str:
    return f"{number_text(point.value, info.decimals, language)} ({point.period})"
