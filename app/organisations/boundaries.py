"""Boundaries of municipalities, read from a file that the operator names or fetches; the product ships none.

The file is GeoJSON or TopoJSON in EPSG:3067 (planar metres), so that drawing needs no projection: x to the right, −y
downwards. It is read once, and brought to a small whole-number grid: neighbours have the same points, so their common
boundary stays common.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from app.config import Settings, get_settings
from app.i18n import Language, translate
from app.organisations.errors import BoundariesInvalid

FILE_NAME = "boundaries.geojson"  # in the data folder: what `hvk indicators boundaries` has fetched
CODE_PROPERTIES = ("natcode", "kunta", "kuntakoodi")
LARGEST_FILE = 60_000_000  # bytes
EAST, NORTH = (20_000, 800_000), (6_500_000, 7_900_000)  # where Finland lies in EPSG:3067
FINEST, COARSEST = 800, 100  # steps along the longer side of the plane
MOST_BYTES = 24_000  # of path data in one map
SMALLEST = 3  # square steps; smaller islands are left out, but not a municipality's largest part

Place = tuple[float, float]
Ring = tuple[Place, ...]
Outlines = Mapping[str, tuple[Ring, ...]]  # rings by region code

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shapes:
    """SVG path data by region code, and the width and height of the plane that it lies in."""

    paths: Mapping[str, str]
    plane: tuple[int, int]
    owner_name: str = ""

    def owner(self, language: Language) -> str:
        """Whose boundaries they are."""
        return self.owner_name or translate(language, "Statistics Finland")


def shapes_of(codes: tuple[str, ...], settings: Settings | None = None) -> Shapes | None:
    """The shapes of these municipalities in one plane; None without a file that can be used: the log says why."""
    settings = settings or get_settings()
    path = boundaries_file(settings)
    if path is None:
        return None
    found = path.stat()
    paths, plane = _shapes(path, found.st_mtime_ns, found.st_size, codes)
    return Shapes(paths, plane, settings.boundaries_owner) if paths else None


def boundaries_file(settings: Settings) -> Path | None:
    """The file that is named, else the fetched one; None where there is neither."""
    if settings.boundaries_file is not None:
        if settings.boundaries_file.is_file():
            return settings.boundaries_file
        log.error("HVK_BOUNDARIES_FILE names no file: %s", settings.boundaries_file)
    fetched = settings.data_dir / FILE_NAME
    return fetched if fetched.is_file() else None


@lru_cache(maxsize=64)
def _shapes(path: Path, changed: int, size: int, codes: tuple[str, ...]) -> tuple[Mapping[str, str], tuple[int, int]]:
    outlines = _outlines(path, changed, size)
    return drawn({code: outlines[code] for code in codes if code in outlines})


@lru_cache(maxsize=2)
def _outlines(path: Path, _changed: int, size: int) -> Outlines:
    """What the file holds; a file that cannot be used holds nothing, and is told about once."""
    try:
        if size > LARGEST_FILE:
            raise BoundariesInvalid(reason=f"{size} bytes, at most {LARGEST_FILE} are read")
        return read_outlines(path.read_bytes())
    except (BoundariesInvalid, OSError) as error:
        log.error("Maps are drawn without boundaries. %s: %s", path, error)
        return {}


def read_outlines(content: bytes) -> Outlines:
    """The rings of each municipality in a GeoJSON or TopoJSON file. Raises BoundariesInvalid."""
    try:
        values = json.loads(content)
        found: dict[str, list[Ring]] = {}
        for properties, polygons in _features(values):
            rings = (tuple((float(x), float(y)) for x, y, *_ in ring) for ring in chain.from_iterable(polygons))
            found.setdefault(_code(properties), []).extend(ring for ring in rings if ring)
    except BoundariesInvalid:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise BoundariesInvalid(reason=f"it is not GeoJSON or TopoJSON of municipalities ({error})") from error
    _check(found)
    return {code: tuple(rings) for code, rings in found.items()}


def drawn(outlines: Outlines) -> tuple[dict[str, str], tuple[int, int]]:
    """SVG path data of these municipalities, as fine as the bounded size allows, and the plane they lie in."""
    if not outlines:
        return {}, (0, 0)
    steps = FINEST
    while True:
        paths, plane = _drawn(outlines, steps)
        if sum(map(len, paths.values())) <= MOST_BYTES or steps <= COARSEST:
            return paths, plane
        steps = steps * 3 // 4


def store(content: bytes, settings: Settings) -> Path:
    """Put checked boundaries into the data folder, whole or not at all."""
    path = settings.data_dir / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(content)
    return new.replace(path)


def _features(values: Any) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Properties and polygons of every feature."""
    if values["type"] == "Topology":
        yield from _of_topology(values)
        return
    for feature in values["features"]:
        yield feature["properties"], _polygons(feature["geometry"]["type"], feature["geometry"]["coordinates"])


def _polygons(kind: str, parts: Any) -> Any:
    if kind not in ("Polygon", "MultiPolygon"):
        raise BoundariesInvalid(reason=f"a municipality is a {kind}, not a polygon")
    return [parts] if kind == "Polygon" else parts


def _of_topology(values: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Arcs are shared by neighbours; a negative number means the arc from its end to its beginning."""
    arcs = [_arc(arc, values.get("transform")) for arc in values["arcs"]]
    for layer in values["objects"].values():
        for geometry in layer.get("geometries", ()):
            polygons = _polygons(geometry["type"], geometry["arcs"])
            yield geometry["properties"], [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]


def _arc(arc: Any, transform: Any) -> list[Place]:
    if not transform:
        return [(x, y) for x, y, *_ in arc]
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    places, x, y = [], 0, 0
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        places.append((x * kx + tx, y * ky + ty))
    return places


def _ring(numbers: Sequence[int], arcs: Sequence[list[Place]]) -> list[Place]:
    parts = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers)
    return list(chain.from_iterable(parts))


def _code(properties: Mapping[str, Any]) -> str:
    named = next((properties[name] for name in CODE_PROPERTIES if properties.get(name) is not None), None)
    code = str(named).zfill(3)
    if named is None or not (code.isdecimal() and len(code) == 3):
        raise BoundariesInvalid(reason=f"a municipality has no code in any of {', '.join(CODE_PROPERTIES)}")
    return f"KU{code}"


def _check(found: Mapping[str, Sequence[Ring]]) -> None:
    if not found:
        raise BoundariesInvalid(reason="it has no municipalities")
    for code, rings in found.items():
        if not rings:
            raise BoundariesInvalid(reason=f"{code} has no boundary")
        for x, y in chain.from_iterable(rings):
            if not (EAST[0] <= x <= EAST[1] and NORTH[0] <= y <= NORTH[1]):
                raise BoundariesInvalid(reason=f"{code} is not in Finland in EPSG:3067 metres: {x:g}, {y:g}")


def _drawn(outlines: Outlines, steps: int) -> tuple[dict[str, str], tuple[int, int]]:
    places = [place for rings in outlines.values() for ring in rings for place in ring]
    left, top = min(x for x, _ in places), max(y for _, y in places)
    size = max(max(x for x, _ in places) - left, top - min(y for _, y in places)) or 1.0
    scale = steps / size

    def on_grid(ring: Ring) -> list[tuple[int, int]]:
        return _thinned([(round((x - left) * scale), round((top - y) * scale)) for x, y in ring])

    grids = {code: [on_grid(ring) for ring in rings] for code, rings in outlines.items()}
    paths = {code: _path(rings) for code, rings in grids.items()}
    known = [place for rings in grids.values() for ring in rings for place in ring]
    plane = (max(1, max(x for x, _ in known)), max(1, max(y for _, y in known)))
    return paths, plane


def _thinned(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without points that add nothing. What two neighbours share, both keep or both can do without."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _turn(kept[-2], kept[-1], point) == 0:
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _path(rings: list[list[tuple[int, int]]]) -> str:
    """Path data, the largest ring first; one that is smaller than a step is still a dot."""
    ordered = sorted(rings, key=_area, reverse=True)
    kept = [ring for index, ring in enumerate(ordered) if index == 0 or _area(ring) >= SMALLEST]
    return "".join(_ring_path(ring) for ring in kept)


def _area(ring: list[tuple[int, int]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, *ring[:1])))) / 2


def _ring_path(ring: list[tuple[int, int]]) -> str:
    if len(ring) < 3:
        return f"M{ring[0][0]} {ring[0][1]}h1v1h-1z"
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")
