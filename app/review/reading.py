"""Puts the pages of frozen editions together: to read, and as a list of those a person may read."""

from collections.abc import Sequence

from sqlmodel import Session

from app.clock import in_finland
from app.editions.models import Edition
from app.editions.queries import editions_of
from app.editions.reading import reading_of
from app.i18n import current_language, gettext
from app.i18n.formats import date_text
from app.report_templates.queries import template_of
from app.reports.bar import STATE_WORDS, report_bar
from app.reports.deps import ReportAccess
from app.reports.models import ReportState
from app.reports.settings import report_title
from app.review.pages import EditionPage, EditionView, ReadableEdition
from app.review.queries import NewestEdition
from app.review.views import edition_views


def edition_page(session: Session, access: ReportAccess, edition: Edition, language: str | None) -> EditionPage:
    """The edition in `language`, by default the reader's own where it is written in that."""
    template = template_of(session, access.report.template_version_id)
    return EditionPage(
        bar=report_bar(access, template, "decisions"),
        edition=files_view(session, access, edition),
        reading=reading_of(edition, language or current_language.get(), f"{access.path}/editions/{edition.number}"),
    )


def files_view(session: Session, access: ReportAccess, edition: Edition) -> EditionView:
    """The edition with its files."""
    rows = [row for row in editions_of(session, access.report_id) if row.number == edition.number]
    return edition_views(session, access, rows)[0]


def readable_editions(session: Session, newest: Sequence[NewestEdition]) -> tuple[ReadableEdition, ...]:
    """The list in the reader's words."""
    return tuple(
        ReadableEdition(
            title=report_title(template_of(session, row.template_version_id), row.assessed, current_language.get()),
            organisation=row.organisation_name,
            number=row.number,
            state=gettext(STATE_WORDS[ReportState(row.state)]),
            frozen_on=date_text(in_finland(row.created_at).date()),
            address=f"{row.path}/editions/{row.number}",
        )
        for row in newest
    )
