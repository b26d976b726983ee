"""Decisions are printed in the approval section."""

from app.rendering import tree
from app.rendering.approval import Approval, DecisionRecord, with_approval
from app.rendering.prose_inlines import plain_text
from tests.factories.documents import synthetic_document

APPROVAL = Approval(
    edition_number=4,
    edition_sha256="f8" * 32,
    decisions=(
        DecisionRecord(
            body="Kaupunginhallitus",
            date="30.11.2026",
            paragraph="431",
            outcome="esitetty valtuustolle",
            register_number="512/00.01.02/2026",
            proposal="Hyväksytään.\nPykälä tarkastetaan.",
        ),
        DecisionRecord(body="Kaupunginvaltuusto", date="14.12.2026", paragraph="98", outcome="hyväksytty"),
    ),
)


def test_the_section_of_that_role_gets_the_decisions_and_nothing_else_changes() -> None:
    document, _ = synthetic_document(10, draft=True)
    approved = with_approval(document, APPROVAL)
    assert (approved.draft, approved.edition_number, approved.edition_sha256) == (False, 4, "f8" * 32)
    *others, section = approved.sections()
    assert others == list(document.sections())[:-1]
    tables = [block for block in section.blocks if isinstance(block, tree.Table)]
    assert [table.number for table in tables] == ["99.1", ""]
    assert [plain_text(row[0].lines[0].inlines) for row in tables[0].rows] == [
        "Kaupunginhallitus",
        "Kaupunginvaltuusto",
    ]
    details = [[plain_text(line.inlines) for line in row[1].lines] for row in tables[1].rows]
    assert details == [["512/00.01.02/2026"], ["Hyväksytään.", "Pykälä tarkastetaan."]]
