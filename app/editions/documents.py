"""An edition's Documents as they are shown and printed: the frozen ones, with the approval once there is one. Pure."""

from dataclasses import replace
from typing import Any

from app.assembly.decisions import OUTCOME_NAMES
from app.editions.approval import decided_on, read_approval
from app.editions.content import documents_in, sha256_of
from app.editions.models import Edition
from app.i18n import LANGUAGES, Language, translate
from app.i18n.formats import date_text
from app.rendering import tree
from app.rendering.approval import Approval, DecisionRecord, with_approval
from app.reports.models import Outcome


def documents_of(edition: Edition) -> dict[Language, tree.Document]:
    """Language → Document, the report's original first."""
    return stored_documents(edition.content, edition.approval)


def stored_documents(content: str, approval: str | None) -> dict[Language, tree.Document]:
    """The Documents in an edition's stored JSON; the same JSON gives the same Documents for ever."""
    sha256 = sha256_of(content)
    found = documents_in(content)
    documents = {code: replace(found[code], edition_sha256=sha256) for code in LANGUAGES if code in found}
    if approval is None:
        return documents
    values = read_approval(approval)
    return {language: _approved(document, values, language) for language, document in documents.items()}


def _approved(document: tree.Document, values: dict[str, Any], language: Language) -> tree.Document:
    approval = Approval(
        edition_number=values["number"],
        edition_sha256=values["edition"],
        decisions=tuple(_record(made, language) for made in values["decisions"]),
    )
    last = approval.decisions[-1]
    status = f"{last.outcome}: {last.body} {last.date} § {last.paragraph}"
    return replace(with_approval(document, approval), status=status)


def _record(made: dict[str, Any], language: Language) -> DecisionRecord:
    return DecisionRecord(
        body=made["body_names"][language],
        date=date_text(decided_on(made), language),
        paragraph=made["paragraph"],
        outcome=translate(language, OUTCOME_NAMES[Outcome(made["outcome"])]),
        register_number=made["register_number"],
        preparer=made["preparer"],
        presenter=made["presenter"],
        proposal=made["proposal"],
        decision=made["decision_text"],
        earlier_handling=made["earlier_handling"],
    )
