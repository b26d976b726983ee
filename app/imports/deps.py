"""Values of addresses and forms in imports."""

from typing import Annotated

from fastapi import Depends, File, Form, UploadFile

from app.db import SessionDep
from app.errors import NotFound
from app.imports.models import WordImport
from app.imports.queries import import_of
from app.reports.deps import ManagedReport
from app.web.params import IdInPath

SentFile = Annotated[UploadFile, File()]
SentLanguage = Annotated[str, Form(pattern=r"^(fi|sv|en)$")]
ChosenTargets = Annotated[list[str], Form(max_length=2000)]


def find_import(import_id: IdInPath, access: ManagedReport, session: SessionDep) -> WordImport:
    """The import that the address names, of a report that this person manages."""
    made = import_of(session, access.report_id, import_id)
    if made is None:
        raise NotFound
    return made


def find_import_to_change(import_id: IdInPath, access: ManagedReport, session: SessionDep) -> WordImport:
    """The same, while nobody else applies or undoes it."""
    made = import_of(session, access.report_id, import_id, lock=True)
    if made is None:
        raise NotFound
    return made


SeenImport = Annotated[WordImport, Depends(find_import)]
LockedImport = Annotated[WordImport, Depends(find_import_to_change)]
