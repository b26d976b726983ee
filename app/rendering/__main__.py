"""The rendering process: a Document as JSON on stdin → a file on stdout. `python -m app.rendering CPU MEMORY`.

Limits itself before it reads anything: seconds of processor time, megabytes of address space, and no
larger files than a font (WeasyPrint hands fonts to Pango as files). Lines "progress N" go to stderr.
"""

import base64
import importlib
import json
import sys

from app.processes import limit
from app.rendering import tree

WRITERS = frozenset({"pdf", "docx", "html", "canonical"})


def progress(percent: int) -> None:
    sys.stderr.write(f"progress {percent}\n")
    sys.stderr.flush()


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    request = json.load(sys.stdin)
    if request["writer"] not in WRITERS:
        raise SystemExit(f"no such writer: {request['writer']}")
    document = tree.from_json(request["document"])
    assets = {name: base64.b64decode(content) for name, content in request["assets"].items()}
    progress(10)
    writer = importlib.import_module(f"app.rendering.writers.{request['writer']}")
    progress(20)
    content = writer.write(document, assets)
    progress(95)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
