"""What search engines are told of a published report: JSON-LD in the words of schema.org. Pure."""

from app.editions.models import Edition
from app.editions.reading import Reading
from app.reading.site import Site

_CONTEXT = "https://schema.org"


def facts_of(site: Site, reading: Reading, edition: Edition, base: str, base_url: str) -> dict[str, object]:
    """The report, and the figures in it as a data set where there are any. `base` is the edition's own address."""
    assert edition.published_at is not None
    publisher = {"@type": "GovernmentOrganization", "name": reading.organisation, "url": base_url + _plain(site.home)}
    report: dict[str, object] = {
        "@type": "Report",
        "@id": f"{base_url}{base}",
        "name": f"{reading.title} {reading.subtitle}".strip(),
        "inLanguage": reading.language,
        "datePublished": edition.published_at.date().isoformat(),
        "version": edition.number,
        "publisher": publisher,
        "url": site.canonical,
    }
    if reading.opening:
        report["abstract"] = reading.opening
    graph = [report, _data_set(reading, publisher, f"{base_url}{base}")] if reading.has_figures else [report]
    return {"@context": _CONTEXT, "@graph": graph}


def _data_set(reading: Reading, publisher: dict[str, str], address: str) -> dict[str, object]:
    formats = {"csv": "text/csv", "jsonstat": "application/json"}
    return {
        "@type": "Dataset",
        "name": f"{reading.title}: {reading.organisation}",
        "description": reading.opening or reading.title,
        "inLanguage": reading.language,
        "isPartOf": {"@id": address},
        "creator": publisher,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": f"{address}/{reading.language}/figures.{key}",
            }
            for key, media_type in formats.items()
        ],
    }


def _plain(address: str) -> str:
    return address.partition("?")[0]
