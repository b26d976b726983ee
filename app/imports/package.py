"""Looks at a file that claims to be a Word file before anything reads it: what it is, how large it would become.

Raises Refused with the name of the reason; app.imports.errors has its words.
"""

import zipfile

from app.datafiles.zips import NotReadable, TooLargeInside, open_zip

DOCUMENT = "word/document.xml"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = ((OLD_WORD, "old-word"), (b"%PDF", "pdf"), (b"{\\rtf", "rtf"))


class Refused(Exception):  # noqa: N818 - errors are named as facts
    """The name of the reason."""


def open_package(content: bytes) -> zipfile.ZipFile:
    """The file's parts, once nothing speaks against reading them. Raises Refused."""
    for start, reason in _STARTS:
        if content.startswith(start):
            raise Refused(reason)
    try:
        package = open_zip(content)
    except TooLargeInside as error:
        raise Refused("too-large-inside") from error
    except NotReadable as error:
        raise Refused("no-word") from error
    names = set(package.namelist())
    if DOCUMENT not in names:
        raise Refused("odt" if "content.xml" in names else "no-word")
    return package
