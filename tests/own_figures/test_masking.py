"""No small number can be reckoned from what is published: by examples, and against an independent search."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.own_figures.masking import Cell, Place, Why, few_answers, hidden_cells, is_small

AREAS = {
    "county": frozenset({"a", "b", "c"}),
    "region": frozenset({"a", "b", "c"}),  # the same municipalities under another name
    "country": frozenset({"a", "b", "c", "d"}),
    **{name: frozenset({name}) for name in "abcd"},
}
SMALL, REVEALS = Why.SMALL, Why.REVEALS

EXAMPLES: dict[str, tuple[dict[Place, float], dict[Place, Why]]] = {
    "zero and five are published": ({("a", "total"): 0, ("b", "total"): 5}, {}),
    "1 and 4 are not": ({("a", "total"): 1, ("b", "total"): 4}, {("a", "total"): SMALL, ("b", "total"): SMALL}),
    "the other sex goes too": (
        {("a", "total"): 20, ("a", "male"): 18, ("a", "female"): 2},
        {("a", "female"): SMALL, ("a", "male"): REVEALS},
    ),
    "two small ones hide each other": (
        {("a", "total"): 7, ("a", "male"): 3, ("a", "female"): 4},
        {("a", "male"): SMALL, ("a", "female"): SMALL},
    ),
    "what nobody entered is reckoned as well": (
        {("a", "total"): 20, ("a", "male"): 18},
        {("a", "male"): REVEALS},
    ),
    "nobody is left over": ({("a", "total"): 20, ("a", "male"): 20, ("a", "female"): 0}, {}),
    "the next smallest municipality": (
        {("county", "total"): 30, ("a", "total"): 3, ("b", "total"): 9, ("c", "total"): 18},
        {("a", "total"): SMALL, ("b", "total"): REVEALS},
    ),
    "a zero hides nothing": (
        {("county", "total"): 21, ("a", "total"): 3, ("b", "total"): 0, ("c", "total"): 18},
        {("a", "total"): SMALL, ("c", "total"): REVEALS},
    ),
    "two that are two together": (
        {("county", "total"): 30, ("a", "total"): 1, ("b", "total"): 1, ("c", "total"): 28},
        {("a", "total"): SMALL, ("b", "total"): SMALL, ("c", "total"): REVEALS},
    ),
    "the twin of a county": (
        {("county", "total"): 4, ("region", "total"): 4, ("country", "total"): 40},
        {("county", "total"): SMALL, ("region", "total"): SMALL},
    ),
    "the rest of the country": (
        {("county", "total"): 38, ("country", "total"): 40},
        {("county", "total"): REVEALS},
    ),
    "without the sum nothing more": ({("a", "total"): 3, ("b", "total"): 9}, {("a", "total"): SMALL}),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    values, expected = EXAMPLES[name]
    assert hidden_cells([Cell(*place, value) for place, value in values.items()], AREAS) == expected


def test_what_a_person_cleared_is_published() -> None:
    cells = [Cell("a", "total", 20), Cell("a", "male", 18), Cell("a", "female", 2, cleared=True)]
    assert hidden_cells(cells, AREAS) == {}


REGIONS = ("county", "region", "a", "b", "c")
ATOMS = list(product("abc", ("male", "female")))
GROUPS = ("total", "male", "female")


@st.composite
def periods(draw: st.DrawFn) -> tuple[dict[tuple[str, str], int], list[Place]]:
    """The true numbers of the smallest parts, and which figures were entered."""
    counts = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 12])
    truth = {atom: draw(counts) for atom in ATOMS}
    groups = draw(st.sampled_from([("total",), GROUPS, ("total", "male"), ("male", "female")]))
    places = list(product(REGIONS, groups))
    left_out = draw(st.sets(st.sampled_from(places), max_size=5))
    return truth, [place for place in places if place not in left_out]


def parts(place: Place) -> list[tuple[str, str]]:
    region, group = place
    return [(unit, sex) for unit, sex in ATOMS if unit in AREAS[region] and group in (sex, "total")]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(periods())
def test_no_small_number_is_the_only_one_possible(period: tuple[dict[tuple[str, str], int], list[Place]]) -> None:
    """Another world, in which everybody counted is a whole person, shows the same figures and hides another number.

    Its reader also knows that a zero is never hidden.
    """
    truth, entered = period
    values = {place: sum(truth[atom] for atom in parts(place)) for place in entered}
    hidden = hidden_cells([Cell(*place, value) for place, value in values.items()], AREAS)
    assert {place for place, value in values.items() if is_small(value)} <= hidden.keys()
    published = [place for place in entered if place not in hidden]
    others = [
        step
        for step in _other_worlds(truth, published)
        if all(values[place] + sum(step[atom] for atom in parts(place)) >= 1 for place in hidden)
    ]
    for place in [*product(REGIONS, GROUPS)]:
        value = sum(truth[atom] for atom in parts(place))
        if is_small(value):
            assert any(sum(step[atom] for atom in parts(place)) for step in others), (place, value, published)


def _other_worlds(
    truth: Mapping[tuple[str, str], int], published: Sequence[Place]
) -> Iterator[dict[tuple[str, str], int]]:
    """Steps by at most one person in each smallest part, after which every published figure is what it was."""
    sums = [[ATOMS.index(atom) for atom in parts(place)] for place in published]
    for steps in product((-1, 0, 1), repeat=len(ATOMS)):
        possible = all(truth[atom] + step >= 0 for atom, step in zip(ATOMS, steps, strict=True))
        if possible and not any(sum(steps[index] for index in indices) for indices in sums):
            yield dict(zip(ATOMS, steps, strict=True))


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        ({"total": 40, "male": 20, "female": 20}, set()),
        ({"total": 40, "male": 26, "female": 14}, {"total", "male", "female"}),
        ({"total": 40, "male": 20}, set()),
        ({"total": 29}, {"total"}),
        ({"total": None}, {"total"}),
        ({"male": 20, "female": None}, {"male", "female"}),
    ],
)
def test_the_school_survey_wants_fifteen_of_each_sex(answers: dict[str, int | None], hidden: set[str]) -> None:
    found = few_answers({("a", group): count for group, count in answers.items()}, 15, of_each_sex=True)
    assert found == {("a", group) for group in hidden}


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        ({"total": 40, "male": 37, "female": 3}, {"male", "female"}),
        ({"total": 4}, {"total"}),
        ({"total": None}, set()),
        ({"total": 40}, set()),
    ],
)
def test_other_surveys_want_five_answers(answers: dict[str, int | None], hidden: set[str]) -> None:
    found = few_answers({("a", group): count for group, count in answers.items()}, 5, of_each_sex=False)
    assert found == {("a", group) for group in hidden}
