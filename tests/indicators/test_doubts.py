"""Which figures are hard to believe: the rules as a table, and what a person decides about them."""

import pytest
from sqlmodel import col, select

from app.audit.models import AuditEntry
from app.db import Database
from app.errors import BadInput
from app.indicators.difference import Figures, Place, Values, difference
from app.indicators.doubts import RULE_NAMES, Rule, broken_rule, kind_of, suspicions
from app.indicators.errors import DoubtDecided
from app.indicators.models import Doubt
from app.indicators.queries import indicator_data
from app.indicators.service import replace_series
from app.indicators.trust import confirm_figures, declare_wrong
from app.organisations.service import load_regions
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_person

KEY = "sotkanet:181"  # the unemployed, % of the labour force


@pytest.mark.parametrize(
    ("family", "before", "after", "rule"),
    [
        ("share", 8.3, 25.1, Rule.LEAP),
        ("share", 8.3, 24.8, None),
        ("share", 24.0, 7.9, Rule.LEAP),
        ("share", 1.1, 3.9, None),  # a handful of people
        ("share", 12.0, 1.9, None),  # down among them
        ("share", 12.0, 0.0, Rule.ZERO),
        ("share", 1.2, 0.0, None),
        ("share", 97.0, 101.5, Rule.OVER_HUNDRED),
        ("share", None, 830.0, Rule.OVER_HUNDRED),
        ("share", 104.0, 106.0, None),  # a share of something smaller: its own nature
        ("share", 8.3, -8.3, Rule.SIGN),
        ("share", None, 12.0, None),
        ("school_survey", 10.0, 31.0, Rule.LEAP),
        ("count", 48006.0, 480060.0, Rule.LEAP),
        ("count", 48006.0, 48300.0, None),
        ("count", 80.0, 200.0, None),
        ("count", 48006.0, 0.0, Rule.ZERO),
        ("rate", 4.0, 12.5, Rule.LEAP),
        ("days", 900.0, 290.0, Rule.LEAP),
        ("days", 40.0, 400.0, None),
        ("per_100000", 1000.0, 3001.0, Rule.LEAP),
        ("index", 100.0, 210.0, Rule.LEAP),
        ("gini", 25.0, 38.0, Rule.LEAP),
        ("ratio", 55.0, 120.0, Rule.LEAP),
        ("money", 2800.0, 2.8, None),  # below the floor: not told apart from small sums
        ("money", 2800.0, 900.0, Rule.LEAP),
        ("years", 61.0, 46.0, Rule.LEAP),
        ("years", 61.0, 60.1, None),
        ("", 100.0, 300.0, Rule.LEAP),  # of no family: a count
    ],
)
def test_the_rules(family: str, before: float | None, after: float, rule: Rule | None):
    assert broken_rule(before, after, kind_of(family, ""), signed=False) is rule


def test_kinds_by_unit_signed_series_and_words():
    assert kind_of("", "%").most == 100
    assert kind_of("", "/ 1,000") == kind_of("rate", "")
    assert broken_rule(5.0, -16.7, kind_of("rate", ""), signed=True) is None  # net migration
    assert set(RULE_NAMES) == set(Rule)


def of(**regions: dict[int, float]) -> Figures:
    return {
        Place(region, year * 100 + 12, "total"): Values(str(year), value)
        for region, years in regions.items()
        for year, value in years.items()
    }


def found(old: Figures, new: Figures, family: str = "share") -> list[tuple[str, int, float | None, float, str]]:
    doubted = suspicions(difference(old, new), old, new, kind_of(family, ""))
    return [(one.place.region, one.place.sort // 100, one.before, one.after, one.rule) for one in doubted]


def test_a_new_figure_is_held_against_the_period_before_and_an_altered_one_against_itself():
    old = of(KU272={2020: 9.0, 2021: 8.0}, KU743={2021: 7.0})
    assert found(old, of(KU272={2020: 9.0, 2021: 8.0, 2022: 80.0}, KU743={2021: 7.0, 2022: 7.2})) == [
        ("KU272", 2022, 8.0, 80.0, "leap")
    ]
    assert found(old, of(KU272={2020: 9.0, 2021: 30.0}, KU743={2021: 7.0})) == [("KU272", 2021, 8.0, 30.0, "leap")]
    ten = of(KU272={2020: 90.0, 2021: 80.0}, KU743={2021: 7.0})  # a lost decimal point, all through
    assert [row[:2] for row in found(old, ten)] == [("KU272", 2020), ("KU272", 2021)]
    assert found(old, old) == []


def test_the_first_fetch_is_judged_only_by_what_its_kind_can_be():
    assert found({}, of(KU272={2020: 9.0, 2021: 90.0, 2022: 900.0})) == [("KU272", 2022, None, 900.0, "over-100")]


def test_many_regions_changed_by_the_same_factor_are_one_doubt():
    regions = [*(f"KU{number:03}" for number in range(20)), "SSS"]
    old = of(**{code: {2020: 100.0 + place, 2021: 110.0 + place} for place, code in enumerate(regions)})
    new = of(**{code: {2020: 80.0 + place * 0.8, 2021: 88.0 + place * 0.8} for place, code in enumerate(regions)})
    assert found(old, new, "index") == [("SSS", 2021, 130.0, 104.0, "rebased")]


def test_a_person_decides_once_and_what_is_wrong_is_not_shown(database: Database):
    good, bad = {("KU272", 2021): 8.3, ("SSS", 2021): 7.0}, {("KU272", 2022): 83.0, ("SSS", 2022): 70.0}
    with database.write() as session:
        load_regions(session)
    person = make_person(database)
    assert person.id is not None
    with database.write() as session:
        replace_series(session, make_indicator(KEY), make_observations(KEY, good))
        replace_series(session, make_indicator(KEY), make_observations(KEY, good | bad))
        replace_series(session, make_indicator(KEY), make_observations(KEY, good | bad))
        doubts = session.exec(select(Doubt).order_by(col(Doubt.region_code))).all()
        assert [(doubt.region_code, doubt.before, doubt.after, doubt.state) for doubt in doubts] == [
            ("KU272", 8.3, 83.0, "open"),
            ("SSS", 7.0, 70.0, "open"),
        ]
        kokkola, country = (doubt.id or 0 for doubt in doubts)
        with pytest.raises(BadInput):
            declare_wrong(session, person.id, [kokkola], " ")
        declare_wrong(session, person.id, [kokkola], "Desimaalipilkku puuttuu")
        confirm_figures(session, person.id, [country])
        with pytest.raises(DoubtDecided):
            confirm_figures(session, person.id, [kokkola])
        series = indicator_data(session, [KEY], ["KU272", "SSS"], "fi")[KEY].series
        assert [point.value for point in series["KU272"].points] == [8.3]
        assert [point.value for point in series["SSS"].points] == [7.0, 70.0]
        actions = session.exec(select(AuditEntry.action, AuditEntry.detail).order_by(col(AuditEntry.id).desc())).all()
        assert [action for action, _ in actions[:2]] == ["indicator-doubt:confirmed", "indicator-doubt:wrong"]
        assert actions[1][1]["figures"] == ["KU272 2022 total"]


def test_a_doubt_passes_when_the_figure_changes_before_anybody_looked(database: Database):
    with database.write() as session:
        load_regions(session)
        for newest in (None, 83.0, 8.4):
            figures = {("KU272", 2021): 8.3} | ({("KU272", 2022): newest} if newest else {})
            replace_series(session, make_indicator(KEY), make_observations(KEY, figures))
        states = session.exec(select(Doubt.after, Doubt.state).order_by(col(Doubt.id))).all()
    assert states == [(83.0, "passed")]  # what corrects an odd figure is held against the period before
