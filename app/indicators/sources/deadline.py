"""A time by which a whole answer must have come: a server that sends a byte now and then is left, too.

The time limits of the HTTP client are for one read each; here every read may last no longer than until then.
"""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import local
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class _Until(local):
    """When the request that this thread makes must be over."""

    moment: float = float("inf")


_until = _Until()


@contextmanager
def over_in(seconds: float) -> Iterator[None]:
    """Everything that this thread reads meanwhile must have come in so many seconds."""
    _until.moment = monotonic() + seconds
    try:
        yield
    finally:
        _until.moment = float("inf")


def is_over() -> bool:
    """Whether the time of this thread's request has run out."""
    return monotonic() >= _until.moment


def transport(url: str) -> httpx2.HTTPTransport:
    """A way to `url`, through the proxy that the environment names for it, that keeps to `over_in`."""
    address = urlsplit(url)
    host = address.hostname or ""
    proxies = {} if host in LOOPBACK or proxy_bypass(host) else getproxies()
    made = httpx2.HTTPTransport(_certificates(), proxy=proxies.get(address.scheme) or proxies.get("all"))
    made._pool._network_backend = _Backend()
    return made


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: it takes longer than everything else that a client needs."""
    return httpx2.create_ssl_context()


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self.stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self.stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class _Backend(httpcore2.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        return _Stream(super().connect_tcp(host, port, _left(timeout), local_address, socket_options))


def _left(timeout: float | None) -> float:
    left = _until.moment - monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for the whole answer is over")
    return min(left, timeout if timeout is not None else 60)
