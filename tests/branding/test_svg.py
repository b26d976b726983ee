"""A stranger's drawing becomes one of our own, or is refused by name. The corpus stands in tests/factories/arms.py."""

import io
import re
from xml.etree.ElementTree import Element, fromstring

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from app.branding.svg import safe_svg
from app.branding.svg_rules import ATTRIBUTES, ELEMENTS, SVG, XLINK, Refused
from tests.factories.arms import ATTACKS, HONEST, SHIELD, drawing

WRITTEN = {*ATTRIBUTES, "id", "clip-path", f"{{{XLINK}}}href"}


def drawn(content: bytes) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=content.decode("utf-8-sig"), width=120, dpi=96, skip_system_fonts=True)
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGBA").resize((120, 140))


def difference(one: bytes, other: bytes) -> float:
    """Of the drawings' pixels, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(drawn(one), drawn(other))).mean)


@pytest.mark.parametrize("content", HONEST.values(), ids=list(HONEST))
def test_an_honest_drawing_looks_the_same_and_holds_only_what_is_allowed(content: bytes) -> None:
    clean = safe_svg(content)
    assert difference(clean, content) < 3
    assert safe_svg(clean) == clean, "what came out of here goes through unchanged"
    root = fromstring(clean)
    for item in root.iter():
        assert item.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS
        assert set(item.attrib) <= WRITTEN
    assert root.get("viewBox")
    assert b"<!" not in clean
    assert b"<?" not in clean


@pytest.mark.parametrize(("content", "reason"), ATTACKS.values(), ids=list(ATTACKS))
def test_an_attack_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        safe_svg(content)
    assert refused.value.reason == reason


def test_names_are_our_own_and_notes_are_gone() -> None:
    clean = safe_svg(HONEST["editor's notes"]).decode()
    assert "inkscape" not in clean
    assert "Layer 1" not in clean
    assert "<title>Vaakuna &amp; kilpi</title>" in clean
    assert 'height="480"' in clean
    names = re.findall(r'id="(.*?)"', safe_svg(HONEST["gradient and use"]).decode())
    assert sorted(names) == ["a1", "a2", "a3"]


def test_what_is_encoded_otherwise_is_the_same_drawing() -> None:
    assert safe_svg(drawing().decode().encode("utf-16")) == safe_svg(drawing())
    assert safe_svg(b"\xef\xbb\xbf" + drawing()) == safe_svg(drawing())


def test_references_to_what_is_not_there_paint_nothing() -> None:
    clean = safe_svg(drawing('<rect width="9" height="9" fill="url(#gone)"/><use href="#gone"/>' + SHIELD))
    assert b'fill="none"' in clean
    assert b"gone" not in clean


def test_a_size_in_millimetres_is_a_view_in_pixels() -> None:
    assert b'viewBox="0 0 96 192"' in safe_svg(drawing(root='width="1in" height="5.08cm"'))


markup = st.recursive(
    st.sampled_from(
        ["<rect width='9' height='9'/>", "<script/>", "<image/>", "&#65;", "<!-- a -->", "<use href='#a'/>"]
    ),
    lambda inside: st.builds(
        lambda kind, attribute, inner: f"<{kind} {attribute}>{inner}</{kind}>",
        st.sampled_from(["g", "svg", "a", "text", "style", "clipPath", "defs", "x:y", "foreignObject"]),
        st.sampled_from(["", "id='a'", "onload='1'", "style='fill:url(#a)'", "href='//x'", "fill='red'", "class='b'"]),
        inside,
    ),
    max_leaves=8,
)


@given(markup)
def test_whatever_comes_leaves_safe_or_not_at_all(inside: str) -> None:
    try:
        clean = safe_svg(drawing(f"<g xmlns:x='http://x.fi/'>{inside}</g>"))
    except Refused:
        return
    for item in fromstring(clean).iter():
        assert_harmless(item)
    assert safe_svg(clean) == clean


def assert_harmless(item: Element) -> None:
    assert item.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS
    for name, value in item.attrib.items():
        assert name in WRITTEN
        assert "//" not in value
        assert "url" not in value or re.fullmatch(r"url\(#a\d+\)", value)
