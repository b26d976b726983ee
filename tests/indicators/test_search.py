"""Searching five thousand indicators: by words of any language, by number, by what they have figures of."""

from time import perf_counter

import pytest
from sqlmodel import insert

from app.db import Database
from app.indicators.models import Indicator
from app.indicators.search import PAGE, Wanted, find, folded, producers, search_words, sources
from app.indicators.service import replace_series
from app.organisations.service import create_organisation, load_regions
from tests.factories.indicators import make_indicator, make_observations

COUNT = 5000
TOPICS = ("työttömyys", "asuminen", "terveys", "koulutus", "liikunta")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Työttömät, %", "tyottomat, %"),
        ("ÅLAND  Öar", "aland oar"),
        ("Straße", "strasse"),
        ("20\u00a0–\u00a064", "20 – 64"),
    ],
)
def test_words_are_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


def full(database: Database) -> int | None:
    """Five thousand listed indicators, three of them fetched, one the own one of the organisation whose id is given."""
    rows = []
    for number in range(COUNT):
        words = f"{TOPICS[number % 5]} mittari {number}"
        item = make_indicator(f"sotkanet:{number}", title_fi=words, title_sv=f"sak {number} åtgärd", title_en="thing")
        item.fetched_at, item.producer_fi = None, f"Tuottaja {number % 3}"
        item.search_words = search_words(item)
        rows.append(item.model_dump())
    with database.write() as session:
        load_regions(session)
        own = create_organisation(session, None, "KU272")
        session.execute(insert(Indicator), rows)
        for key, code in (("sotkanet:7", "KU272"), ("statfin:7ab/x", "SSS"), ("own:1", "KU272")):
            described = make_indicator(key, title_fi="Haettu mittari")
            described.organisation_id = own.id if key.startswith("own") else None
            replace_series(session, described, make_observations(key, {(code, 2024): 1.0}))
        return own.id


def test_five_thousand_are_searched(database: Database) -> None:
    own_id = full(database)
    with database.read() as session:

        def keys(organisation_id: int | None = None, **wanted: object) -> list[str]:
            hits = find(session, Wanted(**wanted), "fi", organisation_id)  # type: ignore[arg-type]
            return [item.key for item in hits.found]

        assert find(session, Wanted("TYOTTOMYYS atgard"), "fi", None).total == COUNT // 5, "words of two languages"
        assert keys(words="7")[:2] == ["sotkanet:7", "statfin:7ab/x"], "the number that was typed stands first"
        assert set(keys(words="haettu", organisation_id=own_id)) == {"own:1", "sotkanet:7", "statfin:7ab/x"}
        assert keys(words="haettu") == ["sotkanet:7", "statfin:7ab/x"], "another organisation's own is not seen"
        assert keys(region_code="KU272", organisation_id=own_id) == ["own:1", "sotkanet:7"]
        assert keys(words="100% _") == []
        assert keys(keys=frozenset()) == []
        assert keys(keys=frozenset({"sotkanet:12", "sotkanet:11"})) == ["sotkanet:11", "sotkanet:12"]
        assert find(session, Wanted(producer="Tuottaja 1", source="sotkanet"), "fi", None).total == 1666
        second = find(session, Wanted("mittari"), "fi", None, page=2)
        assert (len(second.found), second.found[0].year) == (PAGE, None)
        assert producers(session, "fi", None) == ["Tuottaja 0", "Tuottaja 1", "Tuottaja 2"]
        assert sources(session) == ["sotkanet", "statfin"]
        began = perf_counter()
        for words in ("tyottomyys 42", "åtgärd mittari", "asuminen", "ei ole"):
            find(session, Wanted(words, region_code="KU272"), "fi", own_id)
        assert (perf_counter() - began) / 4 < 0.1, "20 ms on an idle machine"
