"""Images of a report on the desk: sent from a section's editor, shown to whoever may read the report."""

import re
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from starlette.responses import JSONResponse, Response

from app.db import SessionDep, pause
from app.errors import NotFound
from app.files import DataDir
from app.images.answers import FOR_THIS_PERSON, image_answer
from app.images.errors import ImageRefused
from app.images.queries import image_of
from app.images.service import LARGEST_UPLOAD, add_image, store_image
from app.reports.deps import ReadableReport
from app.reports.section_deps import WritableSection
from app.sections.errors import SectionFrozen
from app.web.params import HashInPath

router = APIRouter(prefix="/{organisation}/{report}")

FORM_AROUND_FILE = 64 * 1024  # bytes
LARGE_BODIES = {re.compile(r"/[^/]+/[^/]+/sections/[^/]+/images"): LARGEST_UPLOAD + FORM_AROUND_FILE}


@router.post("/sections/{key}/images")
def upload(
    access: WritableSection, session: SessionDep, data_dir: DataDir, file: Annotated[UploadFile, File()]
) -> Response:
    """Take an image in for this section's text. The answer names it, or says in words why it was not taken."""
    if access.section.frozen_at is not None:
        raise SectionFrozen
    report = access.on_report
    pause(session)
    try:
        stored = store_image(data_dir, file.file.read(LARGEST_UPLOAD + 1))
        add_image(session, report.person.id, report.report, stored)
    except ImageRefused as refusal:
        return JSONResponse({"message": refusal.text}, status_code=refusal.status)
    return JSONResponse({"asset": stored.sha256, "width": stored.width, "height": stored.height})


@router.get("/images/{sha256}")
def show(
    request: Request, access: ReadableReport, session: SessionDep, data_dir: DataDir, sha256: HashInPath
) -> Response:
    """The image, if it is one of this report."""
    image = image_of(session, access.report_id, sha256)
    if image is None:
        raise NotFound
    return image_answer(request, data_dir, sha256, image.media_type, FOR_THIS_PERSON)
