"""Changing the look of an organisation's reports. Frozen editions keep the look that they were frozen with.

Files are on disk before a row names them. Earlier arms and templates stay there: editions name them, and a change
can be taken back.
"""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sqlmodel import Session

from app.audit.service import record
from app.branding.colour import judged, read_colour
from app.branding.errors import (
    ARMS_BY_NAME,
    TEMPLATES_BY_NAME,
    ArmsBroken,
    ArmsRefused,
    ArmsTooLarge,
    NothingToTakeBack,
    TemplateRefused,
    TemplateTooLarge,
)
from app.branding.queries import ARMS, WORD_TEMPLATE, earlier_arms, earlier_template
from app.errors import BadInput
from app.files import read_file, write_file
from app.i18n import gettext
from app.organisations.models import Organisation
from app.processes import ProcessFailed, answer_of
from app.rendering.typefaces import TYPEFACES

LARGEST_ARMS = 2 * 2**20  # bytes
LARGEST_TEMPLATE = 5 * 2**20
SECONDS, MEMORY_MB = 10, 768
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class StoredArms:
    """Arms that are on disk under their hash; both empty: none."""

    sha256: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A Word template that is on disk under its hash, and what it was called; both empty: none."""

    sha256: str = ""
    name: str = ""


def store_arms(data_dir: Path, content: bytes) -> StoredArms:
    """Make arms safe and write them. Slow: call it outside transactions. Raises ArmsRefused."""
    if len(content) > LARGEST_ARMS:
        raise ArmsTooLarge
    try:
        answer = answer_of("app.branding.arms_decoding", content, seconds=SECONDS, memory_mb=MEMORY_MB)
    except ProcessFailed as error:
        raise ArmsBroken from error
    line, _, clean = answer.partition(b"\n")
    facts = json.loads(line)
    if "refused" in facts:
        raise ARMS_BY_NAME.get(facts["refused"], ArmsRefused)(name=facts["name"])
    return StoredArms(write_file(data_dir, clean), facts["media_type"])


def store_template(data_dir: Path, name: str, content: bytes) -> StoredTemplate:
    """Look at a Word template and write it as it is. Slow: call it outside transactions. Raises TemplateRefused."""
    if len(content) > LARGEST_TEMPLATE:
        raise TemplateTooLarge
    try:
        answer = answer_of("app.branding.template_checking", content, seconds=SECONDS, memory_mb=MEMORY_MB)
    except ProcessFailed as error:
        raise TemplateRefused from error
    if reason := json.loads(answer)["refused"]:
        raise TEMPLATES_BY_NAME.get(reason, TemplateRefused)
    return StoredTemplate(write_file(data_dir, content), shown_name(name))


def change_colour(session: Session, actor_id: int | None, organisation: Organisation, typed: str) -> None:
    """Raises BadInput for what is no colour, or cannot be read on paper."""
    colour = read_colour(typed)
    if colour is None:
        raise BadInput({"colour": gettext("Write the colour as six digits and letters, for example #1f4e79.")})
    if not judged(colour).passes:
        raise BadInput({"colour": gettext("This colour is too light to be read. Choose a darker one.")})
    _change(session, actor_id, organisation, "branding:colour", brand_colour=colour)


def change_typeface(session: Session, actor_id: int | None, organisation: Organisation, key: str) -> None:
    """Raises BadInput for a typeface that is not on the list."""
    if key not in TYPEFACES:
        raise BadInput({"typeface": gettext("Choose one of the typefaces.")})
    _change(session, actor_id, organisation, "branding:typeface", font=key)


def change_arms(session: Session, actor_id: int | None, organisation: Organisation, arms: StoredArms) -> None:
    """Show these arms from now on, or none."""
    _change(session, actor_id, organisation, ARMS, arms_sha256=arms.sha256, arms_media_type=arms.media_type)


def take_back_arms(session: Session, actor_id: int | None, organisation: Organisation, data_dir: Path) -> None:
    """Show the arms again that the last change replaced or removed. Raises NothingToTakeBack."""
    arms = earlier_arms(session, organisation)
    if arms is None or read_file(data_dir, arms[0]) is None:
        raise NothingToTakeBack
    change_arms(session, actor_id, organisation, StoredArms(*arms))


def change_template(
    session: Session, actor_id: int | None, organisation: Organisation, template: StoredTemplate
) -> None:
    """Make Word files from this template from now on, or from the product's own."""
    _change(
        session,
        actor_id,
        organisation,
        WORD_TEMPLATE,
        word_template_sha256=template.sha256,
        word_template_name=template.name,
    )


def take_back_template(session: Session, actor_id: int | None, organisation: Organisation, data_dir: Path) -> None:
    """Use the template again that the last change replaced or removed. Raises NothingToTakeBack."""
    template = earlier_template(session, organisation)
    if template is None or read_file(data_dir, template[0]) is None:
        raise NothingToTakeBack
    change_template(session, actor_id, organisation, StoredTemplate(*template))


def _change(session: Session, actor_id: int | None, organisation: Organisation, action: str, **values: str) -> None:
    """Set the fields, and tell the log what stood there before. What changes nothing leaves no entry."""
    before: dict[str, Any] = {f"before_{name}": getattr(organisation, name) for name in values}
    if list(before.values()) == list(values.values()):
        return
    organisation.sqlmodel_update(values)
    session.add(organisation)
    assert organisation.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="organisation",
        subject_id=organisation.id,
        organisation_id=organisation.id,
        **values,
        **before,
    )


def shown_name(name: str) -> str:
    """A template's name as it can be stored and shown: no folders, no invisible characters, one of Word's endings."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    path = PurePosixPath("".join(char for char in last if char.isprintable()).strip())
    ending = path.suffix.lower() if path.suffix.lower() in (".docx", ".dotx") else ".dotx"
    return (path.stem.strip(".") or "template")[: LONGEST_NAME - len(ending)] + ending
