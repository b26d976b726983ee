"""Values of addresses that name editions and their files."""

from typing import Annotated

from fastapi import Path as InPath

from app.web.params import MAX_INTEGER

EditionNumber = Annotated[int, InPath(ge=1, le=MAX_INTEGER)]
TextLanguage = Annotated[str, InPath(pattern=r"^(fi|sv|en)$")]
FileFormat = Annotated[str, InPath(pattern=r"^(pdf|docx|json)$")]
DataFileFormat = Annotated[str, InPath(pattern=r"^(csv|xlsx|jsonstat)$")]
BlockAnchor = Annotated[str, InPath(pattern=r"^[A-Za-z0-9-]{1,130}$")]
