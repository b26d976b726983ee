"""Data blocks on the desk: a preview of any kind as readers will see it, and the settings form of each kind."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from app.datafiles.formats import DATA_FORMATS, block_file
from app.datafiles.writing import About
from app.db import SessionDep
from app.desk.block_attrs import read_attrs
from app.desk.block_settings import routes as block_settings
from app.editions.deps import DataFileFormat
from app.editions.figures import figures_answer
from app.errors import NotFound
from app.i18n import DEFAULT_LANGUAGE, Language
from app.rendering.writers.html import blocks_html
from app.reports.blocks import block_context, render_block
from app.reports.deps import ReadableReport
from app.web.params import KeyInPath

router = APIRouter(prefix="/{organisation}/{report}/blocks")

AttrsQuery = Annotated[str, Query(max_length=20_000)]


@router.get("/{kind}/preview")
def preview(
    access: ReadableReport,
    session: SessionDep,
    kind: KeyInPath,
    attrs: AttrsQuery = "{}",
    language: Language = DEFAULT_LANGUAGE,
) -> Response:
    """The block as a fragment, with the figures stored now."""
    values = read_attrs(attrs)
    context = block_context(session, access.report, access.organisation, language)
    anchor = f"preview-{values.get('id') or kind}"
    blocks = render_block(session, access.report, context, kind, values, anchor=anchor)
    path = f"{access.path}/blocks/{kind}/figures"
    query = urlencode({"attrs": attrs, "language": language})
    return HTMLResponse(blocks_html(blocks, language, data_address=lambda _, form: f"{path}.{form}?{query}"))


@router.get("/{kind}/figures.{data_format}")
def download_figures(
    request: Request,
    access: ReadableReport,
    session: SessionDep,
    kind: KeyInPath,
    data_format: DataFileFormat,
    attrs: AttrsQuery = "{}",
    language: Language = DEFAULT_LANGUAGE,
) -> Response:
    """The figures of a block of the draft, as they are now. Raises NotFound where it has none."""
    context = block_context(session, access.report, access.organisation, language)
    about = About(access.report.slug, context.own.name, language)
    for block in render_block(session, access.report, context, kind, read_attrs(attrs), anchor=kind):
        content = block_file(block, DATA_FORMATS[data_format], about)
        if content is not None:
            return figures_answer(request, content, f"{access.report.slug}-{kind}", data_format)
    raise NotFound


router.include_router(block_settings.router)
