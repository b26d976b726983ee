"""Errors told to programs: problem details (RFC 9457) instead of a page, under the addresses of the JSON interface."""

import json
from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.i18n import N_, gettext

INTERFACE = "/api/"
MEDIA_TYPE = "application/problem+json"
TITLES: dict[int, str] = {401: N_("A read token is needed"), 404: N_("Nothing here")}  # else as a page's
HEADERS: dict[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    405: {"Allow": "GET, HEAD, OPTIONS"},
    429: {"Retry-After": "60"},
}


def is_program(connection: HTTPConnection) -> bool:
    """Does a program ask, that reads JSON? Told by the path that was routed, never by a host's name."""
    path: str = connection.scope["path"]
    return path.startswith(INTERFACE)


def problem(status: int, title: str, detail: str, *, fields: Mapping[str, str], code: str) -> Response:
    """`fields` are the parameters that were wrong; `code` finds the request in the log."""
    values: dict[str, object] = {
        "type": f"{INTERFACE}v1#problem-{status}",
        "title": gettext(TITLES[status]) if status in TITLES else title,
        "status": status,
        "detail": "; ".join(fields.values()) or detail,
    }
    if fields:
        values["errors"] = [{"parameter": name, "detail": words} for name, words in fields.items()]
    if code:
        values["code"] = code
    content = json.dumps(values, ensure_ascii=False).encode()
    headers = {"Access-Control-Allow-Origin": "*", **HEADERS.get(status, {})}  # any site's script may read it
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=headers)
