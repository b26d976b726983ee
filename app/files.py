"""Files under the hash of their content, in a folder or in an S3-compatible bucket. There before any row says so.

A folder is written by ourselves: obstore's own writing to folders renames without syncing (looked at with strace), and
a power cut would lose what a row has promised.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from starlette.requests import Request

if TYPE_CHECKING:
    from obstore.store import S3Store

NEW = ".new-"  # how the name of a file begins that is not wholly written yet
CHUNK = 1 << 18  # bytes handed on at once

_buckets: "dict[Path, S3Store]" = {}


def get_data_dir(request: Request) -> Path:
    """The folder that this server keeps its files in."""
    folder: Path = request.app.state.settings.data_dir
    return folder


DataDir = Annotated[Path, Depends(get_data_dir)]


def use_bucket(
    data_dir: Path, url: str, *, endpoint: str = "", key: str = "", secret: str = "", region: str = ""
) -> None:
    """From now on the files of this data folder are kept in a bucket, `s3://bucket/prefix`; with no `url`, in it."""
    if not url:
        _buckets.pop(data_dir, None)
        return
    from obstore.store import S3Store  # only who uses a bucket pays for it

    named = {"endpoint": endpoint, "access_key_id": key, "secret_access_key": secret, "region": region or "eu-north-1"}
    config = {name: value for name, value in named.items() if value}
    plain = endpoint.startswith("http://")
    _buckets[data_dir] = S3Store.from_url(url, config=config, client_options={"allow_http": plain})  # type: ignore[arg-type]


def file_path(data_dir: Path, sha256: str) -> Path:
    """Where the content of this hash is in a folder, or would be."""
    return data_dir / "files" / sha256[:2] / sha256


def local_path(data_dir: Path, sha256: str) -> Path | None:
    """The file on this machine, to be handed out by the system itself; None where it is not here, or in a bucket."""
    path = file_path(data_dir, sha256)
    return path if data_dir not in _buckets and path.is_file() else None


def write_file(data_dir: Path, content: bytes) -> str:
    """Put `content` into the store and return its SHA-256. Slow: call it outside transactions."""
    sha256 = hashlib.sha256(content).hexdigest()
    bucket = _buckets.get(data_dir)
    if bucket is not None:
        bucket.put(_key(sha256), content)
        return sha256
    path = file_path(data_dir, sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=NEW, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)
    return sha256


def has_file(data_dir: Path, sha256: str) -> bool:
    """Is there content under this hash?"""
    bucket = _buckets.get(data_dir)
    if bucket is None:
        return file_path(data_dir, sha256).is_file()
    try:
        bucket.head(_key(sha256))
    except FileNotFoundError:
        return False
    return True


def read_file(data_dir: Path, sha256: str) -> bytes | None:
    """The content, None when there is none under this hash."""
    chunks = stream_file(data_dir, sha256)
    return None if chunks is None else b"".join(chunks)


def stream_file(data_dir: Path, sha256: str) -> Iterator[bytes] | None:
    """The content bit by bit, so that it need not be in memory; None when there is none."""
    bucket = _buckets.get(data_dir)
    if bucket is None:
        path = file_path(data_dir, sha256)
        return _chunks(path) if path.is_file() else None
    try:
        found = bucket.get(_key(sha256))
    except FileNotFoundError:
        return None
    return (bytes(chunk) for chunk in found.stream(min_chunk_size=CHUNK))


def forget_file(data_dir: Path, sha256: str) -> None:
    """Take a file away that nothing names any more; the caller has made sure of that, and has committed."""
    bucket = _buckets.get(data_dir)
    if bucket is None:
        file_path(data_dir, sha256).unlink(missing_ok=True)
    elif has_file(data_dir, sha256):
        bucket.delete(_key(sha256))


def stored_before(data_dir: Path, moment: datetime) -> Iterator[str]:
    """Names of everything in the store that is older than `moment`: hashes, and what was never wholly written."""
    bucket = _buckets.get(data_dir)
    if bucket is not None:
        for page in bucket.list("files"):
            yield from (item["path"].rpartition("/")[2] for item in page if item["last_modified"] < moment)
        return
    for path in (data_dir / "files").glob("*/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield path.name


def forget_begun(data_dir: Path, name: str) -> None:
    """Take away what a crash left half written."""
    assert name.startswith(NEW)
    for path in (data_dir / "files").glob(f"*/{name}"):
        path.unlink(missing_ok=True)


def _key(sha256: str) -> str:
    return f"files/{sha256[:2]}/{sha256}"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
