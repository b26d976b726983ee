"""Words of own figures that several pages use."""

from sqlmodel import Session

from app.i18n import N_, current_language, gettext
from app.indicators.models import Indicator
from app.own_figures.masking import Why
from app.own_figures.models import OwnFigure
from app.own_figures.queries import regions_by_code
from app.rendering.series import Direction

GROUP_WORDS = {"total": N_("All"), "male": N_("Men and boys"), "female": N_("Women and girls")}
DIRECTION_WORDS: dict[Direction, str] = {
    Direction.HIGHER: N_("More is better"),
    Direction.LOWER: N_("Less is better"),
    Direction.NEUTRAL: N_("Neither: the figure is not judged"),
}
WHY_WORDS: dict[Why, str] = {
    Why.SMALL: N_("hidden in public: 1–4 people"),
    Why.REVEALS: N_("hidden in public: a small number could be reckoned from it"),
    Why.FEW_ANSWERS: N_("hidden in public: too few answers"),
}


def group_word(group: str) -> str:
    """The population group in the reader's language; as it is stored, when it has no word."""
    return gettext(GROUP_WORDS[group]) if group in GROUP_WORDS else group


def title_of(indicator: Indicator) -> str:
    """The indicator's name in the reader's language."""
    title: str = getattr(indicator, f"title_{current_language.get()}")
    return title


def unit_of(indicator: Indicator) -> str:
    """The indicator's unit in the reader's language."""
    unit: str = getattr(indicator, f"unit_{current_language.get()}")
    return unit


def names_of(session: Session, codes: set[str]) -> dict[str, str]:
    """Short names of regions in the reader's language, by code; the code itself where none is known."""
    found = regions_by_code(session, codes)
    return {code: getattr(found[code], f"short_{current_language.get()}") if code in found else code for code in codes}


def place_words(figure: OwnFigure, names: dict[str, str]) -> str:
    """Kokkola 2024, women and girls."""
    place = f"{names[figure.region_code]} {figure.period}"
    return place if figure.population_group == "total" else f"{place}, {group_word(figure.population_group)}"
