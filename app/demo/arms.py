"""Arms and colours of the demo's organisations, invented for it. No municipality's own arms are used or imitated."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlmodel import Session

from app.branding.service import StoredArms, change_arms, change_colour
from app.branding.svg import safe_svg
from app.demo.people import COUNTY, KAUSTINEN, KOKKOLA
from app.files import write_file
from app.organisations.models import Organisation

_SHIELD = "M4 4h112v66c0 34-24 54-56 66C28 124 4 104 4 70Z"
_WAVE = "c9 0 9 8 18 8s9-8 18-8 9 8 18 8 9-8 18-8 9 8 18 8 9-8 18-8 9 8 18 8"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour, and what is drawn on the shield."""

    colour: str
    charge: str


def _waves() -> str:
    """Three waves under a rising disc."""
    waves = "".join(f'<path d="M-3 {y}{_WAVE}" fill="none" stroke="#fff" stroke-width="6"/>' for y in (72, 90, 108))
    return f'<circle cx="60" cy="40" r="19" fill="#e3b23c"/>{waves}'


def _fields() -> str:
    """A star over fields."""
    furrows = "".join(f'<path d="M-4 {y}l128-26" stroke="#e9d9b6" stroke-width="7"/>' for y in (104, 120, 136, 152))
    return f'<path d="M60 20l7 16 17 2-13 11 4 17-15-9-15 9 4-17-13-11 17-2Z" fill="#e9d9b6"/>{furrows}'


def _ring() -> str:
    """Eight dots in a ring, one for each municipality of the county."""
    places = ((60, 28), (83, 38), (93, 61), (83, 84), (60, 94), (37, 84), (27, 61), (37, 38))
    return "".join(f'<circle cx="{x}" cy="{y}" r="8" fill="#fff"/>' for x, y in places)


LOOKS = {
    KOKKOLA: Look("#17566b", _waves()),
    KAUSTINEN: Look("#7c2d43", _fields()),
    COUNTY: Look("#4a3f7a", _ring()),
}


def keep_arms(data_dir: Path) -> None:
    """Put all arms on disk. Comes before the rows that name them."""
    for region_code in LOOKS:
        write_file(data_dir, arms_of(region_code))


def dress(session: Session, organisation: Organisation) -> None:
    """Give an organisation of the demo its colour and its arms."""
    sha256 = hashlib.sha256(arms_of(organisation.region_code)).hexdigest()
    change_colour(session, None, organisation, LOOKS[organisation.region_code].colour)
    change_arms(session, None, organisation, StoredArms(sha256, "image/svg+xml"))


@cache
def arms_of(region_code: str) -> bytes:
    """The drawing, taken through the same gate as everybody's."""
    look = LOOKS[region_code]
    return safe_svg(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 140">'
        f'<defs><clipPath id="shield"><path d="{_SHIELD}"/></clipPath></defs>'
        f'<path d="{_SHIELD}" fill="{look.colour}"/><g clip-path="url(#shield)">{look.charge}</g>'
        f'<path d="{_SHIELD}" fill="none" stroke="#fff" stroke-width="8"/>'
        f'<path d="{_SHIELD}" fill="none" stroke="{look.colour}" stroke-width="5"/></svg>'.encode()
    )
