"""Types of request values, with the bounds that keep nonsense out of the database. Bounds stand here alone."""

from typing import Annotated

from fastapi import Path, Query

MAX_INTEGER = 2**31 - 1
MAX_TEXT_BODY = 2 * 1024 * 1024  # bytes, of any request

HashInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
IdInPath = Annotated[int, Path(ge=1, le=MAX_INTEGER)]
SlugInPath = Annotated[str, Path(min_length=1, max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
KeyInPath = Annotated[str, Path(min_length=1, max_length=40, pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
LanguageQuery = Annotated[str | None, Query(pattern=r"^(fi|sv|en)$")]
SlugQuery = Annotated[str, Query(max_length=60, pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")]
ActionQuery = Annotated[str, Query(max_length=60, pattern=r"^[a-z:-]*$")]
BeforeQuery = Annotated[int | None, Query(ge=1, le=MAX_INTEGER)]
NextQuery = Annotated[str, Query(max_length=500)]


def local_path(address: str) -> str:
    """`address` when it is a path on this site, for a redirect; the front page for anything else."""
    is_local = address.startswith("/") and not address.startswith("//")
    return address if is_local and "\\" not in address and address.isprintable() else "/"
