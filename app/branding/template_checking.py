"""The process that looks at a Word template: the file on stdin → one line on stdout, which names what is wrong.

`python -m app.branding.template_checking CPU MEMORY`.
"""

import json
import sys

from app.processes import limit
from app.rendering.writers.word.template import TemplateRefused, check_template


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    reason = ""
    try:
        check_template(sys.stdin.buffer.read())
    except TemplateRefused as refusal:
        reason = refusal.reason.value
    sys.stdout.write(json.dumps({"refused": reason}))


if __name__ == "__main__":
    main()
