"""Looks messages up. English is the source; a message missing in another language is a failed test."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from babel.messages.pofile import read_po

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "fi"
LOCALE_DIR = Path(__file__).parent / "locale"

current_language: ContextVar[Language] = ContextVar("current_language", default=DEFAULT_LANGUAGE)


@contextmanager
def use_language(language: Language) -> Iterator[None]:
    """Everything inside speaks `language`, whatever the reader's own is."""
    token = current_language.set(language)
    try:
        yield
    finally:
        current_language.reset(token)


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
    """The form for `number`, which is also available as %(num)s. fi, sv and en all have two forms."""
    forms = _catalogue(language).get(singular, (singular, plural))
    text = forms if isinstance(forms, str) else forms[0 if number == 1 else 1]
    return text % {"num": number, **params}


def gettext(message: str, **params: Any) -> str:
    """`message` in the language of this request."""
    return translate(current_language.get(), message, **params)


def ngettext(singular: str, plural: str, number: int, **params: Any) -> str:
    """The form for `number` in the language of this request."""
    return translate_plural(current_language.get(), singular, plural, number, **params)
