"""The demo's made-up figures say in every language that they are an example; no report of it uses them."""

import json

import pytest
from sqlmodel import Session, col, select

from app.db import Database
from app.indicators.models import Indicator, IndicatorAbout, Observation
from app.own_figures.models import OwnIndicator, Survey
from app.sections.models import SectionText

pytestmark = pytest.mark.slow


def own_keys(session: Session) -> list[str]:
    return list(session.exec(select(OwnIndicator.indicator_key)))


def test_made_up_figures_are_called_an_example(demo: Database) -> None:
    with demo.read() as session:
        keys = own_keys(session)
        indicators = session.exec(select(Indicator).where(col(Indicator.key).in_(keys))).all()
        about = session.exec(select(IndicatorAbout).where(col(IndicatorAbout.indicator_key).in_(keys))).all()
        surveys = session.exec(select(Survey.name)).all()
    assert len(indicators) == 2
    for item in indicators:
        assert item.title_fi.startswith("Esimerkki: ")
        assert item.title_sv.startswith("Exempel: ")
        assert item.title_en.startswith("Example: ")
    assert all("eksittyjä" in item.description for item in about if item.language == "fi")
    assert all(name.startswith("Esimerkki") for name in surveys)


def test_no_report_of_the_demo_shows_them(demo: Database) -> None:
    with demo.read() as session:
        texts = session.exec(select(SectionText.document)).all()
        keys = own_keys(session)
    assert [key for key in keys if any(key in json.dumps(text) for text in texts)] == []


def test_its_small_numbers_are_hidden(demo: Database) -> None:
    with demo.read() as session:
        found = session.exec(select(Observation).where(col(Observation.indicator_key).in_(own_keys(session)))).all()
    assert sum(item.absence == "masked" for item in found) == 4
    assert all(item.value is None or item.value >= 5 for item in found)
