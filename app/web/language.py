"""Which language a reader is spoken to in: their own choice, else what the browser asks for.

On the public site the address holds the choice, so that what is sent on is read in the same language and
what is kept by caches depends on no cookie; elsewhere a cookie does.
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.config import get_settings
from app.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language

LANGUAGE_COOKIE = "language"
PUBLIC_SITE = "/julkaisut"
_YEAR_SECONDS = 365 * 24 * 3600


def choose_language(connection: HTTPConnection) -> Language:
    """The person's own choice, else the first language of the browser that we speak."""
    if connection.scope["path"].startswith(PUBLIC_SITE):
        chosen = connection.query_params.get("language", "")
    else:
        chosen = connection.cookies.get(LANGUAGE_COOKIE, "")
    asked = (
        part.split(";")[0].strip()[:2].lower() for part in connection.headers.get("accept-language", "").split(",")
    )
    return next((language for code in (chosen, *asked) for language in LANGUAGES if language == code), DEFAULT_LANGUAGE)


def remember_language(response: Response, language: str, *, unless: HTTPConnection | None = None) -> Response:
    """Speak `language` to this browser from now on; not when the request `unless` shows a choice made before."""
    if unless is None or LANGUAGE_COOKIE not in unless.cookies:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=_YEAR_SECONDS,
            path="/",
            httponly=True,
            samesite="lax",
            secure=get_settings().secure_cookies,
        )
    return response
