"""The one way to a statistics service: its own host only, politely, in bounded time, with bounded answers.

A `Visit` is everything that is asked about one indicator. It counts its requests, tries only a few again, and
compares what comes with the versions that are stored.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2
import stamina

from app.clock import now
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.sources.base import AnswerVersion, Known, Regions
from app.indicators.sources.deadline import is_over, over_in, transport
from app.indicators.sources.pace import Pace
from app.indicators.sources.reading import REASON, clipped, refused

USER_AGENT = "hyvinvointikertomus/0.1 (welfare report tool; fetches in batches)"
TIMEOUT = httpx2.Timeout(20, connect=10)
DEADLINE = 60.0  # seconds for one whole answer
ATTEMPTS = 3  # for one address
REPEATS = 2  # for one indicator, at all its addresses together
LEFT_ALONE_AFTER = 10  # indicators in a row for which the service failed: it is down, and asking on does not help
LONGEST_PAUSE = 60.0  # seconds; a service that wants to be left alone for longer is asked another day
MAX_BODY = 2_000_000  # bytes after decompression, unless the caller knows better
OWN_MARK = "body:"  # begins a version that is a fingerprint of the answer, where the service names none
REGIONS_MARK = "regions"

Parameters = Mapping[str, str | int | Sequence[str] | Sequence[int]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `hints`: what a status means at this address; `optional`: those that mean that there is nothing."""

    path: str
    parameters: Parameters | None = None
    json: Any = None  # makes it a POST
    max_body: int = MAX_BODY
    hints: Mapping[int, str] = field(default_factory=dict)
    optional: tuple[int, ...] = ()
    repeated: bool = True  # whether it is worth another try


@dataclass(frozen=True, slots=True)
class Reply:
    """What came. `body` None: the service says that the answer is the one whose version was sent along."""

    status: int
    body: bytes | None
    version: AnswerVersion


class Client:
    """The connections to one service; may be used from several threads."""

    def __init__(self, base_url: str, pace: Pace | None = None) -> None:
        self.base = httpx2.URL(base_url.rstrip("/") + "/")
        self.pace = pace or Pace()
        self.failures = 0  # in a row
        self.http = httpx2.Client(
            base_url=self.base,
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            timeout=TIMEOUT,
            follow_redirects=False,
            transport=transport(base_url),
        )

    def close(self) -> None:
        self.http.close()

    def once(self, ask: Ask, validators: Mapping[str, str]) -> Reply:
        """One request, no second try. Raises AnswerRefused, or httpx2.HTTPError where another try may help."""
        request = self._request(ask, validators)
        self.pace.wait()
        with over_in(DEADLINE):
            try:
                response = self.http.send(request, stream=True)
                try:
                    return self._reply(ask, response, conditional=bool(validators))
                finally:
                    response.close()
            except httpx2.DecodingError as error:
                raise refused(f"the answer cannot be decompressed: {error}") from error
            except httpx2.TransportError as error:
                if is_over():
                    raise refused(f"the answer was not complete within {DEADLINE:g} seconds") from error
                raise

    def _request(self, ask: Ask, validators: Mapping[str, str]) -> httpx2.Request:
        method = "GET" if ask.json is None else "POST"
        parameters: Any = dict(ask.parameters) if ask.parameters else None
        request = self.http.build_request(
            method, ask.path, params=parameters, json=ask.json, headers=dict(validators) or None
        )
        own = (self.base.scheme, self.base.host, self.base.port)
        if (request.url.scheme, request.url.host, request.url.port) != own:
            raise refused(f"{request.url.host} is not the service's own host")
        return request

    def _reply(self, ask: Ask, response: httpx2.Response, *, conditional: bool) -> Reply:
        status = response.status_code
        if status in ask.optional:
            return Reply(status, None, AnswerVersion())
        if status == 304 and conditional:
            return Reply(status, None, AnswerVersion())
        if 300 <= status < 400:
            where = response.headers.get("location", "")
            raise refused(f"HTTP {status}: redirected to {urlsplit(where).netloc or where or 'nowhere'}")
        if status == 429 or status >= 500:
            raise httpx2.HTTPStatusError(_status(response), request=response.request, response=response)
        if status != 200:
            hint = ask.hints.get(status)
            raise refused(_status(response) + (f": {hint}" if hint else ""))
        return Reply(status, _body(response, ask.max_body), _version(response))


class Visit:
    """All requests about one indicator. An error that leaves the visit says how many there were."""

    def __init__(self, client: Client, key: str, regions: Regions, known: Known | None = None) -> None:
        self.client, self.key, self.known = client, key, known
        self.requests = 0
        self.versions: dict[str, AnswerVersion] = {}
        reading = AnswerVersion(etag=OWN_MARK + _fingerprint(regions))
        before = known.versions if known else {}
        same_reading = before.get(self._address(REGIONS_MARK)) == reading
        self._before = before if same_reading else {}
        self.same = same_reading  # as long as every answer is the one whose version is stored
        self.versions[self._address(REGIONS_MARK)] = reading
        self._repeats = REPEATS

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, AnswerRefused | SourceSilent):
            error.requests = self.requests

    def get(self, ask: Ask, *, conditional: bool = False, marked: bool = True) -> bytes | None:
        """The body of a JSON answer; None: not changed, or not there where that is allowed.

        `marked`: the answer's version counts for whether anything is new.
        """
        address = self._address(_name(ask))
        reply = self._tried(ask, self._validators(address) if conditional else {})
        if reply.status in ask.optional or not marked:
            return reply.body
        if reply.body is None:
            self.versions[address] = self._before[address]
            return None
        fingerprint = OWN_MARK + hashlib.sha256(reply.body).hexdigest()
        version = reply.version if reply.version.etag else AnswerVersion(fingerprint, reply.version.last_modified)
        before = self._before.get(address)
        self.same = self.same and before is not None and before.etag == version.etag
        self.versions[address] = version
        return reply.body

    def needed(self, ask: Ask, *, marked: bool = True) -> bytes:
        """The body of an answer that is asked for without conditions."""
        body = self.get(ask, marked=marked)
        assert body is not None, "only optional and conditional answers may be empty"
        return body

    def once(self, ask: Ask) -> bytes:
        """The body of an answer that can be done without: asked for once, whatever comes."""
        self.requests += 1
        try:
            return self.client.once(ask, {}).body or b""
        except httpx2.HTTPError as error:
            raise SourceSilent(reason=clipped(str(error), REASON)) from error

    def _address(self, name: str) -> str:
        return clipped(f"{self.key} {name}", 400)

    def _validators(self, address: str) -> dict[str, str]:
        before = self._before.get(address)
        if before is None:
            return {}
        headers = {} if before.etag.startswith(OWN_MARK) else {"If-None-Match": before.etag}
        if before.last_modified:
            headers["If-Modified-Since"] = before.last_modified
        return {name: value for name, value in headers.items() if value}

    def _tried(self, ask: Ask, validators: Mapping[str, str]) -> Reply:
        """With few repeats and growing pauses, where the network or the service fails."""
        if self.client.failures >= LEFT_ALONE_AFTER:
            raise SourceSilent(reason=f"it failed {self.client.failures} times in a row and is left alone for now")
        attempts = 1 + min(self._repeats, ATTEMPTS - 1) if ask.repeated else 1
        first = self.requests
        try:
            for attempt in stamina.retry_context(_worth_another, attempts, timeout=None, wait_initial=0.5, wait_max=20):
                with attempt:
                    self.requests += 1
                    reply = self.client.once(ask, validators)
        except httpx2.HTTPError as error:
            self.client.failures += 1
            words = str(error) or type(error).__name__
            raise SourceSilent(reason=clipped(f"{words} (asked {self.requests - first} times)", REASON)) from error
        except AnswerRefused:
            self.client.failures = 0
            raise
        finally:
            self._repeats -= max(0, self.requests - first - 1)
        self.client.failures = 0
        return reply


def _worth_another(error: Exception) -> bool | float:
    """Whether another try may help; where the service says when, so many seconds later."""
    if isinstance(error, httpx2.HTTPStatusError):
        pause = _wanted_pause(error.response.headers.get("retry-after", ""))
        if pause is None:
            return True
        return pause if pause <= LONGEST_PAUSE else False
    return isinstance(error, httpx2.TransportError)


def _wanted_pause(header: str) -> float | None:
    if header.strip().isdecimal():
        return float(header)
    with suppress(ValueError):
        at = parsedate_to_datetime(header)
        moment = at if at.tzinfo else at.replace(tzinfo=UTC)
        return max(0.0, (moment - now()).total_seconds())
    return None


def _body(response: httpx2.Response, largest: int) -> bytes:
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise refused(f"{kind or 'an answer without a type'} instead of JSON")
    told = response.headers.get("content-length", "")
    if told.isdecimal() and int(told) > largest:
        raise refused(f"{told} bytes, where at most {largest} are believed")
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > largest:
            raise refused(f"more than {largest} bytes")
    return bytes(body)


def _version(response: httpx2.Response) -> AnswerVersion:
    """What the service says of the answer's version, if it can be stored and sent back."""
    etag, modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))
    sound = [text if text.isascii() and text.isprintable() else "" for text in (etag, modified)]
    return AnswerVersion(sound[0] if len(etag) <= 200 else "", sound[1] if len(modified) <= 60 else "")


def _status(response: httpx2.Response) -> str:
    return f"HTTP {response.status_code} {response.reason_phrase}".rstrip()


def _name(ask: Ask) -> str:
    """Path and query of a request; a long query and a POST's body by their fingerprint."""
    parts = [f"{name}={value}" for name, value in (ask.parameters or {}).items()]
    query = "&".join(parts) + (repr(ask.json) if ask.json is not None else "")
    if len(query) > 100:
        query = hashlib.sha256(query.encode()).hexdigest()[:32]
    return ask.path + (f"?{query}" if query else "")


def _fingerprint(regions: Regions) -> str:
    """Of the regions by which an answer is read: with other regions the same answer gives other figures."""
    lines = (f"{code} {sorted(region.names)} {region.valid_to}" for code, region in sorted(regions.items()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
