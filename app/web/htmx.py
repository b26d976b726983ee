"""The only place that knows HTMX's headers."""

from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response


def is_htmx(request: Request) -> bool:
    """Does HTMX ask, so that a fragment is enough?"""
    return request.headers.get("HX-Request") == "true"


def page_path(request: Request) -> str:
    """The path, with its query, of the page that the reader is on: with HTMX not that of the request."""
    parts = urlsplit(request.headers.get("HX-Current-URL", "")) if is_htmx(request) else request.url
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def redirect(request: Request, path: str) -> Response:
    """Go to `path`, a local path: by HTMX's header when HTMX asked, else 303."""
    if is_htmx(request):
        location = quote(path, safe=":/%#?=@[]!$&'()*+,;")
        return Response(status_code=200, headers={"HX-Redirect": location, "Vary": "HX-Request"})
    return RedirectResponse(path, status_code=303)


def mark_variant(response: Response) -> Response:
    """Caches must tell a page from its fragment."""
    response.headers["Vary"] = "HX-Request"
    return response
