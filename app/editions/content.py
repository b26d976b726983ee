"""What is stored and hashed of an edition: canonical JSON (RFC 8785), the same bytes for the same values. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import rfc8785

from app.rendering import tree

EDITION_FORMAT = "hvk-edition/1"
APPROVAL_FORMAT = "hvk-approval/1"
FIGURE = "figure"  # the kind of rendering.tree.Figure


def canonical(values: Mapping[str, Any]) -> str:
    """The one text that these values have in RFC 8785."""
    return rfc8785.dumps(dict(values)).decode()


def sha256_of(text: str) -> str:
    """The hash of exactly the bytes that are stored and downloaded."""
    return hashlib.sha256(text.encode()).hexdigest()


def edition_content(
    *,
    organisation: str,
    report: str,
    number: int,
    previous: str,
    frozen_at: datetime,
    documents: Mapping[str, tree.Document],
) -> str:
    """A report frozen. `organisation` and `report` are slugs, `previous` the hash of the edition before."""
    return canonical(
        {
            "format": EDITION_FORMAT,
            "organisation": organisation,
            "report": report,
            "number": number,
            "previous": previous,
            "frozen_at": moment_in_json(frozen_at),
            "documents": {language: tree.to_json(document) for language, document in documents.items()},
        }
    )


def moment_in_json(moment: datetime) -> str:
    """A moment in UTC to the microsecond, one way of writing it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def documents_in(content: str) -> dict[str, tree.Document]:
    """The frozen Documents by language, as they were assembled."""
    values = json.loads(content)
    return {language: tree.from_json(document) for language, document in values["documents"].items()}


@lru_cache(maxsize=8)
def images_in(content: str) -> dict[str, str]:
    """Hash → media type of every image that a frozen report shows."""
    figures: dict[str, str] = {}
    waiting: list[Any] = [json.loads(content)["documents"]]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if value.get("kind") == FIGURE:
                figures[value["asset"]] = value["media_type"]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return figures
