"""The figures of the grown store once more, straight from the files and by nobody else's code: for comparing."""

import csv
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import app.demo.figures


class Reckoned:
    """`reckoned(number, region, year)`: what the cell must hold; None where it must be empty."""

    def __init__(self, regions: Sequence[str]) -> None:
        self.places = {code: place for place, code in enumerate(regions)}
        series: dict[str, list[list[str]]] = {}
        for path in sorted(Path(app.demo.figures.__file__).parent.glob("*.csv")):
            if path.stem in ("sources", "indicators"):
                continue
            with path.open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            columns = sorted(range(2, len(head)), key=head.__getitem__)
            for row in rows:
                given = [row[column] for column in columns if row[column]]
                if len(given) > 5:
                    series.setdefault(row[0], []).append(given)
        self.series = [series[key] for key in sorted(series)]

    def __call__(self, number: int, region: str, year: int) -> float | None:
        place = self.places[region]
        if not (number * 7 + place * 13 + year) % 29:
            return None
        recorded = self.series[number % len(self.series)]
        one = recorded[place % len(recorded)]
        growth = (number * 7919 + place * 104729 + year * 97) % 1000
        hundredths = round(Fraction(one[(year - 2005) % len(one)]) * (10_000 + growth) / 100)
        return hundredths / 100
