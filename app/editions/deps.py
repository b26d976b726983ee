"""Values of addresses that name editions and their files."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from fastapi import Path as InPath

from app.web.params import MAX_INTEGER

EditionNumber = Annotated[int, InPath(ge=1, le=MAX_INTEGER)]
TextLanguage = Annotated[str, InPath(pattern=r"^(fi|sv|en)$")]
FileFormat = Annotated[str, InPath(pattern=r"^(pdf|docx|json)$")]


def get_data_dir(request: Request) -> Path:
    """The folder that this server keeps its files in."""
    folder: Path = request.app.state.settings.data_dir
    return folder


DataDir = Annotated[Path, Depends(get_data_dir)]
