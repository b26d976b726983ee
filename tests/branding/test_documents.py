"""A report carries its organisation's look; an edition keeps the look that it was frozen with."""

from sqlmodel import Session

from app.assembly.service import assemble
from app.db import Database
from app.editions.documents import documents_of
from app.organisations.models import Organisation
from app.rendering import tree
from tests.factories.editions import make_road
from tests.factories.reports import make_report

ARMS = "a" * 64


def dress(session: Session, organisation_id: int) -> None:
    organisation = session.get_one(Organisation, organisation_id)
    organisation.brand_colour, organisation.font = "#7a1f3d", "literata"
    organisation.arms_sha256, organisation.arms_media_type = ARMS, "image/svg+xml"
    session.add(organisation)


def test_a_document_names_arms_colour_and_typeface(database: Database) -> None:
    report = make_report(database)
    with database.write() as session:
        dress(session, report.organisation_id)
    with database.read() as session:
        document = assemble(session, report, "fi", draft=True)
    assert (document.arms, document.arms_media_type, document.font) == (ARMS, "image/svg+xml", "literata")
    assert document.brand_colour == "#7a1f3d"
    assert ARMS in document.assets()
    assert tree.from_json(tree.to_json(document)) == document


def test_an_edition_keeps_its_look(database: Database) -> None:
    road = make_road(database)
    edition = road.send()
    with database.write() as session:
        dress(session, road.report.organisation_id)
    (document, *_) = documents_of(edition).values()
    assert (document.arms, document.font, document.brand_colour) == ("", "source-sans", "#1f4e79")
