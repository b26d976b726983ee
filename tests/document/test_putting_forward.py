"""Late steps come onto the newest document as the editor that made them would bring them."""

import pytest

from app.document import StepsRejected, empty_document
from app.document.checking import parse_document
from app.document.putting_forward import put_forward
from app.document.steps import step_through
from tests.factories.texts import typing

START = step_through(parse_document(empty_document()), [typing("alku")])[0]
DELETED = {"stepType": "replace", "from": 1, "to": 5}


def after(over: list[dict], late: list[dict]) -> str:
    now = step_through(START, over)[0]
    return step_through(now, put_forward(now, late, over))[0].text_content


def test_steps_build_on_one_another_where_others_wrote_before_them():
    assert after([typing("yksi ", 1)], [typing("!", 5), typing("?", 6)]) == "yksi alku!?"


def test_what_stood_first_stays_first_at_the_same_place():
    assert after([typing("yksi", 5)], [typing("kaksi", 5)]) == "alkuyksikaksi"


def test_a_step_without_its_place_takes_the_others_with_it():
    with pytest.raises(StepsRejected):
        after([DELETED], [typing("!", 5), typing("?", 3)])


def test_nonsense_is_refused():
    for nonsense in ({}, {"stepType": "replace", "from": "a", "to": 2}, {"stepType": "kaikki"}):
        with pytest.raises(StepsRejected):
            put_forward(START, [nonsense], [typing("a")])
