"""The demo's own figures are the recorded ones: all of them, only them, and never a zero for what is missing."""

import csv
from collections import defaultdict
from pathlib import Path

from sqlmodel import col, func, select

import app.demo.figures
from app.db import Database
from app.demo.figures.load import load_figures
from app.indicators.catalogue import catalogue
from app.indicators.models import Fetch, Indicator, Observation
from app.indicators.queries import indicator_data
from app.organisations.service import load_regions
from tests.recorded import needs_recordings
from tests.recorded.figures import recorded_figures

FOLDER = Path(app.demo.figures.__file__).parent
EIGHT = tuple(f"KU{code}" for code in ("074", "217", "236", "272", "421", "584", "849", "924"))
PEERS = ("KU743", "KU491", "KU638", "KU205")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def committed_figures() -> dict[tuple[str, str], dict[str, str]]:
    """All figures of the demo's files, later recordings over earlier ones."""
    figures: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for source in sorted(rows("sources.csv"), key=lambda row: row["fetched_on"]):
        for row in rows(source["file"]):
            place = row.pop("indicator"), row.pop("region")
            figures[place].update({period: text for period, text in row.items() if text})
    return figures


def test_every_file_has_a_source_and_every_indicator_a_description():
    files = {path.name for path in FOLDER.glob("*.csv")} - {"sources.csv", "indicators.csv"}
    assert {row["file"] for row in rows("sources.csv")} == files
    described = {row["key"] for row in rows("indicators.csv")}
    assert described == {key for key, _ in committed_figures()}
    assert described <= set(catalogue().indicators)
    assert len([key for key in described if key.startswith("sotkanet:")]) >= 30


@needs_recordings
def test_every_committed_figure_is_a_recorded_one():
    recorded = recorded_figures()
    wrong = [
        (place, period, text)
        for place, series in committed_figures().items()
        for period, text in series.items()
        if period not in recorded[place] or float(recorded[place][period]) != float(text)
    ]
    assert wrong == []
    assert sum(map(len, committed_figures().values())) > 4500


@needs_recordings
def test_no_recorded_figure_of_these_areas_was_left_out():
    committed, recorded = committed_figures(), recorded_figures()
    keys = {row["key"] for row in rows("indicators.csv")}
    missing = [
        (place, period)
        for place, series in recorded.items()
        if place[0] in keys and place[1] in (*EIGHT, *PEERS, "MK16", "HVA18")
        for period in series
        if period not in committed[place]
    ]
    assert missing == []


def test_loading_stores_the_figures_and_loading_again_changes_nothing(database: Database):
    with database.write() as session:
        load_regions(session)
        load_figures(session)
        load_figures(session)
    expected = committed_figures()
    with database.read() as session:
        count = session.exec(select(func.count()).select_from(Observation)).one()
        assert count == sum(map(len, expected.values()))
        fetches = session.exec(select(Fetch).order_by(col(Fetch.id))).all()
        assert {fetch.indicator_key for fetch in fetches} == set(session.exec(select(Indicator.key)))
        assert all(fetch.accepted and fetch.rows > 0 for fetch in fetches)
        assert sum(fetch.changed for fetch in fetches) == count
        for key, region, year in (("sotkanet:4", "KU074", 2001), ("statfin:14ww/rpt_l_aste", "KU074", 2024)):
            series = indicator_data(session, [key], [region], "fi")[key].series[region]
            assert series.at(year * 100 + 12) is None  # not published is absent, not zero
