"""Languages of the interface and of the reports: catalogues, and numbers and dates by locale.

Messages are written in English in the code; `locale/fi` and `locale/sv` translate them,
one readable file per package. Pure but for reading the catalogues.
"""

from app.i18n.catalogue import gettext, ngettext, translate, translate_plural
from app.i18n.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, current_language, use_language
from app.i18n.messages import N_

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "N_",
    "Language",
    "current_language",
    "gettext",
    "ngettext",
    "translate",
    "translate_plural",
    "use_language",
]
