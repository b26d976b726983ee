"""What stands round every public page: whose it is, its languages, its foot, and what machines are told of it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.i18n import LANGUAGES, Language, gettext
from app.organisations.models import Organisation
from app.organisations.reference import names
from app.reading.queries import address_of
from app.web.language import PUBLIC_SITE

LANGUAGE_NAMES: dict[str, str] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}  # each in its own language
LOCALES: dict[str, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a reader is and in which language. `stays`: the address says the language, so its links go on saying it."""

    language: Language
    path: str
    stays: bool
    base_url: str

    def to(self, path: str, **query: str) -> str:
        """A link to a page of the public site."""
        values = {**query, **({"language": self.language} if self.stays else {})}
        return f"{path}?{urlencode(values)}" if values else path

    def in_language(self, code: str, path: str = "", **query: str) -> str:
        """The address, with the site's own, at which a page is always read in this language."""
        return f"{self.base_url}{path or self.path}?{urlencode({**query, 'language': code})}"


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language. `absolute` is for machines."""

    code: str
    name: str
    address: str
    absolute: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of a public page. Addresses are empty where there is nothing; `owner` is empty on everybody's pages.

    `description`, `picture` and `facts` (JSON-LD) go to whoever shows a link to the page elsewhere.
    """

    brand: str
    home: str
    owner: str
    is_example: bool
    everybody: str
    arms: str
    sheet: str
    search: str
    accessibility: str
    feedback: str
    feed: str
    languages: tuple[LanguageLink, ...]
    canonical: str
    locale: str
    picture: str
    description: str = ""
    facts: dict[str, object] | None = None

    def about(self, description: str, facts: dict[str, object] | None = None) -> "Site":
        """The same frame round a page that has something of its own to tell."""
        return replace(self, description=description, facts=facts)


def site_of(visit: Visit, organisation: Organisation | None = None, **query: str) -> Site:
    """The frame in the visitor's language. `query` is what the page depends on beside its language."""
    home = address_of(organisation) if organisation else PUBLIC_SITE
    arms = f"{home}/arms/{organisation.arms_sha256}" if organisation and organisation.arms_sha256 else ""
    return Site(
        brand=name_of(organisation, visit.language) if organisation else gettext("Welfare report"),
        home=visit.to(home),
        owner=organisation.slug if organisation else "",
        is_example=bool(organisation and organisation.is_example),
        everybody=visit.to(PUBLIC_SITE),
        arms=arms,
        sheet=f"{PUBLIC_SITE}/colour/{organisation.brand_colour[1:].lower()}.css" if organisation else "",
        search=f"{home}/search" if organisation else "",
        accessibility=visit.to(f"{home}/accessibility") if organisation else "",
        feedback=visit.to(f"{home}/feedback", about=visit.path) if organisation else "",
        feed=f"{home}/feed.xml?language={visit.language}",
        languages=tuple(_language_link(visit, code, query) for code in LANGUAGES),
        canonical=visit.in_language(visit.language, **query),
        locale=LOCALES[visit.language],
        picture=f"{visit.base_url}{arms}" if arms and organisation and "png" in organisation.arms_media_type else "",
    )


def name_of(organisation: Organisation, language: str) -> str:
    """The organisation's name in this language."""
    return names()[organisation.region_code][language]


def _language_link(visit: Visit, code: Language, query: dict[str, str]) -> LanguageLink:
    absolute = visit.in_language(code, **query)
    local = absolute.removeprefix(visit.base_url)
    return LanguageLink(code, LANGUAGE_NAMES[code], local, absolute, is_current=code == visit.language)
