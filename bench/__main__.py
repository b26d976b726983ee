"""Runs the groups, prints a table as they finish, and writes build/bench.json."""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from bench import cowriting, docx, downloads, editing, indicators, pdf, proofs, public, setup, web
from bench.measure import Measure

GROUPS: dict[str, Callable[[], Iterable[Measure]]] = {
    "web": web.run,
    "pdf": pdf.run,
    "docx": docx.run,
    "proofs": proofs.run,
    "public": public.run,
    "downloads": downloads.run,
    "cowriting": cowriting.run,
    "editing": editing.run,
    "indicators": indicators.run,
    "setup": setup.run,
}
TARGET = Path("build") / "bench.json"


def main() -> None:
    """Measure the groups that were asked for; those alone are in the file."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default=",".join(GROUPS), help=f"groups, with commas between: {', '.join(GROUPS)}")
    chosen = parser.parse_args().only.split(",")
    if unknown := [name for name in chosen if name not in GROUPS]:
        parser.error(f"no such group: {', '.join(unknown)}")
    measures = [measure for name in chosen for measure in _shown(GROUPS[name]())]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps([asdict(measure) for measure in measures], indent=2) + "\n")


def _shown(measures: Iterable[Measure]) -> Iterable[Measure]:
    console = Console()
    for measure in measures:
        value = f"{measure.value:.3g}" if measure.value < 100 else f"{measure.value:.0f}"
        console.print(
            f"{measure.name:<24} {value:>8} {measure.unit:<6} {measure.context}", highlight=False, soft_wrap=True
        )
        yield measure


if __name__ == "__main__":
    main()
