"""Whole public pages kept in memory, so that a council evening costs no rendering.

Public pages depend on their address, their language and what is published, on nobody's sign-in. A kept page is
right for as long as the published state is: that is asked of the database at most once a second.
"""

import gzip
import math
import re
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qsl

from app.i18n import LANGUAGES

MOST_BYTES = 24 * 1024 * 1024
LARGEST = 4 * 1024 * 1024  # a page above this is made anew each time
DEPENDED_ON = frozenset({"language"})  # of an address' query; what is not named here or below changes nothing
FILES = re.compile(r"\.(?!xml$)[a-z]+$|/(images|arms)/")  # kept by browsers for ever, read from disk else
ASKED = frozenset({"q", "about"})  # what people type: made for them, not kept


class PageKey(NamedTuple):
    """What a page's bytes depend on. `stays`: the address names the language."""

    path: str
    language: str
    stays: bool


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer as it was made, and packed. `headers` are without length, tag and encoding.

    `until` is a moment of the monotonic clock: the page may be given out before it.
    """

    headers: tuple[tuple[bytes, bytes], ...]
    plain: bytes
    packed: bytes
    tag: str
    until: float = math.inf

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)

    def tag_of(self, *, packed: bool) -> str:
        """The two encodings are two representations: each has its own tag."""
        return f'"{self.tag}-gz"' if packed else f'"{self.tag}"'


class PageCache:
    """Pages by what they depend on, the least lately read going first when there are too many bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._pages: OrderedDict[PageKey, KeptPage] = OrderedDict()
        self._most_bytes = most_bytes
        self.state: object = None  # the published state that all kept pages were made of
        self.size = 0  # bytes

    def now_at(self, state: object) -> None:
        """What is published is at this state: pages of another are forgotten."""
        if state != self.state:
            self._pages.clear()
            self.size = 0
            self.state = state

    def find(self, key: PageKey, moment: float) -> KeptPage | None:
        """The page, if it is kept and still right at this moment."""
        page = self._pages.get(key)
        if page is None or page.until < moment:
            return None
        self._pages.move_to_end(key)
        return page

    def keep(self, key: PageKey, page: KeptPage, state: object) -> None:
        """Keep a page that was begun at `state`; when something was published meanwhile, it is not kept."""
        if state != self.state or page.size > LARGEST:
            return
        if key in self._pages:
            self.size -= self._pages.pop(key).size
        self._pages[key] = page
        self.size += page.size
        while self.size > self._most_bytes:
            self.size -= self._pages.popitem(last=False)[1].size


def key_of(path: str, query: bytes, language: str) -> PageKey | None:
    """What the page at this address depends on; None where it is a file or depends on what somebody typed."""
    if FILES.search(path):
        return None
    if not query:
        return PageKey(path, language, stays=False)
    try:
        values = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None
    names = {name for name, _ in values}
    wanted = [value for name, value in values if name in DEPENDED_ON]
    if names & ASKED or len(wanted) > 1 or (wanted and wanted[0] not in LANGUAGES):
        return None
    return PageKey(path, language, stays=bool(wanted))


def kept(headers: list[tuple[bytes, bytes]], body: bytes, until: float = math.inf) -> KeptPage:
    """An answer ready to be given again."""
    left_out = (b"content-length", b"etag", b"content-encoding")
    held = tuple((name, value) for name, value in headers if name.lower() not in left_out)
    return KeptPage(held, body, gzip.compress(body, 6, mtime=0), sha256(body).hexdigest()[:32], until)
