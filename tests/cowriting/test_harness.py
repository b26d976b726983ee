"""The committed editors without a screen are the ones that the page's sources give."""

import hashlib
import re

from tests.contracts.tree import APP
from tests.cowriting.harness import SCRIPT

EDITOR = APP / "editor"


def test_the_harness_was_built_from_these_sources():
    stated = re.match(r"/\* sources (\w+) (.+) \*/", SCRIPT.read_text(encoding="utf-8"))
    assert stated is not None
    names = stated[2].split()
    assert {"src/session.ts", "src/channel.ts", "src/drafts.ts", "src/rebase.ts", "harness/main.ts"} <= set(names)
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\n".encode() + (EDITOR / name).read_bytes())
    assert stated[1] == digest.hexdigest(), "run: node app/editor/harness/build.mjs"
