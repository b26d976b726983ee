"""Data blocks on the desk: a preview of any kind as readers will see it, and the settings form of each kind."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from app.db import SessionDep
from app.desk.block_attrs import read_attrs
from app.desk.block_settings import routes as block_settings
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
    return HTMLResponse(blocks_html(blocks, language))


router.include_router(block_settings.router)
