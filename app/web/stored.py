"""A stored file as an answer: from a folder or a bucket, never wholly in memory."""

from collections.abc import Mapping
from pathlib import Path

from starlette.responses import FileResponse, Response, StreamingResponse

from app.files import local_path, stream_file


class LargeFileResponse(FileResponse):
    """Reads a file of usual size in one go: each read is a visit to another thread."""

    chunk_size = 1 << 20


def stored_answer(data_dir: Path, sha256: str, media_type: str, headers: Mapping[str, str]) -> Response | None:
    """None when there is no such file."""
    path = local_path(data_dir, sha256)
    if path is not None:
        return LargeFileResponse(path, media_type=media_type, headers=dict(headers))
    chunks = stream_file(data_dir, sha256)
    return None if chunks is None else StreamingResponse(chunks, media_type=media_type, headers=dict(headers))
