"""A Word file as it was understood: read in a process of its own, its images on disk. No row says so yet."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.files import write_file
from app.images.service import StoredImage
from app.imports.errors import BY_NAME, FileTooLarge, ReadingFailed
from app.processes import ProcessFailed, answer_of

LARGEST_FILE = 20 * 2**20  # bytes
SECONDS, MEMORY_MB = 60, 1024


@dataclass(frozen=True, slots=True)
class WordFile:
    """`losses` are kind, place and count of what was not kept; see app.imports.losses."""

    name: str
    blocks: list[dict[str, Any]]
    losses: list[dict[str, Any]]
    images: tuple[StoredImage, ...]


def shown_name(name: str) -> str:
    """A file's name as it can be stored and shown: no folders, no invisible characters."""
    plain = "".join(char for char in re.split(r"[/\\]", name)[-1] if char.isprintable()).strip()
    return plain[:200] or "word.docx"


def read_word_file(data_dir: Path, name: str, content: bytes) -> WordFile:
    """Slow: call it outside transactions. Raises FileRefused."""
    if len(content) > LARGEST_FILE:
        raise FileTooLarge
    try:
        answer = answer_of("app.imports.reading", content, seconds=SECONDS, memory_mb=MEMORY_MB)
    except ProcessFailed as error:
        raise ReadingFailed from error
    line, _, rest = answer.partition(b"\n")
    found = json.loads(line)
    if "refused" in found:
        raise BY_NAME[found["refused"]]
    images = []
    for fact in found["images"]:
        image, rest = rest[: fact["size"]], rest[fact["size"] :]
        images.append(StoredImage(**fact | {"sha256": write_file(data_dir, image)}))
    return WordFile(shown_name(name), found["blocks"], found["losses"], tuple(images))
