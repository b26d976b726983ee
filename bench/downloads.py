"""How fast a published edition's PDF of 1 MB is handed out, beside nginx handing out the same file in the same run."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from sqlmodel import col, select

from app.db import Database
from app.demo.build import load_demo
from app.editions.models import Edition
from app.exports.models import ExportJob, JobState
from app.exports.storage import keep_row
from app.files import file_path, write_file
from app.organisations.models import Organisation
from app.reports.models import Report
from app.schema import migrate
from bench.measure import Measure
from bench.server import HVK, Server, free_port, wait_for

SIZE, READERS, SECONDS, ROUNDS = 1_000_000, 16, 3, 3
NEEDED = ("nginx", "wrk")
CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; sendfile on; tcp_nopush on; types {{ application/pdf pdf; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


def run() -> Iterator[Measure]:
    """Rounds in turn, so that both meet the same machine."""
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        sys.stderr.write(f"downloads not measured: {' and '.join(missing)} not installed\n")
        return
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as name:
        folder = Path(name)
        address, file = _published_file(folder)
        shutil.copyfile(file, folder / "file.pdf")
        (folder / "health").write_text("ok")
        folder.chmod(0o755)
        with _serving(folder) as ours, _nginx(folder) as theirs:
            _asked(ours + address, 1)
            rounds = [(_asked(ours + address), _asked(f"{theirs}/file.pdf")) for _ in range(ROUNDS)]
    said = f"{READERS} readers, {SECONDS} s, median of {ROUNDS} rounds in turn"
    yield Measure("download_rps", median(own for own, _ in rounds), "1/s", f"1 MB PDF, {said}")
    yield Measure("download_rps_nginx", median(other for _, other in rounds), "1/s", f"one worker, sendfile, {said}")
    ratio = median(own / other for own, other in rounds)
    yield Measure("download_ratio_nginx", ratio, "", "of a PDF of 1 MB; target at least 0.5")


def _published_file(folder: Path) -> tuple[str, Path]:
    """The demo with a file of the size in the place of its published PDF; its address and where it lies."""
    database = Database(f"sqlite:///{folder}/hvk.sqlite3")
    migrate(database)
    load_demo(database)
    with database.write() as session:
        edition = session.exec(select(Edition).where(col(Edition.published_at).is_not(None))).first()
        assert edition is not None
        report = session.get_one(Report, edition.report_id)
        organisation = session.get_one(Organisation, report.organisation_id)
        sha256 = write_file(folder, b"%PDF-1.7\n" + os.urandom(SIZE - 9))
        keep_row(session, sha256, SIZE, "application/pdf")
        statement = select(ExportJob).where(
            ExportJob.edition_id == edition.id, ExportJob.format == "pdf", ExportJob.language == "fi"
        )
        for job in session.exec(statement):
            job.state, job.file_sha256, job.source = JobState.DONE, sha256, None
            session.add(job)
        address = f"/julkaisut/{organisation.slug}/{report.slug}/{edition.number}/fi.pdf"
    database.close()
    return address, file_path(folder, sha256)


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Our server on this folder; it makes no files meanwhile."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {"HVK_DATA_DIR": str(folder), "HVK_PORT": str(port), "HVK_BASE_URL": address, "HVK_EXPORT_WORKERS": "0"}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen([HVK, "serve"], env={**os.environ, **settings}, stdout=log, stderr=log)
    try:
        wait_for(address)
        Server(address, process.pid).settle()
        yield address
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def _nginx(folder: Path) -> Iterator[str]:
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
    process = subprocess.Popen(["nginx", "-c", configuration], stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _asked(address: str, seconds: int = SECONDS) -> float:
    """Answers a second."""
    command = ["wrk", "-t1", f"-c{READERS}", f"-d{seconds}s", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found is not None, said
    return float(found[1])
