"""Boundaries of the municipalities, fetched from Statistics Finland by command, never while a page waits."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import httpx2
import typer

from app.clock import today
from app.config import Settings, get_settings
from app.errors import DomainError
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.sources.client import Ask, Client
from app.organisations.boundaries import read_outlines, store
from app.organisations.errors import BoundariesInvalid
from app.organisations.reference import region_rows

HOST = "https://geo.stat.fi"
PATH = "geoserver/wfs"
LAYER = "tilastointialueet:kunta1000k_{year}"
LARGEST = 40_000_000  # bytes
MUNICIPALITY = "KU"

YearOption = Annotated[int, typer.Option("--year", help="The year of the division into municipalities.")]


def boundaries_command(year: YearOption = 0) -> None:
    """Fetch the boundaries of the municipalities, which maps are drawn from, into the data folder."""
    try:
        path, count = fetch_boundaries(get_settings(), year or today().year)
    except DomainError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{count} municipalities in {path}")


def fetch_boundaries(settings: Settings, year: int, host: str = HOST) -> tuple[Path, int]:
    """Where the boundaries of this year's municipalities were put, and how many there are.

    They are checked whole before anything is replaced. Raises AnswerRefused, SourceSilent or BoundariesInvalid.
    """
    content = _answer(year, host)
    found = read_outlines(content)
    known = {row["code"] for row in region_rows() if row["code"].startswith(MUNICIPALITY) and _is_of(row, year)}
    if missing := known - found.keys():
        raise BoundariesInvalid(
            reason=f"{len(missing)} municipalities of {year} are missing, {min(missing)} among them"
        )
    return store(content, settings), len(found)


def _is_of(row: Mapping[str, Any], year: int) -> bool:
    begins, ends = row["valid_from"], row["valid_to"]
    return isinstance(begins, int) and begins <= year and (not isinstance(ends, int) or year <= ends)


def _answer(year: int, host: str) -> bytes:
    parameters = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": LAYER.format(year=year),
        "srsName": "EPSG:3067",
        "outputFormat": "application/json",
    }
    client = Client(host)
    try:
        body = client.once(Ask(PATH, parameters, max_body=LARGEST), {}).body
    except httpx2.HTTPError as error:
        raise SourceSilent(reason=str(error) or type(error).__name__) from error
    finally:
        client.close()
    if not body:
        raise AnswerRefused(reason="an empty answer")
    return body
