"""Published reports stand under the council term that they are about."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.organisations.models import Organisation
from app.reading.queries import PublishedReport
from app.reading.terms import by_term

REPORT = PublishedReport(
    organisation=Organisation(slug="kokkola", region_code="KU272"),
    slug="laaja-2021-2025",
    kind="broad",
    languages=("fi",),
    template_version_id=1,
    assessed=(2021, 2025),
    planned=None,
    edition_id=1,
    number=1,
    published_at=datetime(2026, 6, 1, tzinfo=UTC),
)


def terms(*periods: tuple[int, int]) -> list[tuple[tuple[int, int], list[tuple[int, int]]]]:
    found = by_term([replace(REPORT, assessed=period) for period in periods])
    return [(years, [report.assessed for report in reports]) for years, reports in found]


def test_the_newest_term_is_first_and_in_it_the_report_on_all_of_it() -> None:
    assert terms((2022, 2022), (2024, 2024), (2017, 2021), (2021, 2025)) == [
        ((2021, 2025), [(2021, 2025), (2024, 2024), (2022, 2022)]),
        ((2017, 2021), [(2017, 2021)]),
    ]


@pytest.mark.parametrize(
    ("year", "term"), [(2008, (2005, 2008)), (2009, (2009, 2012)), (2013, (2013, 2017)), (2026, (2025, 2029))]
)
def test_a_year_alone_stands_in_the_term_of_its_council(year: int, term: tuple[int, int]) -> None:
    assert terms((year, year)) == [(term, [(year, year)])]


def test_a_county_says_when_its_first_term_began() -> None:
    assert terms((2023, 2023), (2022, 2025)) == [((2022, 2025), [(2022, 2025), (2023, 2023)])]
