"""Files that travel inside a PDF: the data that the report was made from."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Attachment:
    """`relationship` is PDF's AFRelationship: "Source" is what the Document is, "Data" the figures in it."""

    name: str
    media_type: str
    description: str
    content: bytes
    relationship: Literal["Source", "Data"] = "Data"
