"""What a coordinator settles about a report, and what is wrong with it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.i18n import Language, gettext
from app.report_templates.schema import ReportTemplate

TEXT_LANGUAGES: tuple[Language, ...] = ("fi", "sv")
FIRST_YEAR, LAST_YEAR, LONGEST_PERIOD = 1990, 2100, 10
MOST_COMPARISONS = 7  # county, country and five peers
A_TERM_BEGAN, TERM_YEARS, TERM_BEGINS = 2025, 4, (6, 1)  # council terms: 1.6.2025–31.5.2029 and so on

Period = tuple[int, int]  # first and last calendar year, inclusive


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """The two periods, the comparison regions in column order, the languages with the original first."""

    assessed: Period
    planned: Period | None
    comparison: tuple[str, ...]
    languages: tuple[Language, ...]


def period_text(first: int, last: int) -> str:
    """2021–2025, or 2025 for one year."""
    return f"{first}–{last}" if last != first else str(first)


def slug_of(template_key: str, assessed: Period) -> str:
    """A report's address: laaja-2021-2025, vuosiraportti-2025."""
    years = "-".join(str(year) for year in dict.fromkeys(assessed))
    return f"{template_key.replace('_', '-')}-{years}"


def default_periods(template: ReportTemplate, day: date) -> tuple[Period, Period | None]:
    """What is assessed and planned unless told otherwise: with a plan the two council terms, else last year."""
    if not template.has_plan_period:
        return (day.year - 1, day.year - 1), None
    elected = day.year if (day.month, day.day) >= TERM_BEGINS else day.year - 1
    start = elected - (elected - A_TERM_BEGAN) % TERM_YEARS
    return (start - TERM_YEARS, start), (start, start + TERM_YEARS)


def report_title(template: ReportTemplate, assessed: Period, language: str) -> str:
    """Laaja hyvinvointikertomus 2021–2025."""
    return f"{getattr(template.titles, language)} {period_text(*assessed)}"


def plan_title(template: ReportTemplate, planned: Period | None, language: str) -> str:
    """ja hyvinvointisuunnitelma 2025–2029; empty where the report plans nothing."""
    if template.plan_titles is None or planned is None:
        return ""
    return f"{getattr(template.plan_titles, language)} {period_text(*planned)}"


def automatic_keys(template: ReportTemplate) -> frozenset[str]:
    """The sections that fill themselves, from the decisions: nobody marks them ready or accepts them."""
    return frozenset(section.key for section in template.sections if section.role == "approval")


def faults(settings: ReportSettings, template: ReportTemplate, regions: Collection[str], own: str) -> dict[str, str]:
    """Field name → what is wrong with it, in the reader's language. Empty: nothing."""
    found: dict[str, str] = {}
    found |= _period_fault("assessed_to", settings.assessed)
    if template.has_plan_period:
        found |= _plan_fault(settings.assessed, settings.planned)
    if len(settings.comparison) > MOST_COMPARISONS:
        found["comparison"] = gettext("Choose at most seven regions to compare with.")
    if own in settings.comparison or len(set(settings.comparison)) < len(settings.comparison):
        found["comparison"] = gettext("Choose each region once, and not your own.")
    if not set(settings.comparison) <= set(regions):
        found["comparison"] = gettext("One of the regions is not known.")
    if not settings.languages or not set(settings.languages) <= set(TEXT_LANGUAGES):
        found["languages"] = gettext("Choose at least one language.")
    return found


def _plan_fault(assessed: Period, planned: Period | None) -> dict[str, str]:
    if planned is None:
        return {"planned_to": gettext("This report also plans: give the planned period.")}
    if planned[0] < assessed[0]:
        return {"planned_to": gettext("The planned period cannot begin before the assessed one.")}
    return _period_fault("planned_to", planned)


def _period_fault(field: str, period: Period) -> dict[str, str]:
    first, last = period
    if first < FIRST_YEAR or last > LAST_YEAR:
        return {field: gettext("Give years between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)}
    if last < first:
        return {field: gettext("The last year is before the first.")}
    if last - first > LONGEST_PERIOD:
        return {field: gettext("A period is at most %(years)s years long.", years=LONGEST_PERIOD)}
    return {}
