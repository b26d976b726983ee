"""What the organisation's previous report said in the same section: beside the text that is being written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.editions.models import Edition
from app.i18n import Language
from app.report_templates.queries import template_of
from app.reports.bar import assessed_of
from app.reports.models import Report
from app.reports.settings import report_title

MOST_CHARACTERS = 1500


@dataclass(frozen=True, slots=True)
class LastTerm:
    """An excerpt in plain text, and where the whole section can be read."""

    report_title: str
    text: str
    address: str


_EARLIER = (  # asked by every page of the desk
    select(Edition.id, Edition.sha256, Edition.number, Report)
    .join(Report, col(Report.id) == col(Edition.report_id))
    .where(
        col(Report.organisation_id) == bindparam("organisation_id"),
        col(Report.kind) == bindparam("kind"),
        col(Report.assessed_to) < bindparam("before"),
        col(Edition.approved_at).is_not(None),
    )
    .order_by(col(Report.assessed_to).desc(), col(Edition.number).desc())
    .limit(1)
)


def last_term(
    session: Session, report: Report, organisation_slug: str, section_key: str, language: Language
) -> LastTerm | None:
    """The section of the newest earlier approved report of this kind; None when there is none or it has no text."""
    known = {"organisation_id": report.organisation_id, "kind": report.kind, "before": report.assessed_to}
    found = session.execute(_EARLIER, known).first()
    if found is None:
        return None
    edition_id, sha256, number, earlier = found
    text = _texts(session, edition_id, sha256).get(language, {}).get(section_key, "")
    if not text:
        return None
    title = report_title(template_of(session, earlier.template_version_id), assessed_of(earlier), language)
    anchor = section_key.replace("_", "-")
    return LastTerm(title, text, f"/{organisation_slug}/{earlier.slug}/editions/{number}?language={language}#{anchor}")


_read: dict[str, dict[str, dict[str, str]]] = {}  # by the edition's hash: what is frozen is read once
_MOST_READ = 64


def _texts(session: Session, edition_id: int, sha256: str) -> dict[str, dict[str, str]]:
    """Language → section key → excerpt."""
    if sha256 not in _read:
        if len(_read) >= _MOST_READ:
            _read.clear()
        content = session.exec(select(Edition.content).where(Edition.id == edition_id)).one()
        _read[sha256] = _excerpts(content)
    return _read[sha256]


def _excerpts(content: str) -> dict[str, dict[str, str]]:
    documents = json.loads(content)["documents"]
    return {
        language: {
            section["key"]: _shortened("\n\n".join(_paragraphs(section["blocks"])))
            for part in document["parts"]
            for section in part["sections"]
        }
        for language, document in documents.items()
    }


def _paragraphs(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """The running text of a section; tables and figures are looked at where they are."""
    for block in blocks:
        if block["kind"] in ("heading", "paragraph"):
            yield "".join(run.get("text", "") for run in block["inlines"])
        for item in block.get("items", ()):
            yield from (f"– {line}" for line in _paragraphs(item["blocks"]))


def _shortened(text: str) -> str:
    """At most MOST_CHARACTERS, cut between words."""
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS].rsplit(' ', 1)[0]} …"
