"""Regions as people and files write them: by code, number or name."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from app.organisations.reference import region_rows


def regions_named(text: str) -> frozenset[str]:
    """The codes of all regions that are written so: one, none or several that share a name.

    KU272, 272, Kokkola, Karleby; also number and name together, as Sotkanet's page writes them, where both must
    be of the same region.
    """
    words = " ".join(text.split()).casefold()
    number, _, name = words.partition(" ")
    if number.isdecimal() and name:
        return _numbered(number, exact=True) & _by_name().get(name, frozenset())
    if words.isdecimal():
        return _numbered(words.zfill(3), exact=False)
    return _by_name().get(words, frozenset())


def region_of_sotkanet(number: str) -> frozenset[str]:
    """The region that Sotkanet's interface numbers so."""
    return _by_sotkanet().get(number, frozenset())


def _numbered(digits: str, *, exact: bool) -> frozenset[str]:
    kinds = ("municipality", "country", "region", "county") if exact else ("municipality", "country")
    return frozenset(row["code"] for row in _kept_rows() if row["official_code"] == digits and row["category"] in kinds)


@cache
def _kept_rows() -> tuple[Mapping[str, str], ...]:
    return tuple({name: str(value) for name, value in row.items()} for row in region_rows())


@cache
def _by_name() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _kept_rows():
        for column in ("code", "name_fi", "name_sv", "name_en", "short_fi", "short_sv", "short_en"):
            found[row[column].casefold()].add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _by_sotkanet() -> Mapping[str, frozenset[str]]:
    return {row["sotkanet_id"]: frozenset({row["code"]}) for row in _kept_rows()}
