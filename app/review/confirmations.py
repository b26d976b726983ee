"""What is said before a step that others will see: sending, taking back, publishing."""

from sqlmodel import Session

from app.i18n import gettext, ngettext
from app.report_templates.queries import template_of
from app.reports.bar import report_bar
from app.reports.deps import ReportAccess
from app.reports.models import ReportState
from app.review.errors import NotPossibleNow, SectionsNotAccepted
from app.review.pages import ConfirmationPage
from app.review.service import missing_sections
from app.review.workflow import Event, after


def sending(session: Session, access: ReportAccess) -> ConfirmationPage:
    """Raises what the sending itself would raise, before anything is asked."""
    _require(access, Event.SEND)
    if missing := missing_sections(session, access.report):
        raise SectionsNotAccepted(sections=", ".join(missing))
    total = access.report.sections_total
    return _page(
        session,
        access,
        title=gettext("Send to decision"),
        consequences=(
            ngettext(
                "%(num)s section is frozen: nobody can edit it.",
                "%(num)s sections are frozen: nobody can edit them.",
                total,
            ),
            gettext("A numbered version is made of the report as it is now. It never changes."),
            gettext("A PDF and a Word file are made of the version. The board secretary records the decisions on it."),
            gettext("If a body refers the matter back, the sections open again and the version remains."),
        ),
        action=f"{access.path}/editions",
        button=gettext("Send to decision"),
    )


def referral(
    session: Session, access: ReportAccess, reason: str = "", errors: dict[str, str] | None = None
) -> ConfirmationPage:
    """Taking the report back without a body's decision."""
    _require(access, Event.REFER_BACK)
    return _page(
        session,
        access,
        title=gettext("Take back to preparation"),
        consequences=(
            gettext("The sections open for editing again."),
            gettext("The version that was sent remains with its decisions. It cannot be approved any more."),
            gettext("When the report is sent again, a new version is made and every body handles it again."),
        ),
        action=f"{access.path}/referral",
        button=gettext("Take back to preparation"),
        asks_reason=True,
        reason=reason,
        errors=errors or {},
    )


def publication(session: Session, access: ReportAccess) -> ConfirmationPage:
    """Opening the approved edition to everybody."""
    _require(access, Event.PUBLISH)
    return _page(
        session,
        access,
        title=gettext("Publish"),
        consequences=(
            gettext("Anybody can read the approved version on the web and download its files, without signing in."),
            gettext("The address stays the same: %(address)s", address=f"/julkaisut{access.path}"),
            gettext("Publication cannot be undone here."),
        ),
        action=f"{access.path}/publication",
        button=gettext("Publish"),
    )


def _page(
    session: Session,
    access: ReportAccess,
    *,
    title: str,
    consequences: tuple[str, ...],
    action: str,
    button: str,
    asks_reason: bool = False,
    reason: str = "",
    errors: dict[str, str] | None = None,
) -> ConfirmationPage:
    template = template_of(session, access.report.template_version_id)
    return ConfirmationPage(
        bar=report_bar(access, template, "decisions"),
        title=title,
        consequences=consequences,
        action=action,
        button=button,
        back=f"{access.path}/decisions",
        asks_reason=asks_reason,
        reason=reason,
        errors=errors or {},
    )


def _require(access: ReportAccess, event: Event) -> None:
    if after(ReportState(access.report.state), event) is None:
        raise NotPossibleNow
