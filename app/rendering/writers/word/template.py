"""An organisation's own Word template: looked at before it is kept, and opened to be written into."""

import io
import zipfile
from enum import StrEnum

from lxml import etree

MOST_PARTS = 1000
LARGEST_SUM = 50 * 2**20  # bytes, unpacked
HIGHEST_RATIO = 200
SMALL = 2**20  # bytes; small parts may be packed as tightly as they like
DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_MACROS = (b"macroEnabled", b"vbaProject", b"activeX")
_HARMLESS_OUTSIDE = ("/hyperlink", "/attachedTemplate")  # the second is never taken over


class Reason(StrEnum):
    """Why a template is refused."""

    NO_WORD = "no-word"
    TOO_LARGE = "too-large"
    MACROS = "macros"
    OUTSIDE = "outside"  # it would fetch something from elsewhere when it is opened
    DECLARATIONS = "declarations"  # a DTD


class TemplateRefused(Exception):  # noqa: N818 - errors are named as facts
    """The template can not be used; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def check_template(content: bytes) -> None:
    """Raises TemplateRefused for what is no .docx or .dotx, or what could do harm.

    Links to web pages are harmless, and so is the path of the template's own template.
    """
    with _opened(content) as package:
        names = package.namelist()
        if DOCUMENT not in names or CONTENT_TYPES not in names:
            raise TemplateRefused(Reason.NO_WORD)
        for name in names:
            if name.endswith((".xml", ".rels")):
                _check_part(name, package.read(name))
        if any("vba" in name.lower() for name in names):
            raise TemplateRefused(Reason.MACROS)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        _check_sizes(package.infolist())
        if package.testzip() is not None:
            raise TemplateRefused(Reason.NO_WORD)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        raise TemplateRefused(Reason.NO_WORD) from error
    return package


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_SUM:
        raise TemplateRefused(Reason.TOO_LARGE)
    if any(part.file_size > SMALL and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1) for part in parts):
        raise TemplateRefused(Reason.TOO_LARGE)


def _check_part(name: str, content: bytes) -> None:
    if any(mark in content for mark in _DTD):
        raise TemplateRefused(Reason.DECLARATIONS)
    try:
        part = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise TemplateRefused(Reason.NO_WORD) from error
    if name == CONTENT_TYPES and any(mark in content for mark in _MACROS):
        raise TemplateRefused(Reason.MACROS)
    if name.endswith(".rels"):
        for relation in part:
            is_outside = relation.get("TargetMode", "").lower() == "external"
            if is_outside and not relation.get("Type", "").endswith(_HARMLESS_OUTSIDE):
                raise TemplateRefused(Reason.OUTSIDE)
