"""The settings dialog of a data block: the form, its list of indicators, a preview, and the settings it makes."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.db import SessionDep
from app.desk.block_attrs import read_attrs
from app.desk.block_settings.forms import attrs_of, typed_of
from app.desk.block_settings.pages import Desk
from app.desk.block_settings.typed import TypedSettings
from app.errors import BadInput
from app.rendering import tree
from app.rendering.writers.html import blocks_html
from app.reports.blocks import render_block
from app.reports.deps import WritableReport
from app.web.params import KeyInPath
from app.web.templating import render

router = APIRouter(prefix="/{kind}/settings")

AttrsQuery = Annotated[str, Query(max_length=20_000)]
TypedForm = Annotated[TypedSettings, Form()]


@router.get("")
def settings_form(
    request: Request, access: WritableReport, session: SessionDep, kind: KeyInPath, attrs: AttrsQuery = "{}"
) -> Response:
    """The form with the block's present settings."""
    desk = Desk(session, access, kind)
    return render(request, desk.page(typed_of(kind, read_attrs(attrs), access.report.comparison), {}))


@router.post("")
def change_settings(
    request: Request, access: WritableReport, session: SessionDep, kind: KeyInPath, form: TypedForm
) -> Response:
    """The new settings for the editor to put into the text; nothing is stored here."""
    desk = Desk(session, access, kind)
    try:
        return JSONResponse({"attrs": attrs_of(kind, form, desk.bounds(form))})
    except BadInput as error:
        return render(request, desk.page(form, error.field_errors), status=HTTPStatus.UNPROCESSABLE_ENTITY)


@router.post("/hits")
def find_indicators(
    request: Request, access: WritableReport, session: SessionDep, kind: KeyInPath, form: TypedForm
) -> Response:
    """The list of indicators again, as the search and the package of the form ask."""
    return render(request, Desk(session, access, kind).hits(form))


@router.post("/preview")
def preview_settings(access: WritableReport, session: SessionDep, kind: KeyInPath, form: TypedForm) -> Response:
    """The block as these settings would make it; what is wrong with them, in words."""
    desk = Desk(session, access, kind)
    try:
        attrs = attrs_of(kind, form, desk.bounds(form))
        blocks = render_block(session, access.report, desk.context, kind, attrs, anchor="block-preview-block")
    except BadInput as error:
        blocks = (tree.Notice(text=" ".join(error.field_errors.values())),)
    return HTMLResponse(blocks_html(blocks, desk.context.language))
