"""The import graph goes one way; `pyproject.toml` says which."""

import subprocess
import sys
from pathlib import Path

from tests.contracts.tree import ROOT


def test_the_import_graph_is_kept() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
