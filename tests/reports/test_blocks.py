"""Filling data blocks from the database: what each needs, in queries that do not grow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app.clock import now
from app.db import Database
from app.indicators.models import Observation
from app.indicators.service import replace_series
from app.organisations.models import Organisation
from app.organisations.service import load_regions
from app.rendering import tree
from app.reports.blocks import block_context, filled_blocks, render_block
from app.reports.models import LeftOut, Report
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report

COUNTY_MUNICIPALITIES = ("KU272", "KU217", "KU421", "KU849", "KU236", "KU924", "KU074", "KU584")
SURVEY = "sotkanet:286"


@pytest.fixture
def report(database: Database) -> Report:
    """Kokkola's report of 2021–2025 with figures of its county's municipalities and of the country."""
    codes = (*COUNTY_MUNICIPALITIES, "SSS", "KU743", "HVA18")
    figures = {(code, year): 10.0 + year - 2020 for code in codes for year in (2021, 2023)}
    grouped = [
        Observation(**{**row.model_dump(), "population_group": group, "value": 9.0})
        for row in make_observations("sotkanet:181", {("KU272", 2023): 9.0})
        for group in ("male", "female")
    ]
    with database.write() as session:
        load_regions(session)
        for key in ("sotkanet:181", "sotkanet:683", SURVEY):
            more = grouped if key == "sotkanet:181" else []
            observations = [*make_observations(key, figures), *more]
            replace_series(session, make_indicator(key, unit_fi="%", decimals=1), observations)
        people = {("KU272", 2023): 48000.0, ("KU236", 2023): 5300.0}
        replace_series(session, make_indicator("sotkanet:127"), make_observations("sotkanet:127", people))
    return make_report(database, make_organisation(database), comparison=["HVA18", "SSS"])


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(database.reader, "before_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(database.reader, "before_cursor_execute", count)


def filled(database: Database, report: Report, blocks: list[tuple[str, dict[str, Any]]]) -> list[tree.Block]:
    with database.read() as session:
        organisation = session.get_one(Organisation, report.organisation_id)
        context = block_context(session, report, organisation, "fi")
        render = filled_blocks(session, report, context, blocks)
        return [node for number, (kind, attrs) in enumerate(blocks) for node in render(kind, attrs, f"b{number}")]


EVERY_KIND: list[tuple[str, dict[str, Any]]] = [
    ("indicator_table", {"package": "thl_minimum"}),
    ("indicator_table", {"indicators": ["sotkanet:181"], "comparison": ["KU743", "SSS"], "shape": "years"}),
    ("line_chart", {"indicator": "sotkanet:683"}),
    ("bar_chart", {"indicator": "sotkanet:683", "area": "county", "comparison": []}),
    ("gap_chart", {"indicators": ["sotkanet:181"]}),
    ("region_map", {"indicator": "sotkanet:683", "area": "country"}),
    ("key_figure", {"indicator": "sotkanet:181", "region": "KU743"}),
    ("change_list", {"package": "thl_minimum"}),
    ("left_out_list", {}),
]


def test_the_queries_grow_neither_with_blocks_nor_with_rows(database: Database, report: Report):
    with counted(database) as once:
        filled(database, report, EVERY_KIND)
    many = [(kind, {**attrs, "id": f"{kind}{number}"}) for number in range(7) for kind, attrs in EVERY_KIND]
    with counted(database) as often:
        filled(database, report, many)
    assert len(often) == len(once) <= 14, "\n".join(once)


def test_only_what_a_block_asks_for_is_read(database: Database, report: Report):
    """The municipalities of one block's map are not read for the indicators of the others."""
    read: list[tuple[Any, ...]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if "observation" in statement:
            read.append(tuple(parameters.values() if isinstance(parameters, dict) else parameters))

    event.listen(database.reader, "before_cursor_execute", note)
    filled(database, report, EVERY_KIND[:6])
    event.remove(database.reader, "before_cursor_execute", note)
    assert sum(str(value).startswith("KU") for parameters in read for value in parameters) < 308 + 2 * 8 + 40


def test_bars_of_the_county_and_what_stands_behind_them(database: Database, report: Report):
    (chart,) = filled(database, report, [EVERY_KIND[3]])
    assert isinstance(chart, tree.Chart)
    assert {bar.label for bar in chart.drawing.bars} >= {"Kokkola", "Perho", "Halsua"}  # type: ignore[union-attr]
    assert len(chart.drawing.bars) == len(COUNTY_MUNICIPALITIES)  # type: ignore[union-attr]
    assert chart.drawing.reference.label == "Koko maa"  # type: ignore[union-attr]


def test_groups_other_regions_and_left_out_items_come_with_their_blocks(database: Database, report: Report):
    by = make_person(database).id
    with database.write() as session:
        made = {"report_id": report.id, "by": by, "at": now()}
        session.add(LeftOut(item="sotkanet:683", reason="Seurataan muualla.", **made))
    gap, figure, left_out = filled(database, report, [EVERY_KIND[4], EVERY_KIND[6], EVERY_KIND[8]])
    assert isinstance(gap, tree.Chart)
    assert isinstance(figure, tree.KeyFigure)
    assert figure.label[0].text.endswith("Seinäjoki 2023")  # type: ignore[union-attr]
    assert isinstance(left_out, tree.Table)
    assert "Seurataan muualla." in str(left_out.rows)


def test_a_surveys_change_is_judged_by_the_size_of_the_municipality(database: Database, report: Report):
    table = ("indicator_table", {"indicators": [SURVEY]})
    assert "heikentynyt" in str(filled(database, report, [table]))  # 2 percentage points, 48 000 residents
    small = make_report(database, make_organisation(database, "kannus", "KU236"))
    assert "ei olennaista muutosta" in str(filled(database, small, [table]))


def test_an_old_report_shows_the_municipalities_of_its_region_before_counties(database: Database, report: Report):
    old = make_report(database, make_organisation(database, "kannus", "KU236"), assessed=(2009, 2012))
    with database.read() as session:
        organisation = session.get_one(Organisation, old.organisation_id)
        context = block_context(session, old, organisation, "fi")
        attrs = {"indicator": "sotkanet:683", "area": "county"}
        (remark,) = render_block(session, old, context, "bar_chart", attrs, anchor="b")
    assert isinstance(remark, tree.Notice)  # all figures are later than its period
    assert [region.code for region in context.around] == ["MK16"]
