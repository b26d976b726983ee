"""Drawings: every mark stands where its figure says, no word lies upon another, nothing missing is drawn."""

import re
import statistics
import time
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from app.rendering.charts import draw, scale_note
from app.rendering.charts.canvas import WIDTHS
from app.rendering.charts.lines import line_scale
from app.rendering.charts.type import width_of
from app.rendering.drawings import Drawing, Lines, SeriesRole
from tests.factories.charts import ALT, DRAWINGS, HIDDEN, OWN, bars, chart, dots, lines, mark, region_map, series

LOOKS = [(width, look) for width in ("wide", "narrow") for look in ("screen", "print")]
SIZE = 3_000  # bytes that a drawing may take; a map of a region a little more
MAP_SIZE = 5_000
SECONDS = 0.003  # six times the aim of half a millisecond: other programs run beside the tests


def parsed(drawing: Drawing, *, width: str = "wide", look: str = "screen") -> ElementTree.Element:
    svg = draw(chart(drawing), width=width, look=look, language="fi")  # type: ignore[arg-type]
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def path_of(root: ElementTree.Element, name: str) -> str:
    return "".join(element.get("d", "") for element in of_class(root, name))


def points(data: str) -> list[tuple[float, float]]:
    """Where a path's lines begin and lead to, in the order they are drawn."""
    found, here = [], (0.0, 0.0)
    for command, said in re.findall(r"([MmLl])([^A-Za-z]*)", data):
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", said)]
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            here = (round(here[0] + x, 1), round(here[1] + y, 1)) if command.islower() else (x, y)
            found.append(here)
    return found


def starts(data: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", data)]


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter("text")]


def boxes(root: ElementTree.Element) -> list[tuple[str, float, float, float, float]]:
    """Each word with the room it takes: left, right, top, bottom."""
    found = []

    def walk(element: ElementTree.Element, anchor: str, down: float, *, bold: bool) -> None:
        anchor = element.get("text-anchor", anchor)
        down += float((re.findall(r"translate\(\S+ (\S+)\)", element.get("transform", "")) or [0])[0])
        bold = bold or "own" in element.get("class", "") or element.get("font-weight") == "700"
        if element.tag == "text":
            said = "".join(element.itertext())
            width = width_of(said, bold=bold)
            x, y = float(element.get("x", 0)), down + float(element.get("y", 0))
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            found.append((said, left, left + width, y - 10, y + 3))
        for child in element:
            walk(child, anchor, down, bold=bold)

    walk(root, "start", 0.0, bold=False)
    return found


def overlapping(root: ElementTree.Element) -> list[tuple[str, str]]:
    found = [box for box in boxes(root) if box[0].strip()]
    return [
        (one[0], other[0])
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if one[1] < other[2] and other[1] < one[2] and one[3] < other[4] and other[3] < one[4]
    ]


def test_a_line_goes_through_its_figures() -> None:
    root = parsed(lines())
    drawn = points(path_of(root, "line-own"))
    assert len(drawn) == len(OWN)
    steps = [later[0] - earlier[0] for earlier, later in pairwise(drawn)]
    assert max(steps) - min(steps) <= 1  # whole pixels
    ticks = [float(y) for y in re.findall(r"M6 ([\d.]+)H", path_of(root, "grid"))]
    top = next(float(text.get("y", 0)) + 4 for text in root.iter("text") if text.text == "13 %")
    assert min(ticks) == pytest.approx(top)
    pixels_of_one = (max(ticks) - min(ticks)) / (len(ticks) - 1)
    for (_, y), value in zip(drawn, OWN, strict=True):
        assert y == pytest.approx(max(ticks) - (value - 9) * pixels_of_one, abs=0.06)
    assert points(path_of(root, "dots-own")) == drawn
    assert points(path_of(root, "ends-own")) == [drawn[0], drawn[-1]]
    assert len(starts(path_of(root, "dots-county"))) == len(starts(path_of(root, "dots-country"))) == 2


def test_missing_years_break_the_line_and_are_never_zero() -> None:
    broken = series("Kokkola", SeriesRole.OWN, [9.2, 9.4, None, 9.9, None, 10.4, 10.9])
    root = parsed(Lines(series=(broken,), unit="%", decimals=1))
    data = path_of(root, "line-own")
    assert [len(points(f"M{part}")) for part in data.split("M")[1:]] == [2, 2]
    assert len(points(path_of(root, "dots-own"))) == 5  # the year that stands alone has its dot
    bottom = max(float(y) for y in re.findall(r"M6 ([\d.]+)H", path_of(root, "grid")))
    assert all(y < bottom for _, y in points(data))


def test_a_year_that_others_have_and_a_line_lacks_breaks_it_too() -> None:
    full = lines().series[1]
    sparse = replace(full, name="Kaustinen", role=SeriesRole.PEER, marks=full.marks[:4] + full.marks[5:])
    root = parsed(Lines(series=(full, sparse), unit="%", decimals=1))
    assert path_of(root, "line-peer").count("M") == 2


def test_names_stand_apart_at_the_ends_of_lines() -> None:
    alike = [series(f"Kunta {index}", SeriesRole.PEER, [1.0, 5.0 + index / 100]) for index in range(5)]
    for width in ("wide", "narrow"):
        root = parsed(Lines(series=tuple(alike), unit="%", decimals=2), width=width)
        places = sorted(float(text.get("y", 0)) for text in root.iter("text") if "Kunta" in "".join(text.itertext()))
        assert len(places) == 5
        assert all(later - earlier >= 18.9 for earlier, later in pairwise(places))
        assert path_of(root, "lead")


def test_a_line_that_ends_earlier_says_when_and_one_without_figures_why() -> None:
    early = series("Kannus", SeriesRole.PEER, [10.5, 10.7, None])
    none = series("Perho", SeriesRole.PEER, [None, None, None])
    root = parsed(Lines(series=(early, none, series("Kokkola", SeriesRole.OWN, OWN[:3])), unit="%", decimals=1))
    assert "10,7 Kannus 2015" in words(root)
    assert f"Perho: {HIDDEN}" in words(root)


def test_bars_begin_at_zero_and_the_rule_is_behind_them() -> None:
    root = parsed(bars())
    (zero,) = (float(x) for x, _ in points(path_of(root, "base")))
    ends = [float(end) for end in re.findall(r"H([\d.]+)v", path_of(root, "bar"))]
    values = [bar.value for bar in bars().bars if bar.value is not None and bar.role is SeriesRole.PEER]
    scale = (ends[0] - zero) / (values[0] or 1)
    assert [end - zero for end in ends] == pytest.approx([scale * (value or 0) for value in values], abs=0.1)
    assert points(path_of(root, "ref"))[0][0] == pytest.approx(zero + scale * 14.0, abs=0.1)
    order = [element.get("class") for element in root.iter() if element.get("class")]
    assert order.index("ref") < order.index("bar")
    assert len(re.findall("M", path_of(root, "bar") + path_of(root, "bar-own"))) == len(bars().bars) - 1
    assert HIDDEN in words(root)
    assert "Koko maa 14,0" in words(root)


def test_bars_below_zero_go_the_other_way() -> None:
    drawing = replace(bars(), bars=(mark("A", 4.0), mark("B", -8.0), mark("C", 0.0)), reference=None)
    root = parsed(drawing)
    (zero,) = (x for x, _ in points(path_of(root, "base")))
    up, down, nothing = (float(end) - zero for end in re.findall(r"H([\d.]+)v", path_of(root, "bar")))
    assert down == pytest.approx(-2 * up, abs=0.2)
    assert nothing == 0


def test_dots_stand_at_their_figures_and_hidden_ones_are_words() -> None:
    root = parsed(dots())
    hollow, filled = points(path_of(root, "ring")), points(path_of(root, "disc"))
    assert (len(hollow), len(filled)) == (8, 5)
    ticks = [x for x, _ in starts(path_of(root, "grid"))]
    pixels = (ticks[1] - ticks[0]) / 2
    assert hollow[0][0] - ticks[0] == pytest.approx((15.8 - 10) * pixels, abs=0.2)
    assert filled[0][0] - hollow[0][0] == pytest.approx((20.5 - 15.8) * pixels, abs=0.2)
    assert words(root).count(f"Lapset: {HIDDEN}") == 2
    assert len(re.findall("M", path_of(root, "gap"))) == 6
    assert points(path_of(root, "disc-small")) == [hollow[3]]  # the same figure: a smaller dot within the ring
    assert points(path_of(root, "ring-in")) == hollow


def test_a_map_has_classes_a_key_and_the_own_municipality_outlined() -> None:
    root = parsed(region_map())
    said = words(root)
    assert [name in said for name in region_map().bands] == [True] * 3
    assert said.count(HIDDEN) == 2  # in the area and in the key
    assert {f"Kunta {index}" for index in range(8)} <= set(said)
    for look in ("area-paper", "area-grey", "hatch-line", "hatch-dot"):
        assert path_of(root, look)
    assert starts(path_of(root, "area-own")) == [(0.0, 0.0)]


def test_a_map_of_the_country_names_the_own_municipality_alone() -> None:
    root = parsed(region_map(columns=15, count=300))
    assert [word for word in words(root) if word.startswith("Kunta")] == ["Kunta 0"]


@pytest.mark.parametrize(("width", "look"), LOOKS)
@pytest.mark.parametrize("kind", DRAWINGS)
def test_each_drawing_is_small_told_and_readable(kind: str, width: str, look: str) -> None:
    root = parsed(DRAWINGS[kind], width=width, look=look)
    svg = draw(chart(DRAWINGS[kind]), width=width, look=look, language="fi")  # type: ignore[arg-type]
    assert len(svg.encode()) <= (MAP_SIZE if kind == "map" else SIZE)
    assert root.get("role") == "img"
    title, desc = root.findtext("title"), root.findtext("desc")
    assert (title if look == "print" else desc) == ALT
    assert root.get("viewBox", "").startswith(f"0 0 {WIDTHS[width]} ")  # type: ignore[index]
    assert not {element.get("font-size") for element in root.iter()} - {None, "13"}
    assert [box for box in boxes(root) if box[1] < -1 or box[2] > WIDTHS[width] + 1] == []  # type: ignore[index]
    if look == "screen":
        assert overlapping(root) == []
        assert not [element for element in root.iter() if element.get("fill") or element.get("stroke")]


def test_ids_are_the_charts_own() -> None:
    both = "".join(draw(chart(lines()), width=width, look="screen", language="fi") for width in WIDTHS)
    ids = re.findall(r'id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4
    assert set(re.search(r'labelledby="([^"]+)"', both)[1].split()) <= set(ids)  # type: ignore[index]


def test_a_drawing_takes_little_time() -> None:
    for drawing in DRAWINGS.values():
        one, times = chart(drawing), []
        for _ in range(20):
            started = time.process_time()
            draw(one, width="wide", look="screen", language="fi")
            times.append(time.process_time() - started)
        assert statistics.median(times) < SECONDS


def test_the_source_line_says_where_the_scale_begins() -> None:
    assert scale_note(lines(), "fi") == "Asteikko alkaa luvusta 9 %."
    assert scale_note(lines(unit="100 000 asukasta kohti"), "sv") == "Skalan börjar från 9."
    assert scale_note(replace(lines(), from_zero=True), "fi") == scale_note(bars(), "fi") == ""


def test_a_scale_has_round_steps_round_all_figures() -> None:
    for values in ([5.0, 5.0], [0.0], [1e12, 3e12], [-3.2, 4.1], [0.0001, 0.0004], [float("nan"), 7.0]):
        scale = line_scale(Lines(series=(series("A", SeriesRole.OWN, values),), unit="", decimals=1), 200, 0)
        known = [value for value in values if value == value]
        assert scale.low <= min(known)
        assert max(known) <= scale.ticks()[-1] * (1 + 1e-9)
        assert 1 <= len(scale.ticks()) - 1 <= 8
