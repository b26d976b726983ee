"""The demo's drawn images: on disk before anything names them, known to the report, described in each language."""

import io
from pathlib import Path

from PIL import Image as Picture
from sqlmodel import select

from app.branding.colour import judged
from app.branding.svg import safe_svg
from app.db import Database
from app.demo.arms import arms_of
from app.demo.drawings import drawings_in, keep_drawings, stored, with_drawings
from app.demo.scripts import drawings_of, report_scripts, section_texts
from app.files import read_file
from app.images.models import Image
from app.organisations.models import Organisation

TEXT = 'Ennen.\n\n![Kaksi ympyrää](drawing:phases "Vaiheet")\n'
HALF = [folder for folder, _ in report_scripts()][2]


def test_a_text_names_a_drawing_by_its_hash() -> None:
    assert drawings_in(TEXT) == ["phases"]
    assert with_drawings(TEXT) == TEXT.replace("drawing:phases", stored("phases").sha256)


def test_what_is_kept_is_what_reports_are_told(tmp_path: Path) -> None:
    keep_drawings(tmp_path)
    facts = stored("phases")
    content = read_file(tmp_path, facts.sha256)
    assert content is not None
    picture = Picture.open(io.BytesIO(content))
    assert (picture.get_format_mimetype(), *picture.size) == (facts.media_type, facts.width, facts.height)
    assert len(content) == facts.size
    assert len(picture.convert("L").getcolors() or []) > 2  # something is drawn


def test_every_drawing_of_a_text_is_known_to_its_report(demo: Database) -> None:
    with demo.read() as session:
        known = {image.sha256 for image in session.exec(select(Image))}
    assert known == {stored(name).sha256 for name in drawings_of(HALF)} != set()


def test_a_drawing_is_described_in_each_language() -> None:
    figures = {
        language: next(block for block in document["content"] if block["type"] == "figure")
        for language, document in section_texts(HALF, "process").items()
    }
    assert set(figures) == {"fi", "sv"}
    assert len({figure["attrs"]["alt"] for figure in figures.values()}) == 2
    assert len({figure["attrs"]["asset"] for figure in figures.values()}) == 1


def test_the_organisations_have_invented_arms_and_colours_that_can_be_read(demo: Database, tmp_path: Path) -> None:
    keep_drawings(tmp_path)
    with demo.read() as session:
        organisations = session.exec(select(Organisation)).all()
    assert len({item.brand_colour for item in organisations}) == len(organisations) == 3
    for organisation in organisations:
        assert judged(organisation.brand_colour).passes
        kept = read_file(tmp_path, organisation.arms_sha256)
        assert kept == safe_svg(arms_of(organisation.region_code))
