"""What can go wrong with an answer before anybody reads it: the same for every source."""

import json
from functools import partial
from typing import Any

from tests.indicators.faults import Fault
from tests.recorded.replay import HEAD, Reply, bomb, dripping, endless, plainly, reset

OTHER_HOST = {"Location": "https://figures.example/rest/json"}


def says(status: int, headers: dict[str, str] | None = None) -> Any:
    return lambda good: Reply({"error": "no"}, status=status, headers=headers or {})


def body(raw: bytes, kind: str | None = "application/json", headers: dict[str, str] | None = None) -> Any:
    return lambda good: Reply(raw, kind=kind, headers=headers or {})


def wire(write: Any) -> Any:
    return lambda good: Reply(wire=write)


def cut(good: Any) -> Reply:
    whole = json.dumps(good).encode()
    return Reply(whole[: len(whole) * 2 // 3])


def cut_short(good: Any) -> Reply:
    whole = json.dumps(good).encode()
    return Reply(wire=plainly(HEAD + f"Content-Length: {len(whole)}\r\n\r\n".encode() + whole[:-9]))


STATUSES = [
    Fault("500", "HTTP 500", says(500), outcome="silent"),
    Fault("502", "HTTP 502", says(502), outcome="silent"),
    Fault("503", "HTTP 503", says(503), outcome="silent"),
    Fault("503 for long", "HTTP 503", says(503, {"Retry-After": "86400"}), outcome="silent"),
    Fault("504", "HTTP 504", says(504), outcome="silent"),
    Fault("429", "HTTP 429", says(429, {"Retry-After": "1"}), outcome="silent"),
    Fault("429 by date", "HTTP 429", says(429, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}), outcome="silent"),
    Fault("400", "HTTP 400", says(400)),
    Fault("401", "HTTP 401", says(401)),
    Fault("403", "HTTP 403", says(403)),
    Fault("404", "HTTP 404", says(404)),
    Fault("410", "HTTP 410", says(410)),
    Fault("301 elsewhere", "redirected to figures.example", says(301, OTHER_HOST)),
    Fault("302 here", "HTTP 302: redirected to /rest/other", says(302, {"Location": "/rest/other"})),
    Fault("307 nowhere", "HTTP 307: redirected to nowhere", says(307)),
    Fault("304 unasked", "HTTP 304", says(304)),
    Fault("204", "HTTP 204", says(204)),
    Fault("206", "HTTP 206", says(206)),
    Fault("202", "HTTP 202", says(202)),
]
CONTENT = [
    Fault("html", "text/html instead of JSON", body(b"<html>Huoltokatko</html>", "text/html; charset=utf-8")),
    Fault("html as json", "Invalid JSON", body(b"<!doctype html><title>Huoltokatko</title>")),
    Fault("csv", "text/csv instead of JSON", body(b"indicator;region;year\r\n", "text/csv")),
    Fault("no type", "an answer without a type", body(b"[]", None)),
    Fault("empty body", "Invalid JSON", body(b"")),
    Fault("truncated", "Invalid JSON", cut),
    Fault("trailing", "Invalid JSON", lambda good: Reply(json.dumps(good).encode() + b"{}")),
    Fault("latin-1", "Invalid JSON", body('[{"nimi":"Jämsä"}]'.encode("latin-1"))),
    Fault("utf-16", "Invalid JSON", lambda good: Reply(json.dumps(good).encode("utf-16"))),
    Fault("null", "Input should be", body(b"null")),
    Fault("a number", "Input should be", body(b"42")),
    Fault("deep nesting", "Invalid JSON", body(b"[" * 100_000)),
    Fault("not gzip", "cannot be decompressed", body(b"[]", headers={"Content-Encoding": "gzip"})),
    Fault("gzip bomb", "more than", lambda good: bomb(8)),
    Fault("huge by its length", "bytes, where at most", body(b"[]", headers={"Content-Length": "9000000000"})),
]
WIRE = [
    Fault("reset", "asked 3 times", wire(reset), outcome="silent"),
    Fault("no answer", "without sending a response", wire(plainly(b"")), outcome="silent"),
    Fault("not HTTP", "illegal status line", wire(plainly(b"ICY 200 OK\r\n\r\n")), outcome="silent"),
    Fault("cut short", "without sending complete message body", cut_short, outcome="silent"),
    Fault(
        "bad chunks",
        "asked 3 times",
        wire(plainly(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n")),
        outcome="silent",
    ),
    Fault("endless headers", "asked 3 times", wire(endless(HEAD, b"X-More: 1\r\n", 20_000)), outcome="silent"),
    Fault("endless body", "more than", wire(endless(HEAD + b"\r\n[", b" " * 65_536, 400))),
]
SLOW = [
    Fault("slow drip", "not complete within", wire(dripping(HEAD + b"\r\n[", b" "))),
    Fault("slow headers", "not complete within", wire(dripping(HEAD, b"X-Slow: 1\r\n"))),
    Fault("no byte at all", "not complete within", wire(partial(dripping, pause=1.5, pieces=1)(b"", b" "))),
]
EVERYWHERE = [*STATUSES, *CONTENT, *WIRE]
