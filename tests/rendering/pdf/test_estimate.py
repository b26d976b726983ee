"""How much room a reference leaves for a page's number."""

from dataclasses import replace

from app.rendering.writers.pdf.estimate import estimated_pages, page_slots
from tests.factories.documents import synthetic_document


def test_room_grows_with_the_report() -> None:
    slots = page_slots(synthetic_document(100)[0])
    assert slots["tiivistelma"] == "0"
    assert slots["osio-2"] == "00"
    assert slots["osio-8"] == "000"


def test_pages_are_estimated_in_order_and_from_the_document_alone() -> None:
    document, _assets = synthetic_document(20)
    pages = [page for _anchor, page in estimated_pages(document)]
    assert pages == sorted(pages)
    assert dict(estimated_pages(replace(document, draft=True))) == dict(estimated_pages(document))
