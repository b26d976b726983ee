"""The form of a report's settings, for starting a report and for changing it: read as typed, checked as a whole."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints
from sqlmodel import Session

from app.desk.peers import Suggestions, suggested_peers
from app.errors import BadInput
from app.i18n import current_language, gettext
from app.organisations.models import Organisation, Region
from app.organisations.queries import containers, municipalities
from app.report_templates.schema import ReportTemplate
from app.reports.bar import assessed_of, planned_of
from app.reports.models import Report
from app.reports.settings import TEXT_LANGUAGES, Period, ReportSettings

MOST_PEERS = 5

Year = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class SettingsForm(BaseModel):
    """As typed. `around` are codes of the regions that the organisation lies in, `peers` names of municipalities.

    `suggested` are names too, ticked among those that the page suggests.
    """

    assessed_from: Year = ""
    assessed_to: Year = ""
    planned_from: Year = ""
    planned_to: Year = ""
    around: list[Name] = Field(default_factory=list, max_length=10)
    peers: list[Name] = Field(default_factory=list, max_length=MOST_PEERS)
    suggested: list[Name] = Field(default_factory=list, max_length=20)
    languages: list[Name] = Field(default_factory=list, max_length=3)

    @property
    def peer_fields(self) -> list[str]:
        """One value for each of the five fields."""
        return (self.peers + [""] * MOST_PEERS)[:MOST_PEERS]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: regions around (code, name), names of municipalities, languages of the text.

    `alike`: municipalities suggested to be compared with.
    """

    around: tuple[tuple[str, str], ...]
    municipalities: tuple[str, ...]
    alike: Suggestions
    languages: tuple[str, ...] = TEXT_LANGUAGES


def choices_of(session: Session, organisation: Organisation) -> Choices:
    """The choices of this organisation, in the reader's language."""
    around = [(region.code, _name(region)) for region in containers(session, organisation.region_code)]
    names = (_name(region) for region in municipalities(session) if region.code != organisation.region_code)
    return Choices(tuple(around), tuple(names), suggested_peers(session, organisation))


def filled_form(session: Session, settings: ReportSettings, organisation: Organisation) -> SettingsForm:
    """The form with these settings in it."""
    around = {region.code for region in containers(session, organisation.region_code)}
    names = {region.code: _name(region) for region in municipalities(session)}
    planned = settings.planned or ("", "")
    return SettingsForm(
        assessed_from=str(settings.assessed[0]),
        assessed_to=str(settings.assessed[1]),
        planned_from=str(planned[0]),
        planned_to=str(planned[1]),
        around=[code for code in settings.comparison if code in around],
        peers=[names[code] for code in settings.comparison if code in names and code not in around][:MOST_PEERS],
        languages=list(settings.languages),
    )


def settings_of(report: Report) -> ReportSettings:
    """The settings a report has."""
    languages = tuple(code for code in TEXT_LANGUAGES if code in report.languages)
    ordered = tuple(sorted(languages, key=report.languages.index))
    return ReportSettings(assessed_of(report), planned_of(report), tuple(report.comparison), ordered)


def read_form(session: Session, form: SettingsForm, template: ReportTemplate) -> ReportSettings:
    """The settings that were typed. Raises BadInput by field for what cannot be read."""
    errors: dict[str, str] = {}
    assessed = _period(form.assessed_from, form.assessed_to, "assessed_to", errors)
    planned = None
    if template.has_plan_period:
        planned = _period(form.planned_from, form.planned_to, "planned_to", errors)
    peers = list(dict.fromkeys(_codes(session, [*form.peers, *form.suggested], errors)))
    if len(peers) > MOST_PEERS:
        errors["peers"] = gettext("Choose at most five municipalities.")
    if errors:
        raise BadInput(errors)
    languages = tuple(language for language in TEXT_LANGUAGES if language in form.languages)
    return ReportSettings(assessed, planned, (*form.around, *peers), languages)


def _period(first: str, last: str, field: str, errors: dict[str, str]) -> Period:
    if not all(text.isdecimal() and len(text) == 4 for text in (first, last)):
        errors[field] = gettext("Give both years with four digits.")
        return 0, 0
    return int(first), int(last)


def _codes(session: Session, names: list[str], errors: dict[str, str]) -> list[str]:
    """Names in any of the languages → codes; empty fields are left out."""
    found = municipalities(session)
    known = {name.casefold(): region.code for region in found for name in (region.name_sv, region.name_fi)}
    typed = [name for name in names if name]
    unknown = [name for name in typed if name.casefold() not in known]
    if unknown:
        errors["peers"] = gettext("We do not know the municipality %(name)s. Choose it from the list.", name=unknown[0])
    return [known[name.casefold()] for name in typed if name not in unknown]


def _name(region: Region) -> str:
    name: str = getattr(region, f"name_{current_language.get()}")
    return name
