"""Jinja2, and the one way to show a page: a frozen dataclass that names its template.

A template sees its page's fields and the globals below, nothing else; an unknown name is an error.
"""

import hashlib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.i18n import LANGUAGES, current_language, gettext, ngettext
from app.i18n import formats as i18n_formats
from app.web.htmx import mark_variant
from app.web.place import place_of

APP_DIR = Path(__file__).resolve().parent.parent
TEMPLATES_DIR = APP_DIR / "templates"
STATIC_DIR = APP_DIR / "static"


@dataclass(frozen=True, slots=True)
class Page:
    """Base of all pages and partials. Fields are what the template may use."""

    template: ClassVar[str]


@cache
def asset(path: str) -> str:
    """Address of a static file, with its content's hash so that it can be cached for ever."""
    digest = hashlib.sha256((STATIC_DIR / path).read_bytes()).hexdigest()[:12]
    return f"/static/{path}?v={digest}"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES_DIR),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(_=_words, gettext=_words, ngettext=ngettext)  # Jinja's own are slower, and fill in twice
    environment.globals.update(asset=asset, languages=LANGUAGES, current_language=current_language.get)
    environment.filters.update(
        date=i18n_formats.date_text,
        moment=i18n_formats.moment_text,
        number=i18n_formats.number_text,
        file_size=i18n_formats.file_size_text,
    )
    return environment


def _words(message: str, **values: Any) -> Markup:
    """`message` in the reader's language; what is filled in is escaped."""
    text = gettext(message)
    return Markup(text) % values if values else Markup(text % {})  # noqa: S704 (our own catalogues)


environment = _environment()


def render_text(page: Page, **more: Any) -> str:
    """The page's markup."""
    values = {field.name: getattr(page, field.name) for field in fields(page)}
    return environment.get_template(page.template).render({**values, **more})


def render(request: Request, page: Page, status: int = 200) -> HTMLResponse:
    """The page as an answer. `person` is whoever is signed in; `path` and `place` are where the reader is."""
    more = {
        "person": getattr(request.state, "person", None),
        "path": request.url.path,
        "place": place_of(request),
        "query": request.url.query,
    }
    response = HTMLResponse(render_text(page, **more), status_code=status)
    mark_variant(response)
    return response


def markup(text: str) -> Markup:
    """Markup that our own writers made and escaped; never anything that a person typed."""
    return Markup(text)  # noqa: S704
