"""What is wrong with a field, in people's words instead of the validator's."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.i18n import N_, gettext

WORDS: dict[str, str] = {
    "missing": N_("is missing"),
    "string_too_long": N_("is longer than %(max_length)s characters"),
    "string_too_short": N_("is shorter than %(min_length)s characters"),
    "string_pattern_mismatch": N_("is not in the expected form"),
    "int_parsing": N_("is not a whole number"),
    "int_parsing_size": N_("is not a whole number"),
    "int_from_float": N_("is not a whole number"),
    "float_parsing": N_("is not a number"),
    "finite_number": N_("is not a number"),
    "greater_than_equal": N_("is less than %(ge)s"),
    "less_than_equal": N_("is more than %(le)s"),
    "date_parsing": N_("is not a date"),
    "date_from_datetime_parsing": N_("is not a date"),
    "bool_parsing": N_("is neither yes nor no"),
    "enum": N_("is not one of the choices"),
    "literal_error": N_("is not one of the choices"),
    "too_long": N_("has more than %(max_length)s items"),
    "json_invalid": N_("could not be read"),
    "extra_forbidden": N_("is not known here"),
}
OTHERWISE = N_("is not as expected")


def field_errors(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The validator's errors by field name: "due_on: is not a date"."""
    found = {}
    for error in errors:
        name = ".".join(str(part) for part in error["loc"][1:])
        words = gettext(WORDS.get(error["type"], OTHERWISE), **error.get("ctx", {}))
        found[name] = f"{name}: {words}" if name else words
    return found
