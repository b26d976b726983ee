"""Whatever figures, names and shapes come, a drawing is made: well-formed, with finite places."""

import re
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.rendering.charts import draw, scale_note
from app.rendering.drawings import Bars, DotRow, Dots, Drawing, Lines, LineSeries, Map, MapArea, Mark, SeriesRole
from tests.factories.charts import chart

LOOKS = [(width, look) for width in ("wide", "narrow") for look in ("screen", "print")]
VALUES = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.floats(-100, 100))
LABELS = st.text(max_size=40)
MARKS = st.builds(
    Mark, label=LABELS, text=LABELS, value=VALUES, sort=st.integers(0, 203012), role=st.sampled_from(SeriesRole)
)
MANY = st.lists(MARKS, max_size=8).map(tuple)
ANYTHING = st.one_of(
    st.builds(
        Lines,
        series=st.lists(
            st.builds(LineSeries, name=LABELS, role=st.sampled_from(SeriesRole), marks=MANY), max_size=5
        ).map(tuple),
        unit=LABELS,
        decimals=st.integers(0, 3),
        from_zero=st.booleans(),
    ),
    st.builds(Bars, bars=MANY, reference=st.none() | MARKS, unit=LABELS, decimals=st.integers(0, 3)),
    st.builds(
        Dots,
        rows=st.lists(st.builds(DotRow, label=LABELS, dots=MANY), max_size=6).map(tuple),
        unit=LABELS,
        decimals=st.integers(0, 3),
    ),
    st.builds(
        Map,
        areas=st.lists(
            st.builds(
                MapArea,
                code=LABELS,
                name=LABELS,
                text=LABELS,
                value=VALUES,
                band=st.none() | st.integers(0, 6),
                shape=st.sampled_from(
                    ["", "M0 0", "M0 0L9 9 3 40Z", "m5 5h40v30h-40zm10 10l5 5-5 5z", "M1,1 L2e1,3 x"]
                ),
                is_own=st.booleans(),
            ),
            max_size=6,
        ).map(tuple),
        bands=st.lists(LABELS, max_size=6).map(tuple),
        width=st.integers(0, 500),
        height=st.integers(0, 500),
    ),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawing=ANYTHING, way=st.sampled_from(LOOKS))
def test_whatever_the_figures_a_drawing_is_made(drawing: Drawing, way: tuple[str, str]) -> None:
    root = ElementTree.fromstring(draw(chart(drawing), width=way[0], look=way[1], language="fi"))  # type: ignore[arg-type]
    attributes = " ".join(value for element in root.iter() for name, value in element.items() if name in "dxy")
    assert not re.search("nan|inf|e[+-]", attributes)
    scale_note(drawing, "sv")
