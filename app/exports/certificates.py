"""A certificate in words: how much of a file was compared with its report, and what was found."""

import json
from dataclasses import dataclass

from starlette.responses import Response

from app.exports.downloads import DRAFT_CACHING
from app.i18n import gettext, ngettext
from app.proofs.certificate import Certificate, to_json
from app.web.downloads import disposition

COUNTED = frozenset({"paragraph", "heading", "list-item", "cell", "footnote", "link", "caption", "picture"})


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """`compared` is one line; `faults` and `plain` name each place. `is_whole`: nothing is missing."""

    is_whole: bool
    compared: str
    faults: tuple[str, ...]
    plain: tuple[str, ...]


def certificate_words(certificate: Certificate) -> CertificateWords:
    """In the reader's language; the places are named in the report's."""
    counted = certificate.compared
    told = [_counted(kind, number) for kind, number in counted.items() if kind in COUNTED]
    others = sum(number for kind, number in counted.items() if kind not in COUNTED)
    if others:
        told.append(ngettext("%(num)s other thing", "%(num)s other things", others))
    return CertificateWords(
        certificate.is_whole,
        ", ".join(told),
        tuple(_placed(one.place, one.fault) for one in certificate.faults),
        tuple(_placed(one.place, one.fault) for one in certificate.plain),
    )


def _counted(kind: str, number: int) -> str:
    words = {
        "heading": ngettext("%(num)s heading", "%(num)s headings", number),
        "paragraph": ngettext("%(num)s paragraph", "%(num)s paragraphs", number),
        "list-item": ngettext("%(num)s list item", "%(num)s list items", number),
        "cell": ngettext("%(num)s table cell", "%(num)s table cells", number),
        "footnote": ngettext("%(num)s footnote", "%(num)s footnotes", number),
        "link": ngettext("%(num)s link", "%(num)s links", number),
        "caption": ngettext("%(num)s caption", "%(num)s captions", number),
        "picture": ngettext("%(num)s picture", "%(num)s pictures", number),
    }
    return words[kind]


def _placed(place: str, said: str) -> str:
    words = said.removesuffix(".")  # they stand in a line with others
    return f"{place}: {words}" if place else words


def certificate_answer(certificate: Certificate, name: str, *, caching: str = DRAFT_CACHING) -> Response:
    """The certificate as JSON for download; `name` is that of the file it is about."""
    content = json.dumps(to_json(certificate), ensure_ascii=False, indent=2).encode()
    certificate_word = gettext("certificate")
    headers = {
        "Cache-Control": caching,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": disposition(f"{name}-{certificate_word}.json"),
    }
    return Response(content, media_type="application/json", headers=headers)
