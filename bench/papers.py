"""What is printed and then judged: random reports, long ones, and all that the demo prints."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session, select

from app.cards.queries import card_places
from app.cards.service import make_card
from app.demo.people import COUNTY, KOKKOLA
from app.editions.documents import documents_in
from app.editions.models import Edition
from app.exports.ordering import StoredAssets
from app.i18n import LANGUAGES
from app.indicators.packages import MINIMUM_CONTENT
from app.organisations.queries import organisation_of_region
from app.rendering import tree
from app.rendering.parts import WHOLE, part_names, part_of
from bench.demo import demo
from tests.factories.documents import synthetic_document
from tests.factories.random_reports import random_report

LENGTHS = (100, 200)  # pages

Paper = tuple[str, tree.Document, Mapping[str, bytes]]
"""A name, what is printed, and the images in it."""


def random_papers(count: int) -> Iterator[Paper]:
    """Short ones, since setting them takes so long."""
    for seed in range(count):
        yield (f"random {seed}", *random_report(seed, is_short=True))


def long_papers() -> Iterator[Paper]:
    for pages in LENGTHS:
        yield (f"{pages} pages", *synthetic_document(pages))


def demo_papers() -> Iterator[Paper]:
    """Every edition in every language, whole and part by part, and cards of a municipality and of a county."""
    with demo() as (session, folder):
        found = {**dict(_editions(session)), **dict(_cards(session))}
        for name, document in found.items():
            yield name, document, StoredAssets(folder, document.assets())


def _editions(session: Session) -> Iterator[tuple[str, tree.Document]]:
    for edition in session.exec(select(Edition).order_by("id")):
        for language, document in documents_in(edition.content).items():
            for part in (WHOLE, *part_names(document)):
                yield f"edition {edition.id} {language} {part}".rstrip(), part_of(document, part)


def _cards(session: Session) -> Iterator[tuple[str, tree.Document]]:
    for code in (KOKKOLA, COUNTY):
        maker = organisation_of_region(session, code)
        assert maker is not None
        for language in LANGUAGES:
            place = card_places(session, maker, language)[0]
            card = make_card(session, maker, place.code, MINIMUM_CONTENT, language)
            yield f"card by {code} {language}", card.document
