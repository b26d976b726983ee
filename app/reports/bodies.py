"""What the deciding bodies are called: cities say kaupunginhallitus where other municipalities say kunnanhallitus."""

from app.i18n import LANGUAGES, Language
from app.report_templates.schema import BodyTemplate


def body_names(body: BodyTemplate, used: str, original: str) -> dict[Language, str]:
    """The body's name in every language, when it is called `used` in the language `original`."""
    texts = body.names
    if body.city_names is not None and getattr(body.city_names, original) == used:
        texts = body.city_names
    names = {language: texts.in_language(language) for language in LANGUAGES}
    return {language: used if used and language == original else name for language, name in names.items()}


def usual_names(body: BodyTemplate, language: Language) -> tuple[str, ...]:
    """The names to choose from where an organisation has not yet used one."""
    return tuple(texts.in_language(language) for texts in (body.names, body.city_names) if texts is not None)
