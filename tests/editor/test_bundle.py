"""The committed bundle is the one that its sources give."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EDITOR = ROOT / "app" / "editor"
BUILT = ROOT / "app" / "static" / "js"


def test_the_bundle_was_built_from_these_sources():
    digest = hashlib.sha256()
    for name in (
        "build.mjs",
        "package-lock.json",
        *(f"src/{path.name}" for path in sorted((EDITOR / "src").iterdir())),
    ):
        digest.update(f"{name}\n".encode() + (EDITOR / name).read_bytes())
    stated = re.match(r"/\* sources (\w+);", (BUILT / "editor.js").read_text())
    assert stated is not None
    assert stated[1] == digest.hexdigest(), "run: node app/editor/build.mjs"


def test_rebuilding_gives_the_same_bytes(tmp_path: Path):
    if not (EDITOR / "node_modules" / "esbuild").exists() or shutil.which("node") is None:
        pytest.skip("node_modules are not installed")
    subprocess.run(["node", "build.mjs", str(tmp_path)], cwd=EDITOR, check=True)
    for name in ("editor.js", "editor.LICENSES.txt"):
        assert (tmp_path / name).read_bytes() == (BUILT / name).read_bytes(), name


def test_every_bundled_package_is_pinned_and_its_licence_is_there():
    package = (EDITOR / "package.json").read_text()
    licences = (BUILT / "editor.LICENSES.txt").read_text()
    names = re.findall(r'"(prosemirror-[\w-]+)": "(.+?)"', package)
    assert len(names) >= 13
    for name, version in names:
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert f"{name} {version} (MIT)\n\nCopyright" in licences
    assert '"resolved"' not in (EDITOR / "package-lock.json").read_text()
