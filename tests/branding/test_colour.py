"""Colours: read as they are typed, judged by WCAG, and darkened no more than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.branding.colour import GROUND, LEAST_CONTRAST, WHITE, contrast, judged, luminance, read_colour

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("#1f4e79", "#1f4e79"),
        (" 1F4E79 ", "#1f4e79"),
        ("#abc", "#aabbcc"),
        ("", None),
        ("red", None),
        ("#12345", None),
        ("#1234567", None),
        ("url(x)", None),
        ("#１２３４５６", None),
    ],
)
def test_a_colour_is_read_as_people_type_it(typed: str, read: str | None) -> None:
    assert read_colour(typed) == read


def test_known_contrasts() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert judged("#1f4e79").with_white == 8.6, "cut, never rounded up"
    assert judged("#767676").passes is False, "on the ground of pages it is too light"


@given(colours)
def test_a_darker_tone_passes_keeps_the_hue_and_is_the_nearest(colour: str) -> None:
    judgement = judged(colour)
    if judgement.passes:
        assert min(contrast(colour, WHITE), contrast(colour, GROUND)) >= LEAST_CONTRAST
        return
    assert judged(judgement.darker).passes
    assert contrast(judgement.darker, GROUND) < LEAST_CONTRAST + 0.12, "no darker than needed"
    assert luminance(judgement.darker) < luminance(colour)
    order = [sorted(range(3), key=lambda place: int(tone[1 + 2 * place : 3 + 2 * place], 16)) for tone in (colour,)]
    parts = [int(judgement.darker[1 + 2 * place : 3 + 2 * place], 16) for place in order[0]]
    assert parts == sorted(parts), "its strongest part stays its strongest"
