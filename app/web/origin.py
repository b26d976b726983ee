"""Refuses requests that another site made with a person's cookies (CSRF), WebSockets included.

Browsers tell where a request comes from: `Sec-Fetch-Site`, or at least `Origin`. A changing request
that tells neither is refused. SameSite=Lax on the cookies is the second wall.
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_own_origin(connection: HTTPConnection) -> bool:
    """Did one of our own pages make this request?"""
    site = connection.headers.get("sec-fetch-site")
    origin = connection.headers.get("origin")
    if site is not None and connection.scope["type"] == "http":
        return site in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc == connection.headers.get("host")


def needs_own_origin(connection: HTTPConnection) -> bool:
    """Everything that may change something: unsafe methods, and every WebSocket."""
    return connection.scope["type"] == "websocket" or connection.scope["method"] not in SAFE_METHODS
