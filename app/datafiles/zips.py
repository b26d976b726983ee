"""Looks at a zipped file of an office program before anything reads it: only the list of its parts, at first."""

import io
import zipfile

MOST_PARTS = 2000
LARGEST_SUM = 50 * 2**20  # bytes, unpacked
HIGHEST_RATIO = 200
SMALL = 2**20  # bytes; small parts may be packed as tightly as they like
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class NotReadable(Exception):  # noqa: N818 - errors are named as facts
    """It is no such file, or one that should not be read."""


class TooLargeInside(NotReadable):
    """Unpacked it would be larger than any honest file."""


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The file's parts. Raises TooLargeInside; NotReadable where it is no zip, under a password, or declares types."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        _check_sizes(package.infolist())
        _check_parts(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise NotReadable from error
    return package


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_SUM:
        raise TooLargeInside
    if any(part.file_size > SMALL and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1) for part in parts):
        raise TooLargeInside


def _check_parts(package: zipfile.ZipFile) -> None:
    """No part under a password, no declaration of types: neither is in an honest file, both are ways to do harm."""
    for part in package.infolist():
        if part.flag_bits & 1:
            raise NotReadable
        if part.filename.endswith((".xml", ".rels")) and any(mark in package.read(part) for mark in _DTD):
            raise NotReadable
