"""Boundaries from a file: read whole or refused with the reason, brought to a small grid, fetched by command only."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from app.config import Settings
from app.indicators.boundaries import PATH, fetch_boundaries
from app.indicators.errors import AnswerRefused
from app.organisations.boundaries import FILE_NAME, MOST_BYTES, drawn, read_outlines, shapes_of
from app.organisations.errors import BoundariesInvalid
from app.organisations.reference import region_rows
from app.rendering.charts.shapes import extent
from tests.recorded import RECORDED
from tests.recorded.replay import Reply, replaying

WEST = [[300_000, 7_000_000], [310_000, 7_000_000], [310_000, 7_020_000], [300_000, 7_020_000], [300_000, 7_000_000]]
EAST = [[310_000, 7_000_000], [330_000, 7_000_000], [330_000, 7_020_000], [310_000, 7_020_000], [310_000, 7_000_000]]


def feature(ring: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


TWO = collection(feature(WEST, natcode="272"), feature(EAST, "MultiPolygon", kunta="5"))


def test_neighbours_lie_beside_each_other_with_north_upwards():
    paths, plane = drawn(read_outlines(TWO))
    assert paths == {"KU272": "M0 533l267 0 0-533-267 0z", "KU005": "M267 533l533 0 0-533-533 0z"}
    assert plane == (800, 533)


def test_topology_is_the_same_as_its_polygons():
    arcs = [WEST[1:3], [WEST[2], *WEST[3:], WEST[1]], [EAST[1], EAST[2], EAST[3]], [EAST[0], EAST[1]]]
    layer = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"natcode": "272"}},
            {"type": "Polygon", "arcs": [[3, 2, -1]], "properties": {"natcode": "005"}},
        ],
    }
    content = json.dumps({"type": "Topology", "arcs": arcs, "objects": {"municipalities": layer}}).encode()
    paths, plane = drawn(read_outlines(content))
    assert plane == (800, 533)
    assert {code: extent([path]) for code, path in paths.items()} == {"KU272": (267.0, 533.0), "KU005": (800.0, 533.0)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not GeoJSON"),
        (b"<html>", "not GeoJSON"),
        (b"[1, 2]", "not GeoJSON"),
        (b'{"type": "FeatureCollection"}', "not GeoJSON"),
        (b"[" * 100_000, "not GeoJSON"),
        (collection(), "no municipalities"),
        (collection(feature(WEST)), "no code"),
        (collection(feature(WEST, natcode="Kokkola")), "no code"),
        (collection(feature([], natcode="272")), "no boundary"),
        (collection(feature([[25.0, 63.8]], natcode="272")), "EPSG:3067"),
        (collection(feature([[float("nan"), 7_000_000]], natcode="272")), "EPSG:3067"),
        (collection(feature([["a", "b"]], natcode="272")), "not GeoJSON"),
        (collection(feature(WEST, natcode="272") | {"geometry": None}), "not GeoJSON"),
        (collection({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1]}}), "Point"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_with_the_reason(content: bytes, reason: str):
    with pytest.raises(BoundariesInvalid) as refused:
        read_outlines(content)
    assert reason in str(refused.value)


def test_the_named_file_is_used_else_the_fetched_one_else_none(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    def shapes(**settings: Any) -> Any:
        return shapes_of(("KU005", "KU272"), Settings(data_dir=tmp_path, **settings))

    assert shapes() is None
    (tmp_path / FILE_NAME).write_bytes(TWO)
    found = shapes()
    assert set(found.paths) == {"KU005", "KU272"}
    assert found.owner("sv") == "Statistikcentralen"
    named = tmp_path / "own.json"
    assert shapes(boundaries_file=named) == found  # the log says that there is no such file
    assert "names no file" in caplog.text
    named.write_bytes(collection(feature(WEST, natcode="272")))
    own = shapes(boundaries_file=named, boundaries_owner="Maanmittauslaitos")
    assert set(own.paths) == {"KU272"}
    assert own.owner("fi") == "Maanmittauslaitos"
    named.write_bytes(b"<html>")
    with caplog.at_level(logging.ERROR):
        assert shapes(boundaries_file=named) is None
    assert "not GeoJSON" in caplog.text


def every_municipality() -> list[dict[str, Any]]:
    codes = [row["code"][2:] for row in region_rows() if row["code"].startswith("KU") and row["valid_to"] is None]
    return [feature(WEST, kunta=code) for code in codes]


@pytest.mark.parametrize(
    ("reply", "error", "said"),
    [
        (Reply(json.loads(TWO)), BoundariesInvalid, "municipalities of 2026 are missing"),
        (Reply(b"<html>", kind="text/html"), AnswerRefused, "instead of JSON"),
        (Reply(b"{"), BoundariesInvalid, "not GeoJSON"),
        (Reply(b"{}", status=302, headers={"Location": "http://elsewhere.example/"}), AnswerRefused, "redirected"),
    ],
    ids=["two", "html", "broken", "redirect"],
)
def test_what_is_fetched_replaces_nothing_unless_it_is_whole(
    tmp_path: Path, reply: Reply, error: type[Exception], said: str
):
    (tmp_path / FILE_NAME).write_bytes(TWO)
    with replaying({f"/{PATH}": reply}) as service, pytest.raises(error, match=said):
        fetch_boundaries(Settings(data_dir=tmp_path), 2026, service.address)
    assert (tmp_path / FILE_NAME).read_bytes() == TWO


def test_boundaries_are_fetched_for_a_year(tmp_path: Path):
    whole = {"type": "FeatureCollection", "features": every_municipality()}
    with replaying({f"/{PATH}": Reply(whole)}) as service:
        path, count = fetch_boundaries(Settings(data_dir=tmp_path), 2026, service.address)
        (_, query, _), *more = service.asked
    assert (path, count, more) == (tmp_path / FILE_NAME, 308, [])
    assert query["typeNames"] == ["tilastointialueet:kunta1000k_2026"]
    assert query["srsName"] == ["EPSG:3067"]


@pytest.mark.skipif(not (RECORDED / "maps").is_dir(), reason="the recorded boundaries are not here")
def test_the_whole_country_is_drawn_in_bounded_size():
    outlines = read_outlines((RECORDED / "maps/finland_kunnat_2km.geojson").read_bytes())
    assert len(outlines) == 308
    paths, (width, height) = drawn(outlines)
    assert all(paths.values())
    assert sum(map(len, paths.values())) <= MOST_BYTES
    assert height > 1.5 * width
    county, _ = drawn(
        {code: outlines[code] for code in ("KU272", "KU217", "KU421", "KU849", "KU236", "KU924", "KU074", "KU584")}
    )
    assert sum(map(len, county.values())) < 5_000
