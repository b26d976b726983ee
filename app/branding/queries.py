"""What an organisation's look was before: told by the log of its changes."""

from sqlmodel import Session

from app.audit.queries import entries
from app.organisations.models import Organisation

ARMS, WORD_TEMPLATE = "branding:arms", "branding:word-template"


def earlier_arms(session: Session, organisation: Organisation) -> tuple[str, str] | None:
    """Hash and media type of the arms before the last change; None when there were none."""
    return _before(session, organisation, ARMS, "arms_sha256", "arms_media_type")


def earlier_template(session: Session, organisation: Organisation) -> tuple[str, str] | None:
    """Hash and name of the Word template before the last change; None when there was none."""
    return _before(session, organisation, WORD_TEMPLATE, "word_template_sha256", "word_template_name")


def _before(session: Session, organisation: Organisation, action: str, *fields: str) -> tuple[str, str] | None:
    newest = entries(session, action=action, organisation_id=organisation.id, limit=1)
    if not newest:
        return None
    sha256, more = (str(newest[0].detail.get(f"before_{field}", "")) for field in fields)
    return (sha256, more) if sha256 else None
