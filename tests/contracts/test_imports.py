"""The import graph goes one way; `pyproject.toml` says which."""

import subprocess
import sys
from pathlib import Path

from tests.contracts.tree import ROOT

# What presses, commands and another database need. A server that has them from its start carries them for weeks.
COMMANDS = {"typer", "alembic", "app.demo", "httpx2", "stamina"}
FILES = {"PIL", "docx", "fontTools", "mammoth", "openpyxl", "pikepdf", "resvg_py", "weasyprint", "xlsxwriter"}
NOT_FOR_SERVERS = {*COMMANDS, *FILES, "psycopg", "app.press.server", "app.proofs.proving"}


def test_the_import_graph_is_kept() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_a_server_starts_without_what_only_others_need() -> None:
    program = "import app.cli, app.main, app.web.zero_copy, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not NOT_FOR_SERVERS & set(done.stdout.split())
