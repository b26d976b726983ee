"""Looks at a file that claims to be a Word file before anything reads it: what it is, how large it would become.

Only the list of its parts is read first. Raises Refused with the name of the reason; app.imports.errors has its words.
"""

import io
import zipfile

MOST_PARTS = 2000
LARGEST_SUM = 50 * 2**20  # bytes, unpacked
HIGHEST_RATIO = 200
SMALL = 2**20  # bytes; small parts may be packed as tightly as they like
DOCUMENT = "word/document.xml"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_STARTS = ((OLD_WORD, "old-word"), (b"%PDF", "pdf"), (b"{\\rtf", "rtf"))


class Refused(Exception):  # noqa: N818 - errors are named as facts
    """The name of the reason."""


def open_package(content: bytes) -> zipfile.ZipFile:
    """The file's parts, once nothing speaks against reading them. Raises Refused."""
    for start, reason in _STARTS:
        if content.startswith(start):
            raise Refused(reason)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        _check(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Refused("no-word") from error
    return package


def _check(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_SUM:
        raise Refused("too-large-inside")
    if any(part.file_size > SMALL and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1) for part in parts):
        raise Refused("too-large-inside")
    names = {part.filename for part in parts}
    if DOCUMENT not in names:
        raise Refused("odt" if "content.xml" in names else "no-word")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("no-word")  # a part under a password
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and any(mark in package.read(part) for mark in _DTD):
            raise Refused("no-word")
