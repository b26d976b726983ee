"""The same promises from a folder and from a bucket."""

import hashlib
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer
from starlette.responses import FileResponse, StreamingResponse

from app.clock import now
from app.files import (
    NEW,
    file_path,
    forget_begun,
    forget_file,
    has_file,
    local_path,
    read_file,
    stored_before,
    stream_file,
    use_bucket,
    write_file,
)
from app.web.stored import stored_answer

CONTENT = b"sisalto " * 100_000


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An S3 service of our own, on this machine only."""
    import boto3

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-north-1"}
    client = boto3.client("s3", endpoint_url=address, **keys)
    client.create_bucket(Bucket="files", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    client.close()
    yield address
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    if request.param == "bucket":
        address = request.getfixturevalue("endpoint")
        use_bucket(tmp_path, f"s3://files/{tmp_path.name}", endpoint=address, key="key", secret="secret")
    yield tmp_path
    use_bucket(tmp_path, "")


def test_content_is_found_by_its_hash(store: Path) -> None:
    sha256 = write_file(store, CONTENT)
    assert sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert write_file(store, CONTENT) == sha256
    assert has_file(store, sha256)
    assert read_file(store, sha256) == CONTENT
    chunks = stream_file(store, sha256)
    assert chunks is not None
    parts = list(chunks)
    assert len(parts) > 1, "bit by bit"
    assert b"".join(parts) == CONTENT


def test_what_is_not_there_is_told_and_forgetting_it_is_no_fault(store: Path) -> None:
    assert not has_file(store, "0" * 64)
    assert read_file(store, "0" * 64) is None
    assert stored_answer(store, "0" * 64, "text/plain", {}) is None
    forget_file(store, "0" * 64)
    sha256 = write_file(store, b"x")
    forget_file(store, sha256)
    assert not has_file(store, sha256)


def test_everything_old_is_listed(store: Path) -> None:
    sha256 = write_file(store, b"x")
    assert list(stored_before(store, now() + timedelta(minutes=1))) == [sha256]
    assert list(stored_before(store, now() - timedelta(minutes=1))) == []


def test_an_answer_is_never_wholly_in_memory(store: Path) -> None:
    sha256 = write_file(store, CONTENT)
    answer = stored_answer(store, sha256, "application/pdf", {"ETag": "x"})
    local = local_path(store, sha256)
    assert isinstance(answer, FileResponse if local else StreamingResponse)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["etag"] == "x"


def test_what_a_crash_left_half_written_is_seen_and_goes(tmp_path: Path) -> None:
    path = file_path(tmp_path, write_file(tmp_path, b"x")).parent / f"{NEW}abc"
    path.write_bytes(b"half")
    os.utime(path, (time.time() - 99, time.time() - 99))
    assert list(stored_before(tmp_path, now() - timedelta(seconds=9))) == [path.name]
    forget_begun(tmp_path, path.name)
    assert not path.exists()
