"""Typefaces of reports: whole enough for what reports say, free to ship, and exactly what was built."""

import importlib.util
import json
import re
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from app.rendering.typefaces import DEFAULT, FONTS_DIR, TYPEFACES, Typeface, typeface
from tests.contracts.tree import ROOT

FINNISH_SWEDISH_ENGLISH = "abcdefghijklmnopqrstuvwxyzåäöšžéüæøABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖŠŽÉÜÆØ"
NORTHERN_SAMI = "áčđŋšŧžÁČĐŊŠŦŽ"
SIGNS = "0123456789.,;:!?()[]/&%§€+−–—-‘’“”„…•·×½²³°µ\u00a0\u2009\u202f"
MARKS = "↗↘→←●◆○≤≥≠≈"  # of change, of judgement, of comparison
MANIFEST = json.loads((FONTS_DIR / "build.json").read_text())["files"]
BUILDER = ROOT / "tools" / "fonts" / "build.py"
SOURCES = BUILDER.parent / "node_modules"

every_typeface = pytest.mark.parametrize("face", TYPEFACES.values(), ids=list(TYPEFACES))


def letters(file: str) -> dict[int, str]:
    with TTFont(FONTS_DIR / file) as font:
        found: dict[int, str] = font.getBestCmap()
    return found


@every_typeface
def test_every_face_has_the_letters_and_signs_of_reports(face: Typeface) -> None:
    for file in face.files:
        known = letters(file)
        assert [sign for sign in FINNISH_SWEDISH_ENGLISH + NORTHERN_SAMI + SIGNS if ord(sign) not in known] == [], file


def test_what_a_typeface_lacks_the_second_one_has() -> None:
    for file in TYPEFACES[DEFAULT].files:
        assert [sign for sign in MARKS if ord(sign) not in letters(file)] == [], file
    assert TYPEFACES["literata"].families == ("Literata", "Source Sans 3")
    assert TYPEFACES[DEFAULT].families == ("Source Sans 3",)


@every_typeface
def test_figures_of_tables_have_one_width(face: Typeface) -> None:
    """By themselves, or by the feature that style sheets ask for with tabular-nums."""
    for file in face.files:
        with TTFont(FONTS_DIR / file) as font:
            widths, names = font["hmtx"], font.getBestCmap()
            figures = [names[ord(digit)] for digit in "0123456789"]
            tabular = substitutes(font, "tnum")
            taken = {widths[tabular.get(glyph, glyph)][0] for glyph in figures}
            assert max(taken) - min(taken) <= 1, file  # of a thousand


@every_typeface
def test_thousands_are_seen_apart(face: Typeface) -> None:
    for file in face.files:
        with TTFont(FONTS_DIR / file) as font:
            width = font["hmtx"][font.getBestCmap()[0x202F]][0] / font["head"].unitsPerEm
        assert 0.1 < width < 0.25, file


def substitutes(font: TTFont, feature: str) -> dict[str, str]:
    """Glyph → the glyph that a feature puts in its place."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            found |= getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    return found


@every_typeface
def test_faces_know_their_family_and_may_be_embedded(face: Typeface) -> None:
    wanted = {face.regular: 400, face.italic: 400, face.semibold: 600, face.bold: 700}
    for file, weight in wanted.items():
        with TTFont(FONTS_DIR / file) as font:
            family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
            assert (family, font["OS/2"].usWeightClass, font["OS/2"].fsType) == (face.family, weight, 0)


def test_an_unknown_key_is_the_typeface_of_old_reports() -> None:
    assert typeface("comic-sans") is typeface("") is TYPEFACES[DEFAULT]
    assert {face.key: typeface(face.key) for face in TYPEFACES.values()} == TYPEFACES


def test_files_are_what_was_built_and_come_with_their_licences() -> None:
    listed = {entry["path"]: entry for entry in MANIFEST}
    changed = [name for name, entry in listed.items() if digest(FONTS_DIR / name) != entry["sha256"]]
    assert changed == [], "run `make fonts`, never edit a font"
    assert {path.name for path in FONTS_DIR.iterdir()} == {*listed, "build.json"}
    assert {file for face in TYPEFACES.values() for file in face.files} == {n for n in listed if n.endswith(".ttf")}
    for licence in (name for name in listed if name.endswith("LICENSE")):
        assert "SIL Open Font License, Version 1.1" in (FONTS_DIR / licence).read_text()


def test_a_cut_font_has_no_reserved_name_and_is_small() -> None:
    """The licence lets nobody give a changed font a name that its makers reserved."""
    cut = [entry for entry in MANIFEST if "source_sha256" in entry]
    for entry in cut:
        path = FONTS_DIR / entry["path"]
        if path.suffix == ".ttf":
            assert path.stat().st_size < 120_000, path.name
        else:
            assert not re.search(r"reserved font name ['\"“]", path.read_text(), re.IGNORECASE), path.name
    assert len(cut) == 5 * (len(TYPEFACES) - 1)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the packages of typefaces are not here")
def test_a_cut_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    builder = loaded(BUILDER)
    entry = next(entry for entry in MANIFEST if entry["path"] == "Literata-Italic.ttf")
    source = SOURCES / "@expo-google-fonts" / "literata" / "400Regular_Italic" / "Literata_400Regular_Italic.ttf"
    assert digest(source) == entry["source_sha256"]
    builder.cut(source, tmp_path / "face.ttf")
    assert digest(tmp_path / "face.ttf") == entry["sha256"]


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("font_builder", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("key", TYPEFACES)
def test_words_are_divided_with_a_hyphen_of_the_face(key: str) -> None:
    for file in TYPEFACES[key].files:
        with TTFont(FONTS_DIR / file) as font:
            assert {0x2010, 0x2011, 0x2013, 0x201D, 0x2019, 0xA0, 0x202F, 0x2212, 0x2022} <= font.getBestCmap().keys()
