"""The only place that knows HTMX's headers."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response


def is_htmx(request: Request) -> bool:
    """Does HTMX ask, so that a fragment is enough?"""
    return request.headers.get("HX-Request") == "true"


def redirect(request: Request, path: str) -> Response:
    """Go to `path`, a local path: by HTMX's header when HTMX asked, else 303."""
    if is_htmx(request):
        return Response(status_code=200, headers={"HX-Redirect": path, "Vary": "HX-Request"})
    return RedirectResponse(path, status_code=303)


def mark_variant(response: Response) -> Response:
    """Caches must tell a page from its fragment."""
    response.headers["Vary"] = "HX-Request"
    return response
