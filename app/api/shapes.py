"""What the JSON interface answers about organisations, reports and editions.

Plain values: what is answered is written straight from them, and the schemas of the OpenAPI document are made from
them when somebody asks for it. A `format` changes its number when something is taken away or means something else.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

Moment = Annotated[str, Field(description="A moment in UTC, ISO 8601.")]
Sha256 = Annotated[str, Field(description="SHA-256, 64 hexadecimal digits.")]
Links = Annotated[dict[str, str], Field(description="Addresses of what belongs to this, by name.")]
Address = Annotated[str, Field(description="An absolute address.")]
LanguageCode = Annotated[str, Field(description="fi, sv or en.")]
Slug = Annotated[str, Field(description="The name in addresses.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """One name in three languages."""

    fi: str
    sv: str
    en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Years:
    """A period of whole calendar years, both inclusive."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Part of a list. `next` leads on while there is more."""

    total: int
    limit: int
    offset: int
    next: Annotated[str | None, Field(description="Address of the following part; null at the end.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """A municipality or a wellbeing services county that has published a welfare report."""

    slug: Slug
    name: Names
    category: Annotated[str, Field(description="municipality, county, region or country.")]
    region_code: Annotated[str, Field(description="Letters of the category and Statistics Finland's code: KU272.")]
    is_example: Annotated[bool, Field(description="Made of open statistics to show the tool; nobody's own report.")]
    reports: Annotated[int, Field(description="How many reports are published.")]
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOrganisation(Organisation):
    """An organisation, asked for by its slug."""

    format: Literal["hvk-organisation/1"] = "hvk-organisation/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationList(Listing):
    """The organisations that have published, by slug."""

    items: tuple[Organisation, ...]
    format: Literal["hvk-organisations/1"] = "hvk-organisations/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A welfare report: what it assesses and what it plans. Its text is in its editions."""

    organisation: Slug
    slug: Slug
    kind: Annotated[str, Field(description="broad (once a council term), annual or regional.")]
    title: Names
    plan_title: Annotated[Names | None, Field(description="Of the plan that is part of it; null where there is none.")]
    assessed: Years
    planned: Years | None
    languages: Annotated[tuple[str, ...], Field(description="Languages that it is written in, the original first.")]
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedReport(Report):
    """A report with its newest published edition."""

    newest_edition: int
    published_at: Moment


@dataclass(frozen=True, kw_only=True, slots=True)
class OneReport(PublishedReport):
    """A published report, asked for by its slug."""

    format: Literal["hvk-report/1"] = "hvk-report/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportList(Listing):
    """An organisation's published reports, the newest period first."""

    items: tuple[PublishedReport, ...]
    format: Literal["hvk-reports/1"] = "hvk-reports/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A report as it was frozen, decided on and published: it never changes.

    `sha256` is the hash of exactly the bytes behind the link `content`; `previous_sha256` chains it to the edition
    before. `approval_sha256` is that of the decisions bound to it.
    """

    number: int
    sha256: Sha256
    previous_sha256: Annotated[str, Field(description="Of the edition before; empty for the first.")]
    frozen_at: Moment
    approved_at: Annotated[str | None, Field(description="A moment in UTC.")]
    approval_sha256: str | None
    published_at: Moment
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionList(Listing):
    """The published editions of a report, the newest first."""

    items: tuple[Edition, ...]
    format: Literal["hvk-editions/1"] = "hvk-editions/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverLine:
    """A line of the cover: kind of report, periods, makers."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TextFacts:
    """The report in one language: its cover, how much there is in it, and where."""

    language: LanguageCode
    organisation: str
    title: str
    subtitle: str
    status: Annotated[str, Field(description="In words: which decision made it what it is.")]
    notice: Annotated[str, Field(description="Printed on every page; empty for none.")]
    cover: tuple[CoverLine, ...]
    sections: int
    tables: int
    figures: int
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class OneEdition(Edition):
    """A published edition with its texts and the decisions made on it."""

    organisation: Slug
    report: Slug
    texts: tuple[TextFacts, ...]
    approval: Annotated[
        dict[str, Any] | None,
        Field(description="The decisions of each body, as they are hashed: see `format` in it."),
    ] = None
    format: Literal["hvk-edition-facts/1"] = "hvk-edition-facts/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft(Report):
    """A report as it is being written."""

    state: Annotated[str, Field(description="draft, in-decision, referred-back, approved or published.")]
    updated_at: Moment


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftList(Listing):
    """The reports of the token's organisation, in whatever state, the newest period first."""

    items: tuple[Draft, ...]
    format: Literal["hvk-drafts/1"] = "hvk-drafts/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class OneDraft(Draft):
    """A report with its texts as they are at this moment."""

    texts: tuple[TextFacts, ...]
    format: Literal["hvk-draft/1"] = "hvk-draft/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongParameter:
    """A parameter that was not understood, and why."""

    parameter: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Why there is no answer (RFC 9457, `application/problem+json`), in the language of Accept-Language."""

    type: Annotated[str, Field(description="Leads to the explanation on the page of this interface.")]
    title: str
    status: int
    detail: Annotated[str, Field(description="What to do.")]
    errors: tuple[WrongParameter, ...] = field(default=())
    code: Annotated[str, Field(description="Finds the request in the service's log, where it failed.")] = ""
