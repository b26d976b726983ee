"""Cuts a paragraph into sentences without being misled by abbreviations, dates and ordinals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.claims.finding import Cited, Sentence
from app.claims.vocabulary import FIGURE

END = re.compile(rf"""[.!?…]+["”»)]*\s+(?=["”»(]*[A-ZÅÄÖ\d{FIGURE}])|\n+""")
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:esim|n|mm|ns|ym|yms|jne|v|vv|s|ks|vrt|nro|os|tms|eli|milj|mrd|k|ko|em|lk|noin|klo|p|prof|tri|toht|"
    r"bl\.\s?a|t\.\s?ex|bl|t|ex|ca|dvs|d\.\s?v\.\s?s|s\.\s?k|f\.\s?n|jfr|resp|osv|o\.\s?s\.\s?v|o\.\s?d|nr|kl|fr\.\s?o\.\s?m|"
    r"e\.\s?m|m\.\s?fl|m\.\s?m|st|å|ind)\.$",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{1,2}\.\d{1,2}\.$")


def sentences(text: str, cited: Sequence[Cited]) -> Iterator[tuple[int, Sentence]]:
    """Each sentence with where it begins in the paragraph; its figures stand by their places in the sentence."""
    start = 0
    for end in (*_ends(text, cited), len(text)):
        if text[start:end].strip():
            inside = (item for item in cited if start <= item.start < end)
            moved = tuple(replace(item, start=item.start - start, end=item.end - start) for item in inside)
            yield start, Sentence(text[start:end], moved)
        start = end


def _ends(text: str, cited: Sequence[Cited]) -> Iterator[int]:
    for item in cited:
        text = text[: item.start] + FIGURE * (item.end - item.start) + text[item.end :]
    for match in END.finditer(text):
        before = text[: match.end()].rstrip()
        if "\n" in match[0] or not (ABBREVIATION.search(before) or DAY.search(before) or _is_ordinal(text, match)):
            yield match.end()


def _is_ordinal(text: str, match: re.Match[str]) -> bool:
    """ "8. 9." and "1. 2023": a short number whose full stop is followed by another number."""
    before, after = text[: match.start()], text[match.end() :]
    return re.search(r"(?:^|\D)\d{1,2}$", before) is not None and after[:1].isdigit()
