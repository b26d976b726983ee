"""The languages there are, and the one that is spoken now."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, get_args

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "fi"

current_language: ContextVar[Language] = ContextVar("current_language", default=DEFAULT_LANGUAGE)


@contextmanager
def use_language(language: Language) -> Iterator[None]:
    """Everything inside speaks `language`, whatever the reader's own is."""
    token = current_language.set(language)
    try:
        yield
    finally:
        current_language.reset(token)
