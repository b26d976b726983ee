"""The text of a section: its one schema, checking it, changing it by steps, reading it. Pure.

`schema.json` is read here and by the browser's editor; nothing it does not know is ever stored.
"""

from app.document.checking import DocumentInvalid, check_document
from app.document.reading import plain_text, word_count
from app.document.schema import SCHEMA, Document, empty_document
from app.document.steps import StepsRejected, apply_steps

__all__ = [
    "SCHEMA",
    "Document",
    "DocumentInvalid",
    "StepsRejected",
    "apply_steps",
    "check_document",
    "empty_document",
    "plain_text",
    "word_count",
]
