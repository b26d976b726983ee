"""Sending to decision, decisions, approval, publication, and the frozen editions."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.accounts.guards import SignedInPerson
from app.db import SessionDep
from app.editions.deps import BlockAnchor, DataFileFormat, FileFormat, TextLanguage
from app.editions.downloads import (
    approval_answer,
    edition_answer,
    edition_certificate_answer,
    edition_image_answer,
    file_name,
)
from app.editions.figures import edition_figures, figures_answer
from app.editions.service import request_failed_files
from app.errors import BadInput
from app.files import DataDir
from app.images.answers import FOR_THIS_PERSON
from app.reports.deps import DecidableReport, EditionedReport, PublishableReport, SendableReport
from app.review import confirmations, service
from app.review.deps import SeenEdition, TypedDecision, TypedReason
from app.review.errors import FilesNotWhole
from app.review.pages import EditionsPage, FilesPart
from app.review.queries import editions_seen
from app.review.reading import edition_page, files_view, readable_editions
from app.review.views import decisions_page
from app.web.htmx import redirect
from app.web.params import HashInPath, LanguageQuery
from app.web.templating import render

router = APIRouter()


@router.get("/editions")
def list_editions(request: Request, session: SessionDep, person: SignedInPerson) -> Response:
    """The editions for me to read: a council member's first page."""
    return render(request, EditionsPage(readable_editions(session, editions_seen(session, person.holdings))))


@router.get("/{organisation}/{report}/decisions")
def show_decisions(request: Request, session: SessionDep, access: EditionedReport) -> Response:
    """Where the report stands, what comes next, and everything decided and frozen so far."""
    return render(request, decisions_page(session, access))


@router.post("/{organisation}/{report}/decisions")
def record_decision(request: Request, session: SessionDep, access: DecidableReport, form: TypedDecision) -> Response:
    """Record a body's decision; with faults the form comes back as it was typed."""
    try:
        service.record_decision(session, access.person.id, access.report, form)
    except BadInput as error:
        return render(request, decisions_page(session, access, form, error.field_errors), status=error.status)
    except FilesNotWhole as error:
        return render(request, decisions_page(session, access, form, {"outcome": error.text}), status=error.status)
    return redirect(request, f"{access.path}/decisions")


@router.get("/{organisation}/{report}/editions/new")
def confirm_sending(request: Request, session: SessionDep, access: SendableReport) -> Response:
    """What sending will do, before it is done."""
    return render(request, confirmations.sending(session, access))


@router.post("/{organisation}/{report}/editions")
def send_to_decision(request: Request, session: SessionDep, access: SendableReport) -> Response:
    """Freeze an edition and put it before the first body."""
    service.send_to_decision(session, access.person.id, access.report)
    return redirect(request, f"{access.path}/decisions")


@router.get("/{organisation}/{report}/referral")
def confirm_referral(request: Request, session: SessionDep, access: SendableReport) -> Response:
    """What taking the report back will do, and why it is done."""
    return render(request, confirmations.referral(session, access))


@router.post("/{organisation}/{report}/referral")
def refer_back(request: Request, session: SessionDep, access: SendableReport, reason: TypedReason = "") -> Response:
    """Take the report back to preparation; a reason must be given."""
    try:
        service.refer_back(session, access.person.id, access.report, reason)
    except BadInput as error:
        page = confirmations.referral(session, access, reason, error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, f"{access.path}/decisions")


@router.get("/{organisation}/{report}/publication")
def confirm_publication(request: Request, session: SessionDep, access: PublishableReport) -> Response:
    """What publishing will do, before it is done."""
    return render(request, confirmations.publication(session, access))


@router.post("/{organisation}/{report}/publication")
def publish(request: Request, session: SessionDep, access: PublishableReport) -> Response:
    """Let everybody read the approved edition."""
    service.publish(session, access.person.id, access.report)
    return redirect(request, f"{access.path}/decisions")


@router.get("/{organisation}/{report}/editions/{number}")
def read_edition(
    request: Request,
    session: SessionDep,
    access: EditionedReport,
    edition: SeenEdition,
    language: LanguageQuery = None,
) -> Response:
    """A frozen edition to read before it is published."""
    return render(request, edition_page(session, access, edition, language))


@router.get("/{organisation}/{report}/editions/{number}/files")
def show_files(request: Request, session: SessionDep, access: EditionedReport, edition: SeenEdition) -> Response:
    """The edition's files and how far they are; the list asks again by itself."""
    return render(request, FilesPart(files_view(session, access, edition)))


@router.post("/{organisation}/{report}/editions/{number}/files")
def make_files_again(request: Request, session: SessionDep, access: SendableReport, edition: SeenEdition) -> Response:
    """Ask again for the files that could not be made."""
    request_failed_files(session, access.person.id, edition)
    return redirect(request, f"{access.path}/decisions")


@router.get("/{organisation}/{report}/editions/{number}/approval.json")
def download_approval(request: Request, access: EditionedReport, edition: SeenEdition) -> Response:
    """The decisions that are bound to the edition, byte for byte."""
    return approval_answer(request, edition, file_name(access.organisation, access.report, edition))


@router.get("/{organisation}/{report}/editions/{number}/{language}.{format_key}")
def download_edition(
    request: Request,
    session: SessionDep,
    access: EditionedReport,
    edition: SeenEdition,
    language: TextLanguage,
    format_key: FileFormat,
    data_dir: DataDir,
) -> Response:
    """One file of the edition."""
    name = file_name(access.organisation, access.report, edition)
    return edition_answer(request, session, data_dir, edition, name, language=language, format_key=format_key)


@router.get("/{organisation}/{report}/editions/{number}/{language}/{format_key}/certificate.json")
def download_certificate(
    session: SessionDep,
    access: EditionedReport,
    edition: SeenEdition,
    language: TextLanguage,
    format_key: FileFormat,
) -> Response:
    """What reading a file of the edition back showed."""
    name = file_name(access.organisation, access.report, edition)
    return edition_certificate_answer(session, edition, name, language=language, format_key=format_key)


@router.get("/{organisation}/{report}/editions/{number}/{language}/figures/{anchor}.{data_format}")
def download_edition_figures(
    request: Request,
    access: EditionedReport,
    edition: SeenEdition,
    language: TextLanguage,
    anchor: BlockAnchor,
    data_format: DataFileFormat,
) -> Response:
    """The figures of one table or chart of the edition."""
    name = f"{file_name(access.organisation, access.report, edition)}-{anchor}"
    return figures_answer(request, edition_figures(edition, language, data_format, anchor), name, data_format)


@router.get("/{organisation}/{report}/editions/{number}/images/{sha256}")
def show_edition_image(
    request: Request, _access: EditionedReport, edition: SeenEdition, data_dir: DataDir, sha256: HashInPath
) -> Response:
    """An image that the edition shows."""
    return edition_image_answer(request, data_dir, edition, sha256, caching=FOR_THIS_PERSON)
