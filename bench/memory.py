"""Memory of a process and all that descend from it, watched while something runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Peak:
    """The largest sum seen, in megabytes of proportional set size: shared pages count once."""

    megabytes: float = 0.0


@contextmanager
def peak_of_tree(pid: int, every: float = 0.03) -> Iterator[Peak]:
    """Watch `pid` and its descendants until the block ends."""
    peak, done = Peak(), threading.Event()

    def watch() -> None:
        while not done.wait(every):
            peak.megabytes = max(peak.megabytes, tree_megabytes(pid))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def tree_megabytes(pid: int) -> float:
    """Proportional set size of the process and its descendants now."""
    return sum(map(_megabytes, tree(pid)))


def tree(pid: int) -> Iterator[int]:
    """The process and its descendants."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from tree(int(child))


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
