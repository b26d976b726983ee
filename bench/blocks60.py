"""A report with sixty data blocks, on the demo's store and on a store with every region's figures of twenty years."""

import random
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from sqlmodel import Session, col, func, select

from app.assembly.service import assemble
from app.clock import now
from app.db import Database
from app.demo.build import load_demo
from app.indicators.models import Indicator, Observation
from app.indicators.queries import indicator_data
from app.rendering import tree
from app.rendering.writers.html import document_html
from app.reports.models import Report
from app.schema import migrate
from app.sections.models import Section, SectionText
from bench.measure import Measure
from tests.support.full_store import FIRST_YEAR, YEARS, grow, key_of, regions_now
from tests.support.reckoned import Reckoned

BLOCKS = 60
INDICATORS = 200
CELLS = 1000
ROUNDS = 9


def run() -> Iterator[Measure]:
    """The same report before and after the store grew, and random cells of the grown one."""
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as folder:
        database = Database(f"sqlite:///{Path(folder)}/hvk.sqlite3")
        migrate(database)
        load_demo(database)
        report_id = write_blocks(database)
        demo = seconds_of(database, report_id)
        size = observations(database)
        yield Measure(
            "blocks60_demo_store", demo * 1000, "ms", f"{BLOCKS} blocks assembled and written, {size} figures"
        )
        grow(database, INDICATORS)
        full = seconds_of(database, report_id)
        size = observations(database)
        yield Measure("blocks60_full_store", full * 1000, "ms", f"the same report, {size} figures")
        yield Measure("blocks60_ratio", full / demo, "", "full store against demo store; target 1.2")
        wrong = wrong_cells(database)
        yield Measure("full_store_wrong_cells", wrong, "", f"of {CELLS} random cells; a second computation; target 0")
        database.close()


def write_blocks(database: Database) -> int:
    """Fill one section of a report of the demo with sixty blocks of all kinds; the other sections stay empty."""
    with database.write() as session:
        report = session.exec(select(Report).order_by(col(Report.assessed_to).desc(), col(Report.id))).first()
        assert report is not None
        assert report.id is not None
        texts = session.exec(select(SectionText).join(Section).where(Section.report_id == report.id)).all()
        keys = session.exec(select(Indicator.key).where(col(Indicator.last_sort).is_not(None)).order_by(Indicator.key))
        content = list(islice(blocks(list(keys)), BLOCKS))
        for place, text in enumerate(texts):
            text.document = {"type": "doc", "content": content if place == 0 else [{"type": "paragraph"}]}
            text.updated_at = now()
        return report.id


def blocks(keys: list[str]) -> Iterator[dict[str, Any]]:
    """Tables of five indicators in three shapes, charts, key figures and lists, by turns."""
    named = cycle(keys)
    for number, kind in enumerate(
        cycle(("indicator_table", "line_chart", "bar_chart", "key_figure", "indicator_table", "change_list"))
    ):
        attrs: dict[str, Any] = {"id": f"b{number}"}
        if kind == "indicator_table":
            attrs |= {"indicators": list(islice(named, 5)), "shape": ("newest", "years")[number // 3 % 2]}
        elif kind == "change_list":
            attrs |= {"indicators": list(islice(named, 8))}
        else:
            attrs |= {"indicator": next(named)}
            if kind == "bar_chart":
                attrs["area"] = "county"
        yield {"type": kind, "attrs": attrs}


def seconds_of(database: Database, report_id: int) -> float:
    """The median time from the database to the HTML of the whole report."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        with database.read() as session:
            document = assemble(session, session.get_one(Report, report_id), "fi", draft=True)
        document_html(document, for_print=False)
        rounds.append(time.process_time() - started)
    shown = sum(
        isinstance(block, tree.Table | tree.Chart | tree.KeyFigure)
        for part in document.sections()
        for block in part.blocks
    )
    assert shown >= BLOCKS * 0.8, f"only {shown} blocks show figures"
    return median(rounds)


def observations(database: Database) -> int:
    """How many figures are stored."""
    with database.read() as session:
        return session.exec(select(func.count()).select_from(Observation)).one()


def wrong_cells(database: Database) -> int:
    """How many of a thousand random cells differ from a second computation."""
    chance = random.Random(2026)
    with database.read() as session:
        regions = list(regions_now(session))
        reckoned = Reckoned(regions)
        return sum(
            _cell(session, number, region, year) != reckoned(number, region, year)
            for number, region, year in (
                (chance.randrange(INDICATORS), chance.choice(regions), FIRST_YEAR + chance.randrange(YEARS))
                for _ in range(CELLS)
            )
        )


def _cell(session: Session, number: int, region: str, year: int) -> float | None:
    key = key_of(number)
    point = indicator_data(session, [key], [region], "fi")[key].series[region].at(year * 100 + 12)
    return point.value if point else None
