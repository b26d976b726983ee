"""The page of an organisation's look, and the part of it that judges a colour while it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from sqlmodel import Session

from app.accounts.guards import OrganisationAccess, place_on_desk
from app.branding.colour import Judgement, judged, read_colour
from app.branding.queries import earlier_arms, earlier_template
from app.files import has_file
from app.i18n import N_, current_language, gettext
from app.organisations.models import Organisation
from app.organisations.reference import names
from app.rendering.typefaces import TYPEFACES, Typeface, typeface
from app.report_templates.queries import template_of
from app.reports.queries import reports_seen
from app.reports.settings import report_title
from app.web.templating import Page

SAVED = {
    "colour": N_("The colour is changed."),
    "typeface": N_("The typeface is changed."),
    "arms": N_("The arms are changed."),
    "no-arms": N_("The arms are removed."),
    "word-template": N_("The Word template is taken into use."),
    "no-word-template": N_("The Word template is removed."),
}
FACE_NOTES = {
    "source-sans": N_("The product's own: open and plain, good on screens and paper."),
    "fira-sans": N_("Wide and sturdy, clear also in small sizes."),
    "noto-sans": N_("Even and neutral."),
    "literata": N_("A book face, made for long reading."),
    "noto-serif": N_("A sturdy face with serifs."),
}
SAMPLE_LETTERS = "Ähtäri, Åbo, Öja, Ohcejohka, Čáhppesjávri, Ŋuorggán"


@dataclass(frozen=True, slots=True)
class Cover:
    """A small picture of a report's cover."""

    colour: str
    name: str
    family: str
    arms: str  # address, empty: none


@dataclass(frozen=True, slots=True)
class Face:
    key: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class ColourCheck(Page):
    """A colour's contrasts in words, with the darker tone that passes; the cover in it."""

    template: ClassVar[str] = "branding/_checked.html"
    judgement: Judgement | None
    cover: Cover


@dataclass(frozen=True, slots=True)
class LookPage(Page):
    """Everything that can be chosen, as it is or as it was typed."""

    template: ClassVar[str] = "branding/look.html"
    slug: str
    organisation_name: str
    typed: str
    picked: str
    judgement: Judgement | None
    cover: Cover
    faces: tuple[Face, ...]
    face: str
    arms: str
    earlier_arms: str
    word_template: str
    earlier_template: str
    drafts: tuple[tuple[str, str], ...]
    letters: str = SAMPLE_LETTERS
    saved: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def look_page(
    session: Session,
    access: OrganisationAccess,
    data_dir: Path,
    *,
    typed: str | None = None,
    face: str = "",
    saved: str = "",
    errors: Mapping[str, str] | None = None,
) -> LookPage:
    """The page; `typed` is a colour that could not be taken. Earlier files are offered while they are kept."""
    organisation = access.organisation
    colour = organisation.brand_colour if typed is None else typed
    earlier = (earlier_arms(session, organisation), earlier_template(session, organisation))
    arms, template = (found if found and has_file(data_dir, found[0]) else None for found in earlier)
    return LookPage(
        slug=organisation.slug,
        organisation_name=_name(organisation),
        typed=colour,
        picked=read_colour(colour) or organisation.brand_colour,
        judgement=_judged(colour),
        cover=cover_of(organisation, colour),
        faces=tuple(_face(one) for one in TYPEFACES.values()),
        face=face or typeface(organisation.font).key,
        arms=place_on_desk(organisation).arms,
        earlier_arms=f"/{organisation.slug}/branding/arms/earlier?v={arms[0][:12]}" if arms else "",
        word_template=organisation.word_template_name,
        earlier_template=template[1] if template else "",
        drafts=_drafts(session, access),
        saved=gettext(SAVED[saved]) if saved in SAVED else "",
        errors=errors or {},
    )


def colour_check(organisation: Organisation, typed: str) -> ColourCheck:
    """What is said while a colour is typed or picked."""
    return ColourCheck(_judged(typed), cover_of(organisation, typed))


def cover_of(organisation: Organisation, typed: str) -> Cover:
    """The cover in a colour that is being tried; in the organisation's own while it is none."""
    return Cover(
        colour=read_colour(typed) or organisation.brand_colour,
        name=_name(organisation),
        family=typeface(organisation.font).family,
        arms=place_on_desk(organisation).arms,
    )


def _judged(typed: str) -> Judgement | None:
    colour = read_colour(typed)
    return judged(colour) if colour else None


def _face(one: Typeface) -> Face:
    return Face(one.key, one.name, gettext(FACE_NOTES[one.key]))


def _name(organisation: Organisation) -> str:
    return names()[organisation.region_code][current_language.get()]


def _drafts(session: Session, access: OrganisationAccess) -> tuple[tuple[str, str], ...]:
    """Where drafts can be had in this look: address and title of the newest reports that the person may read."""
    language = current_language.get()
    rows = reports_seen(session, access.person.holdings, language, access.organisation.id)
    return tuple(
        (
            f"/{row.organisation_slug}/{row.slug}",
            report_title(template_of(session, row.template_version_id), (row.assessed_from, row.assessed_to), language),
        )
        for row in [row for row in rows if row.readable][:2]
    )
