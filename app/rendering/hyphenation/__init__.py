"""Finnish hyphenation for the PDF: pyphen has none, so the product brings its own (see `patterns`)."""

from pathlib import Path

import pyphen

from app.i18n import LANGUAGES

DICTIONARY_FILE = Path(__file__).with_name("fi.dic")


def install() -> None:
    """From here on `hyphens: auto` breaks Finnish words in this process. Calling it again changes nothing."""
    pyphen.LANGUAGES["fi"] = DICTIONARY_FILE
    pyphen.LANGUAGES_LOWERCASE["fi"] = "fi"


def load() -> None:
    """Read the dictionaries of all languages now rather than at the first long word."""
    install()
    for language in LANGUAGES:
        pyphen.Pyphen(lang=pyphen.language_fallback(language))
