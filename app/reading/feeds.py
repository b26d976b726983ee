"""For machines: the map of the public site, and feeds of what was published last."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from sqlmodel import Session

from app.i18n import LANGUAGES, gettext
from app.organisations.models import Organisation
from app.reading.pages import listed
from app.reading.queries import PublishedReport, address_of, published_reports
from app.reading.site import Visit, name_of
from app.web.language import PUBLIC_SITE

MOST_ENTRIES = 50
MOST_ADDRESSES = 50_000  # in one map, by the protocol
_SITEMAP, _XHTML, _ATOM = (
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2005/Atom",
)


def sitemap(session: Session, visit: Visit) -> bytes:
    """Every public page that is worth finding, in each language."""
    reports = published_reports(session)
    owners = {report.organisation.slug: report.organisation for report in reports}
    pages = [(PUBLIC_SITE, _newest(reports))]
    for slug in sorted(owners):
        own = [report for report in reports if report.organisation.slug == slug]
        home = address_of(owners[slug])
        pages += [(home, _newest(own)), (f"{home}/accessibility", None)]
        pages += [(report.address, report.published_at) for report in own]
    root = Xml.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for path, changed in pages[: MOST_ADDRESSES // len(LANGUAGES)]:
        for language in LANGUAGES:
            _place(root, visit, path, language, changed)
    return _written(root)


def feed(session: Session, visit: Visit, organisation: Organisation | None) -> bytes:
    """The reports published last by the organisation, or by all, as Atom in the visitor's language."""
    reports = published_reports(session, organisation.id if organisation else None)
    newest = sorted(reports, key=lambda report: report.published_at, reverse=True)[:MOST_ENTRIES]
    home = address_of(organisation) if organisation else PUBLIC_SITE
    owner = name_of(organisation, visit.language) if organisation else gettext("Published welfare reports")
    root = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": visit.language})
    _add(root, "id", f"{visit.in_language(visit.language, f'{home}/feed.xml')}")
    _add(root, "title", f"{owner}: {gettext('welfare reports')}" if organisation else owner)
    _add(root, "updated", _moment(_newest(newest) or datetime(2020, 1, 1, tzinfo=UTC)))
    Xml.SubElement(_add(root, "author"), "name").text = owner
    _add(root, "link", rel="self", href=visit.in_language(visit.language, f"{home}/feed.xml"))
    _add(root, "link", rel="alternate", href=visit.in_language(visit.language, home))
    for report in newest:
        _entry(root, session, visit, report)
    return _written(root)


def _entry(root: Xml.Element, session: Session, visit: Visit, report: PublishedReport) -> None:
    shown, owner = listed(session, visit, report), name_of(report.organisation, visit.language)
    entry = _add(root, "entry")
    _add(entry, "id", f"{visit.base_url}{report.address}/{report.number}")
    _add(entry, "title", f"{owner}: {shown.title} {shown.plan_title}".strip())
    _add(entry, "updated", _moment(report.published_at))
    _add(entry, "link", rel="alternate", href=visit.in_language(visit.language, report.address))
    _add(entry, "summary", gettext("published %(day)s", day=shown.published_on))


def _place(root: Xml.Element, visit: Visit, path: str, language: str, changed: datetime | None) -> None:
    url = _add(root, "url")
    _add(url, "loc", visit.in_language(language, path))
    if changed is not None:
        _add(url, "lastmod", _moment(changed))
    for other in LANGUAGES:
        _add(url, "xhtml:link", rel="alternate", hreflang=other, href=visit.in_language(other, path))


def _newest(reports: Sequence[PublishedReport]) -> datetime | None:
    return max((report.published_at for report in reports), default=None)


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, name, attributes)
    made.text = text or None
    return made


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _written(root: Xml.Element) -> bytes:
    content: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
