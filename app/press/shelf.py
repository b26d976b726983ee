"""Finished pieces kept by the hash of all that decides them: a folder of bounded size, checked on reading."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LARGEST_SHELF = 256 * 2**20  # bytes
LONGEST_UNUSED = 30 * 86400  # seconds; drafts are not to lie about for ever
HALF_WRITTEN = 3600  # seconds after which what was begun was given up
_BEGUN = ".new-"
_DIGEST = hashlib.sha256().digest_size


class Shelf:
    """Losing a piece costs time only: a write that fails is forgotten, what cannot be believed is not there."""

    def __init__(self, folder: Path, largest: int = LARGEST_SHELF) -> None:
        self.folder = folder
        self.largest = largest

    def get(self, key: str) -> bytes | None:
        """The piece, None when it is not there whole."""
        path = self.folder / key
        try:
            stored = path.read_bytes()
            digest, content = stored[:_DIGEST], stored[_DIGEST:]
            if hashlib.sha256(content).digest() != digest:
                path.unlink(missing_ok=True)
                return None
            os.utime(path)
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep a piece, whole or not at all."""
        try:
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=_BEGUN, delete=False) as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(file.name).replace(self.folder / key)
        except OSError:  # no room, or larger than the process may write
            return

    def trim(self) -> None:
        """Take away what was used longest ago, until the rest is small enough. Others may be doing so too."""
        now = time.time()
        left = self.largest
        for age, size, path in sorted(self._stored(now)):
            left -= size
            longest = HALF_WRITTEN if path.name.startswith(_BEGUN) else LONGEST_UNUSED
            if left < 0 or age > longest:
                path.unlink(missing_ok=True)

    def _stored(self, now: float) -> Iterator[tuple[float, int, Path]]:
        """Seconds since its last use, size and path of everything in the folder."""
        for path in self.folder.glob("*"):
            with suppress(FileNotFoundError):
                facts = path.stat()
                yield now - facts.st_mtime, facts.st_size, path
