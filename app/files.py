"""Files on disk under the hash of their content. On disk for certain before any row says so."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request


def get_data_dir(request: Request) -> Path:
    """The folder that this server keeps its files in."""
    folder: Path = request.app.state.settings.data_dir
    return folder


DataDir = Annotated[Path, Depends(get_data_dir)]


def file_path(data_dir: Path, sha256: str) -> Path:
    """Where the content of this hash is, or would be."""
    return data_dir / "files" / sha256[:2] / sha256


def write_file(data_dir: Path, content: bytes) -> str:
    """Put `content` on disk and return its SHA-256. Slow: call it outside transactions."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = file_path(data_dir, sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)
    return sha256


def has_file(data_dir: Path, sha256: str) -> bool:
    """Is there content under this hash?"""
    return file_path(data_dir, sha256).is_file()


def read_file(data_dir: Path, sha256: str) -> bytes | None:
    """The content, None when there is none under this hash."""
    path = file_path(data_dir, sha256)
    return path.read_bytes() if path.is_file() else None


def forget_file(data_dir: Path, sha256: str) -> None:
    """Take a file away that nothing names any more; the caller has made sure of that, and has committed."""
    file_path(data_dir, sha256).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
