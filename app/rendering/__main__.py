"""The rendering process: a Document as JSON on stdin → a file on stdout. `python -m app.rendering CPU MEMORY`.

Limits itself before it reads anything: seconds of processor time, megabytes of address space, and no
larger files than a font (WeasyPrint hands fonts to Pango as files). Lines "progress N" go to stderr.
"""

import base64
import importlib
import json
import resource
import sys

from app.rendering import tree

WRITERS = frozenset({"pdf", "docx", "html", "canonical"})
LARGEST_FILE = 4 * 2**20


def limit(cpu_seconds: int, memory_mb: int) -> None:
    """Beyond these the system stops this process; the one that started it lives on."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
