"""Document → its canonical JSON (RFC 8785): what a program reads."""

from collections.abc import Mapping

import rfc8785

from app.rendering import tree


def write(document: tree.Document, _assets: Mapping[str, bytes]) -> bytes:
    """The file of the format `json`. Images are named by their hashes only."""
    return rfc8785.dumps(tree.to_json(document))
