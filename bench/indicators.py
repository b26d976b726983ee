"""The indicator engine: refreshing, reading from a store of full size, drawing."""

from collections.abc import Iterator

from bench import blocks60, charts, refreshing
from bench.measure import Measure


def run() -> Iterator[Measure]:
    """Everything that is measured of indicators."""
    yield from refreshing.run()
    yield from blocks60.run()
    yield from charts.run()
