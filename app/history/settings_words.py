"""Settings of blocks in words: what an attribute is called, and what its values say to a reader."""

from collections.abc import Callable, Mapping
from typing import Any

from app.blocks import BLOCK_TYPES
from app.blocks.judgement import JUDGEMENTS, Judgement
from app.document.diff import Setting
from app.i18n import N_, current_language, gettext
from app.indicators.catalogue import catalogue
from app.indicators.packages import load_packages
from app.organisations.reference import names

KINDS: Mapping[str, str] = {
    "paragraph": N_("Paragraph"),
    "heading": N_("Heading"),
    "bullet_list": N_("Bulleted list"),
    "ordered_list": N_("Numbered list"),
    "blockquote": N_("Quotation"),
    "table_figure": N_("Table"),
    "figure": N_("Image"),
    "footnote": N_("Footnote"),
} | {block.kind: block.label for block in BLOCK_TYPES}
OTHERWISE = N_("Block")


def kind_word(kind: str) -> str:
    """What people call a node of this kind."""
    return gettext(KINDS.get(kind, OTHERWISE))


def setting_words(setting: Setting) -> tuple[str, str, str]:
    """The setting's name, and its older and newer value as a reader understands them."""
    label, write = _SETTINGS.get(setting.name, _ANY)
    old, new = _parted(setting.old, setting.new)
    return gettext(label, name=setting.name), write(old), write(new)


def _parted(old: Any, new: Any) -> tuple[Any, Any]:
    """Of two long values only what differs: what is gone against what has come."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _differing(old, new), _differing(new, old)
    if isinstance(old, list) and isinstance(new, list) and old and new and set(old) != set(new):
        return [item for item in old if item not in new], [item for item in new if item not in old]
    return old, new


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if other.get(key) != value}


def _text(value: Any) -> str:
    return str(value) if value not in ("", None) else gettext("none")


def _yes_no(value: Any) -> str:
    return gettext("yes") if value else gettext("no")


def _level(value: Any) -> str:
    return gettext("Heading %(level)s", level=value)


def package_word(key: Any) -> str:
    """The title of an indicator package; its key where there is no such package."""
    found = load_packages().get(str(key))
    return found.titles.in_language(current_language.get()) if found else str(key)


def _package(value: Any) -> str:
    return _text(package_word(value))


def _indicator(key: str) -> str:
    entry = catalogue().indicators.get(key)
    return entry.titles.in_language(current_language.get()) if entry else key


def _indicators(value: Any) -> str:
    return ", ".join(_indicator(str(key)) for key in value) or gettext("none")


def _regions(value: Any) -> str:
    if value is None:
        return gettext("the regions of the report")
    known = names()
    language = current_language.get()
    return ", ".join(known[code][language] if code in known else str(code) for code in value) or gettext("none")


def _overrides(value: Any) -> str:
    return "; ".join(f"{_indicator(key)}: {_override(one)}" for key, one in value.items()) or gettext("none")


def _override(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    judged = str(value.get("judgement"))
    word = gettext(JUDGEMENTS[Judgement(judged)][1]) if judged in list(Judgement) else judged
    return f"{word} ({value.get('reason', '')})"


_ANY = (N_("Setting “%(name)s”"), _text)
_SETTINGS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "level": (N_("Level"), _level),
    "start": (N_("First number"), _text),
    "alt": (N_("Alternative text"), _text),
    "decorative": (N_("Decorative image"), _yes_no),
    "asset": (N_("Image file"), lambda value: _text(str(value)[:12])),
    "package": (N_("Package"), _package),
    "indicators": (N_("Indicators"), _indicators),
    "comparison": (N_("Regions compared with"), _regions),
    "title": (N_("Title"), _text),
    "overrides": (N_("Own judgements"), _overrides),
    "indicator": (N_("Indicator"), lambda value: _text(_indicator(str(value)))),
    "shape": (N_("What the table shows"), _text),
    "years": (N_("Years in the table"), _text),
    "from_year": (N_("First year"), _text),
    "to_year": (N_("Last year"), _text),
    "from_zero": (N_("The axis starts from zero"), _yes_no),
    "area": (N_("Municipalities"), _text),
    "region": (N_("Whose figure"), lambda value: _regions([value]) if value else gettext("the report's own region")),
    "most": (N_("Rows at most"), _text),
    "colspan": (N_("Columns that the cell spans"), _text),
    "rowspan": (N_("Rows that the cell spans"), _text),
}
