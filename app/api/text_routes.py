"""The inside of a text, whether an edition's or a draft's: the router is included once for each."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api import contents
from app.api.answers import Paging, answer, bounds
from app.api.deps import AnchorInPath, PagingDep, SectionKeyInPath, TextDep
from app.api.document_shapes import FigureList, IndicatorList, SectionList, TableList
from app.errors import NotFound
from app.i18n import N_

router = APIRouter()


@router.get("/sections", summary=N_("Sections"), description=N_("The contents of the text, in reading order."))
def list_sections(request: Request, text: TextDep, paging: PagingDep) -> Response:
    """The contents."""
    return _listed(request, text, paging, SectionList, contents.sections(text), "sections")


@router.get(
    "/sections/{key}",
    summary=N_("One section"),
    description=N_("Its words, its HTML and the nodes that both are written from, with every table and footnote."),
)
def show_section(request: Request, text: TextDep, key: SectionKeyInPath) -> Response:
    """One section whole."""
    return _one(request, text, contents.section(text, key))


@router.get("/tables", summary=N_("Tables"), description=N_("Every table of the text, in reading order."))
def list_tables(request: Request, text: TextDep, paging: PagingDep) -> Response:
    """The tables."""
    return _listed(request, text, paging, TableList, contents.tables(text), "tables")


@router.get(
    "/tables/{anchor}",
    summary=N_("One table"),
    description=N_("Its rows as printed, and the figures behind them as their source gives them."),
)
def show_table(request: Request, text: TextDep, anchor: AnchorInPath) -> Response:
    """One table whole."""
    return _one(request, text, contents.table(text, anchor))


@router.get(
    "/figures",
    summary=N_("Charts, images and key figures"),
    description=N_("Everything that the text shows beside tables, in reading order."),
)
def list_figures(request: Request, text: TextDep, paging: PagingDep) -> Response:
    """What is shown beside tables."""
    return _listed(request, text, paging, FigureList, contents.figures(text), "figures")


@router.get(
    "/figures/{anchor}",
    summary=N_("One chart, image or key figure"),
    description=N_("Its alternative text, its figures as rows and as their source gives them."),
)
def show_figure(request: Request, text: TextDep, anchor: AnchorInPath) -> Response:
    """One of them whole."""
    return _one(request, text, contents.figure(text, anchor))


@router.get(
    "/indicators",
    summary=N_("Indicators"),
    description=N_("Every indicator that the text shows, with its values, periods, areas, source and licence."),
)
def list_indicators(request: Request, text: TextDep, paging: PagingDep) -> Response:
    """The indicators with their values."""
    return _listed(request, text, paging, IndicatorList, contents.indicators(text), "indicators")


def _listed(
    request: Request, text: contents.Text, paging: Paging, shape: Callable[..., object], found: Sequence[Any], name: str
) -> Response:
    part = bounds(paging, len(found), f"{text.address}/{name}")
    return answer(request, shape(items=paging.of(found), language=text.document.language, **part), text.caching)


def _one(request: Request, text: contents.Text, found: object | None) -> Response:
    if found is None:
        raise NotFound
    return answer(request, found, text.caching)
