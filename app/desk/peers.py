"""Comparison municipalities suggested for a report, each with the reasons in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sqlmodel import Session

from app.i18n import N_, current_language, gettext
from app.i18n.formats import number_text
from app.indicators.population import residents
from app.organisations.models import Organisation
from app.organisations.peers import BILINGUAL, Languages, Municipality, Settlement, suggest
from app.organisations.reference import membership_rows, municipality_rows, names

SUGGESTED = 8

LANGUAGES: dict[Languages, str] = {
    Languages.FINNISH: N_("Finnish-speaking"),
    Languages.SWEDISH: N_("Swedish-speaking"),
    Languages.BILINGUAL_FINNISH: N_("bilingual"),
    Languages.BILINGUAL_SWEDISH: N_("bilingual"),
}
SETTLEMENTS: dict[Settlement, str] = {
    Settlement.URBAN: N_("urban"),
    Settlement.SEMI_URBAN: N_("densely populated"),
    Settlement.RURAL: N_("rural"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A municipality, and why it is suggested: "42 000 residents, bilingual, urban"."""

    name: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The municipalities most like the own one. `sized` of `everyone` have a stored number of residents."""

    peers: tuple[Suggestion, ...] = ()
    sized: int = 0
    everyone: int = 0


def suggested_peers(session: Session, organisation: Organisation) -> Suggestions:
    """The municipalities most like this one; none for an organisation that is no municipality."""
    everyone = _municipalities(residents(session))
    own = everyone.get(organisation.region_code)
    if own is None:
        return Suggestions()
    language = current_language.get()
    found = suggest(own, everyone.values(), SUGGESTED)
    peers = tuple(Suggestion(names()[item.code][language], _reasons(own, item)) for item in found)
    return Suggestions(peers, sum(1 for item in everyone.values() if item.residents), len(everyone))


def _reasons(own: Municipality, other: Municipality) -> str:
    said = []
    if other.residents:
        said.append(gettext("%(count)s residents", count=number_text(other.residents)))
    said.append(gettext(LANGUAGES[other.languages]))
    said.append(gettext(SETTLEMENTS[other.settlement]))
    if other.languages in BILINGUAL and other.languages is not own.languages and own.languages in BILINGUAL:
        said.append(gettext("another majority language"))
    if other.county == own.county:
        said.append(gettext("same wellbeing services county"))
    return ", ".join(said)


def _municipalities(counts: Mapping[str, int]) -> dict[str, Municipality]:
    counties = _counties()
    return {
        row["code"]: Municipality(
            code=row["code"],
            county=counties.get(row["code"], ""),
            collaborative_area=row["collaborative_area"],
            languages=Languages(row["languages"]),
            settlement=Settlement(row["settlement"]),
            residents=counts.get(row["code"]),
        )
        for row in municipality_rows()
    }


@cache
def _counties() -> Mapping[str, str]:
    """Municipality → the county that it lies in now."""
    return {
        row["member_code"]: row["container_code"]
        for row in membership_rows()
        if row["valid_to"] is None and row["container_code"].startswith("HVA")
    }
