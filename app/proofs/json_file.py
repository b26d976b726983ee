"""The JSON file read back: it must be the Document's own values, in the canonical form."""

import json

import rfc8785
from pydantic import ValidationError

from app.proofs.expected import Expected, expected
from app.proofs.views import WHOLE
from app.rendering import tree


def read(content: bytes) -> tree.Document | None:
    """The Document that the file holds, if it holds one."""
    try:
        return tree.from_json(json.loads(content))
    except (ValueError, ValidationError):
        return None


def items(document: tree.Document) -> Expected:
    """The Document's items with everything that can be said of them."""
    return expected(document, WHOLE)


def is_canonical(content: bytes) -> bool:
    """Whether the bytes are those that anybody would write of the same values (RFC 8785)."""
    return rfc8785.dumps(json.loads(content)) == content
