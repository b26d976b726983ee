"""Looks messages up. English is the source; a message missing in another language is a failed test."""

from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from app.i18n.formats import number_text
from app.i18n.languages import Language, current_language

LOCALE_DIR = Path(__file__).parent / "locale"


@cache
def _catalogue(language: Language) -> dict[str, str | tuple[str, ...]]:
    """All messages of a language: singular by message, plural as a tuple of forms."""
    messages: dict[str, str | tuple[str, ...]] = {}
    for path in sorted((LOCALE_DIR / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    text = message.string
                    messages[key] = text if isinstance(text, str) else tuple(text)
    return messages


def translate(language: Language, message: str, **params: Any) -> str:
    """`message` in `language`, its %(name)s placeholders filled from `params`."""
    found = _catalogue(language).get(message, message)
    text = found if isinstance(found, str) else found[0]
    return text % params if params else text


def translate_plural(language: Language, singular: str, plural: str, number: int, **params: Any) -> str:
    """The form for `number`, which stands in it as %(num)s, as people write it. fi, sv and en all have two forms."""
    forms = _catalogue(language).get(singular, (singular, plural))
    text = forms if isinstance(forms, str) else forms[0 if number == 1 else 1]
    return text % {"num": number_text(number, language=language), **params}


def gettext(message: str, **params: Any) -> str:
    """`message` in the language of this request."""
    return translate(current_language.get(), message, **params)


def ngettext(singular: str, plural: str, number: int, **params: Any) -> str:
    """The form for `number` in the language of this request."""
    return translate_plural(current_language.get(), singular, plural, number, **params)
