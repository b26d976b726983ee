"""What a power cut would leave on the disk, worked out from what the server really asked of the kernel.

strace writes down every write, truncation and sync of the database's files, and every answer that leaves on a socket.
From that the disk is rebuilt as it would be at a cut: whatever was written after the last sync of its file may be
missing, in any part. It believes that the disk keeps what fdatasync promised, and that a write of SQLite's is either
there or not; torn sectors and lying disks are beyond it.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from app.db import Database
from app.document import plain_text
from tests.cowriting.ground import make_ground, mortal_server
from tests.cowriting.killing import Persistent, start, stop, write_until

CALLS = "pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync,ftruncate,unlink"
TRACER = ("strace", "-f", "--seccomp-bpf", "-xx", "-y", "-s", "4000000", "-e", f"trace={CALLS}", "-o")

_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)$")
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. (?P<call>\w+) resumed>")
_FILE = re.compile(r"\d+<(?P<path>[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_ACCEPTED = re.compile(rb'"type":"accepted","batch":"([\w-]+)"')


@dataclass(frozen=True)
class Write:
    """Bytes at a place of a file; where `data` is None the file is cut off there."""

    file: str
    offset: int
    data: bytes | None


@dataclass(frozen=True)
class Sync:
    """The kernel said that everything of the file is on the disk."""

    file: str


@dataclass(frozen=True)
class Answer:
    """The server said that this batch is saved."""

    batch: str


Event = Write | Sync | Answer


def traced(database: Database, folder: Path, words: int) -> tuple[dict[str, bytearray], list[Event]]:
    """The database before, and what a real server did to it while two people wrote."""
    ground = make_ground(database, people=2)
    database.close()
    file = Path(database.address.database or "")
    before = {file.name: bytearray(file.read_bytes())}
    with mortal_server(database, folder, (*TRACER, str(folder / "trace"))) as server:
        writers = [
            Persistent(f"w{n}", server.address, ground.sections[0], token) for n, token in enumerate(ground.tokens)
        ]
        threads = start(writers)
        write_until(lambda: sum(len(writer.acknowledged) for writer in writers) >= words)
        stop(writers, threads)
    return before, list(read_trace(folder / "trace", file.name))


def read_trace(path: Path, database: str) -> Iterator[Event]:
    """What happened, in order, to files whose name begins with the database's, and what was answered."""
    syncing: dict[str, str] = {}
    with path.open(encoding="ascii") as lines:
        for line in lines:
            if resumed := _RESUMED.match(line):
                if resumed["call"] in ("fsync", "fdatasync") and (file := syncing.pop(resumed["pid"], None)):
                    yield Sync(file)
            elif found := _LINE.match(line):
                file = _file(found["rest"])
                if found["call"] in ("fsync", "fdatasync"):
                    if not file.startswith(database):
                        continue
                    if "unfinished" in line:
                        syncing[found["pid"]] = file
                    else:
                        yield Sync(file)
                else:
                    yield from _event(found["call"], found["rest"], file, database)


def _event(call: str, rest: str, file: str, database: str) -> Iterator[Event]:
    ours = file.startswith(database) and not file.endswith("-shm")
    if call == "pwrite64" and ours:
        yield Write(file, int(rest.rsplit(", ", 1)[1].split(")")[0].split(" ")[0]), _bytes(rest))
    elif call == "ftruncate" and ours:
        yield Write(file, int(rest.rsplit(", ", 1)[1].split(")")[0].split(" ")[0]), None)
    elif call in ("write", "writev", "sendto", "sendmsg"):
        yield from (Answer(batch.decode()) for batch in _ACCEPTED.findall(_bytes(rest)))


def _file(rest: str) -> str:
    found = _FILE.match(rest)
    return Path(bytes.fromhex(found["path"].replace("\\x", "")).decode()).name if found else ""


def _bytes(rest: str) -> bytes:
    return b"".join(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(rest))


@dataclass
class Disk:
    """Files as they are for sure, and what was written to them since."""

    sure: dict[str, bytearray]
    waiting: dict[str, list[Write]] = field(default_factory=lambda: defaultdict(list))

    def happen(self, event: Write | Sync) -> None:
        """Take part in what the server did."""
        if isinstance(event, Write):
            self.waiting[event.file].append(event)
        else:
            for write in self.waiting.pop(event.file, ()):
                _apply(self.sure.setdefault(event.file, bytearray()), write)

    def after_cut(self, random: Random, share: float) -> dict[str, bytearray]:
        """What the next start finds, when each waiting write reached the disk with the probability `share`."""
        found = {name: bytearray(content) for name, content in self.sure.items()}
        for name, writes in self.waiting.items():
            for write in writes:
                if random.random() < share:
                    _apply(found.setdefault(name, bytearray()), write)
        return found


def _apply(content: bytearray, write: Write) -> None:
    if write.data is None:
        del content[write.offset :]
        return
    content.extend(bytes(max(0, write.offset - len(content))))
    content[write.offset : write.offset + len(write.data)] = write.data


def words_on(files: dict[str, bytearray], folder: Path) -> set[str]:
    """The words of all texts, after SQLite opened these files and found them whole."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    main = min(files, key=len)
    connection = sqlite3.connect(folder / main)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT document FROM section_text").fetchall()
    finally:
        connection.close()
        for file in folder.iterdir():
            file.unlink()
    return {word for (document,) in rows for word in plain_text(json.loads(document)).split()}


@dataclass
class Cuts:
    """How many disks were looked at, and at each the acknowledged words that were missing."""

    disks: int = 0
    lost: list[str] = field(default_factory=list)


def cut_everywhere(events: Iterable[Event], before: dict[str, bytearray], folder: Path, random: Random) -> Cuts:
    """Cut the power after every answer and before every sync: with nothing, with some, with all that was waiting."""
    disk, told, cuts = Disk(before), set[str](), Cuts()
    for event in events:
        if isinstance(event, Answer):
            told.add(event.batch.rsplit("-", 1)[0])
        if isinstance(event, Answer | Sync) and told:
            for share in (0.0, random.random()):
                cuts.disks += 1
                cuts.lost += sorted(told - words_on(disk.after_cut(random, share), folder))
        if not isinstance(event, Answer):
            disk.happen(event)
    return cuts
