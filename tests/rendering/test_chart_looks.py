"""What drawings look like: enough contrast in light, dark and grey, the same on screen and paper, words measured."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import resvg_py
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.rendering.charts import draw
from app.rendering.charts.advances import BOLD, REGULAR
from app.rendering.charts.canvas import INK, ON_PAPER, PAPER
from app.rendering.charts.spread import spread
from app.rendering.charts.type import cut, width_of, wrap
from app.rendering.writers.word.drawings import FONTS, FONTS_DIR
from tests.factories.charts import chart, region_map

CSS = Path("app/static/css")
TEXTS = {"axis", "name", "name-own", "name-country", "name-peer"}
SHAPES = {
    "base",
    "lead",
    "ref",
    "gap",
    "bar",
    "bar-own",
    "bar-county",
    "bar-country",
    "ring",
    "disc",
    "disc-small",
    "dot-hollow",
    "dot-filled",
    "hatch-dot",
}
LINES = {"line-own", "line-county", "line-country", "line-peer", "dots-own", "ends-own", "dots-county", "dots-country"}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def themes() -> list[dict[str, str]]:
    """Tokens in light, in dark by the system's choice and by the reader's."""
    parts = re.split(
        r"@media \(prefers-color-scheme: dark\)|:root\[data-theme=\"dark\"\]", (CSS / "tokens.css").read_text()
    )
    assert len(parts) == 3
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in parts]
    return [found[0], {**found[0], **found[1]}, {**found[0], **found[2]}]


def rules() -> dict[str, dict[str, str]]:
    """What charts.css says of each class in a drawing."""
    sheet = re.sub(r"/\*.*?\*/|@media.*", "", (CSS / "charts.css").read_text(), flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        for name in re.findall(r"\.chart \.([\w-]+)", selectors):
            found.setdefault(name, {}).update(re.findall(r"([\w-]+): ([^;]+);", body))
    return found


def inked(name: str, theme: dict[str, str]) -> str:
    """The colour that the look shows by: its line, else its filling."""
    rule = rules()[name]
    value = rule["stroke"] if rule.get("stroke", "none") != "none" else rule["fill"]
    return theme[value.removeprefix("var(--").removesuffix(")")]


def test_screen_and_paper_have_the_same_looks() -> None:
    assert set(ON_PAPER) - {"halo"} == set(rules()) - {"haloed"}
    for name, attributes in ON_PAPER.items():
        on_screen = rules().get(name, {})
        for what in ("stroke-width", "stroke-dasharray"):
            said = re.search(rf'{what}="([^"]+)"', attributes)
            assert name == "halo" or (said[1] if said else None) == on_screen.get(what), f"{name}: {what}"


@pytest.mark.parametrize("theme", themes(), ids=["light", "system dark", "dark"])
def test_words_and_marks_stand_out_in_every_theme(theme: dict[str, str]) -> None:
    weak = {name: contrast(inked(name, theme), theme["paper"]) for name in TEXTS}
    assert min(weak.values()) >= 4.5, weak
    faint = {name: contrast(inked(name, theme), theme["paper"]) for name in SHAPES | LINES}
    assert min(faint.values()) >= 3, faint
    assert contrast(theme["ink"], theme["chart-bar"]) >= 4.5
    assert contrast(theme["on-accent"], theme["chart-own"]) >= 4.5
    assert contrast(theme["chart-a"], theme["chart-area"]) >= 3  # hatch upon grey


def test_words_and_marks_stand_out_on_paper() -> None:
    for name in TEXTS | SHAPES | LINES:
        stroke, fill = (re.search(rf'{what}="(#\w+)"', ON_PAPER[name]) for what in ("stroke", "fill"))
        colour = (stroke or fill)[1]  # type: ignore[index]
        assert contrast(colour, PAPER) >= (4.5 if name in TEXTS else 3), name
    bar = re.search(r"#\w+", ON_PAPER["bar"])[0]  # type: ignore[index]
    own = re.search(r"#\w+", ON_PAPER["bar-own"])[0]  # type: ignore[index]
    assert contrast(INK, bar) >= 4.5
    assert contrast(own, bar) >= 2  # in grey the own bar is the dark one


def test_lines_are_told_apart_without_colour() -> None:
    shapes = {
        name: re.sub(r'(fill|stroke)="#\w+"', "", ON_PAPER[name]) for name in ON_PAPER if name.startswith("line-")
    }
    assert len(set(shapes.values())) == len(shapes) == 4


def test_classes_of_a_map_differ_in_grey() -> None:
    svg = draw(chart(region_map()), width="narrow", look="print", language="fi")
    png = resvg_py.svg_to_bytes(svg_string=svg, background=PAPER, font_files=FONTS, skip_system_fonts=True)
    grey = Image.open(BytesIO(png)).convert("L")
    means = []
    for left, top in ((12, 12), (90, 12), (160, 12), (238, 90)):  # corners of four areas, without their names
        pixels = list(grey.crop((left, top, left + 50, top + 12)).get_flattened_data())
        means.append((round(sum(pixels) / len(pixels) / 12), max(pixels) - min(pixels) > 60))
    assert len(set(means)) == 4, means


def test_the_table_of_widths_is_that_of_the_fonts() -> None:
    for widths, name in ((REGULAR, "Regular"), (BOLD, "Bold")):
        listed = {character: width for width, characters in widths.items() for character in characters}
        with TTFont(FONTS_DIR / f"SourceSans3-{name}.ttf") as font:
            names, metrics = font.getBestCmap(), font["hmtx"]
            assert {character: metrics[names[ord(character)]][0] for character in listed} == listed
        assert set("abcåäöÅÄÖčđŋšŧž0123456789%–−\u202f ") <= set(listed)


@given(st.text(max_size=60), st.floats(30, 200), st.integers(1, 4))
def test_words_are_kept_within_their_room(words: str, room: float, most: int) -> None:
    lines = wrap(words, room, most=most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line) <= room for line in lines)
    assert width_of(cut(words, room, bold=True), bold=True) <= room


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(1, 30)), max_size=9))
def test_things_are_moved_apart_no_more_than_needed(things: list[tuple[float, float]]) -> None:
    wanted, sizes = [place for place, _ in things], [size for _, size in things]
    middles = spread(wanted, sizes, -300, 500)
    order = sorted(range(len(things)), key=lambda index: middles[index])
    for one, other in pairwise(order):
        assert middles[other] - middles[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6
    assert sorted(order, key=lambda index: wanted[index]) == sorted(range(len(things)), key=lambda index: wanted[index])
    if len(things) == 1:
        assert middles == pytest.approx(wanted)
