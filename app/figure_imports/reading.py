"""An upload's bytes on disk, and opened again from there."""

from pathlib import Path

from app.datafiles.opening import FigureFile, open_file
from app.errors import NotFound
from app.files import read_file

FALLBACK_NAME = "file"
LONGEST_NAME = 200


def shown_name(name: str) -> str:
    """A file's name as it can be stored and shown: no folders, no invisible characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable()).strip()[:LONGEST_NAME] or FALLBACK_NAME


def opened_again(data_dir: Path, sha256: str) -> FigureFile:
    """Slow: call it outside transactions. Raises NotFound when the file is gone, Unreadable."""
    content = read_file(data_dir, sha256)
    if content is None:
        raise NotFound
    return open_file(content)
