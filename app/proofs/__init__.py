"""Files read back: is everything in them that the Document says, in its order? Pure."""

from collections.abc import Iterable

from app.proofs.certificate import Certificate
from app.rendering import tree
from app.rendering.attachments import Attachment


def prove(
    document: tree.Document,
    file_format: str,
    content: bytes,
    plain: Iterable[tuple[str, str]] = (),
    attachments: Iterable[Attachment] = (),
) -> Certificate:
    """Read the file back and compare it with the Document. LookupError for a format that has no reader.

    `plain` are the place and the reason of each block that had to be set in plain words; `attachments` are the files
    that a PDF carries.
    """
    from app.proofs.proving import read_back  # only here: the server knows certificates, the press reads files

    return read_back(document, file_format, content, plain, attachments)
