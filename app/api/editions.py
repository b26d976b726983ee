"""A published edition and a draft whole: with their texts in every language."""

import json
from collections.abc import Mapping

from sqlmodel import Session

from app.api import facts
from app.api.contents import text_facts
from app.api.deps import FoundReport, draft_text, edition_documents, edition_text
from app.api.shapes import OneDraft, OneEdition
from app.editions.models import Edition
from app.editions.queries import files_of


def whole_edition(session: Session, site: str, found: FoundReport, edition: Edition) -> OneEdition:
    """The edition with its texts, its decisions and the files that are made of it."""
    address = f"{found.organisation.slug}/{found.report.slug}"
    texts = [
        text_facts(edition_text(site, found, edition, language), links)
        for language, links in _files(session, site, address, edition).items()
    ]
    return OneEdition(
        **facts.edition_values(site, address, edition),
        organisation=found.organisation.slug,
        report=found.report.slug,
        texts=tuple(texts),
        approval=json.loads(edition.approval) if edition.approval else None,
    )


def whole_draft(session: Session, site: str, found: FoundReport) -> OneDraft:
    """The report with its texts as they are now."""
    texts = (draft_text(session, site, found, language) for language in found.report.languages)
    return OneDraft(
        **facts.draft_values(session, site, found.organisation, found.report),
        texts=tuple(text_facts(text, {}) for text in texts),
    )


def _files(session: Session, site: str, address: str, edition: Edition) -> Mapping[str, dict[str, str]]:
    """Language → format → where that file is; every language of the edition, its original first."""
    links: dict[str, dict[str, str]] = {
        language: {} for language in edition_documents(edition.content, edition.approval)
    }
    for file in sorted(files_of(session, [edition.id or 0]), key=lambda file: file.format):
        if file.is_ready and file.language in links:
            path = f"{site}/julkaisut/{address}/{edition.number}/{file.language}.{file.format}"
            links[file.language][file.format] = path
    return links
