"""What a comparison showed, as faults in the Document's own words."""

from collections.abc import Iterator

from app.i18n import N_, translate
from app.proofs.certificate import Fault
from app.proofs.compare import Comparison
from app.proofs.fact_words import fact_words, kind_words, value_words
from app.proofs.items import JOIN, PAGE, Item, Place, first_difference, same_words

LONGEST = 60  # characters quoted of a text
MOST_FAULTS = 100


def fault(language: str, place: Place, message: str, **params: object) -> Fault:
    """A fault at a place, said in the Document's language; without a place it is one of the whole file."""
    names = [_cut(" ".join(name.split())) for name in place if name] or [_said(language, N_("the file itself"))]
    return Fault(place=", ".join(names), fault=_said(language, message, **params))


def faults_of(comparison: Comparison, language: str) -> Iterator[Fault]:
    """Missing first, then changed, moved, and what the file has beside the Document."""
    for one in comparison.missing:
        yield fault(language, one.place, N_("missing: %(text)s"), text=_named(one, language))
    for wanted, given in comparison.changed:
        yield _change(wanted, given, language)
    for one in comparison.moved:
        yield fault(language, one.place, N_("stands in another place: %(text)s"), text=_named(one, language))
    for given, before in comparison.added:
        place = before.place if before else ()
        yield fault(language, place, N_("not in the report: %(text)s"), text=_named(given, language))


def _change(wanted: Item, given: Item, language: str) -> Fault:
    if not same_words(wanted.text, given.text):
        was, now = _differing(wanted.text, given.text)
        return fault(language, wanted.place, N_("“%(text)s” has become “%(found)s”"), text=was, found=now)
    differing = dict(set(wanted.facts) ^ set(given.facts))
    name = min(differing, default="")
    return fault(
        language,
        wanted.place,
        N_("%(text)s: %(fact)s “%(found)s”, should be “%(wanted)s”"),
        text=_named(wanted, language),
        fact=fact_words(language, name),
        found=value_words(language, dict(given.facts).get(name, "")),
        wanted=value_words(language, dict(wanted.facts).get(name, "")),
    )


def _named(one: Item, language: str) -> str:
    """An item by its text, or by what it is."""
    text = one.text.replace(JOIN, " ").replace(PAGE, "…")
    return _said(language, N_("“%(text)s”"), text=_cut(text)) if text else kind_words(language, one)


def _differing(wanted: str, given: str) -> tuple[str, str]:
    """Both texts from a little before the first letter that differs."""
    places = first_difference(wanted, given) or (0, 0)
    return _from(wanted, places[0]), _from(given, places[1])


def _from(text: str, place: int) -> str:
    start = max(0, place - 20)
    shown = text[start:].replace(JOIN, " ").replace(PAGE, "…")
    return ("…" if start else "") + _cut(shown)


def _cut(text: str) -> str:
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def _said(language: str, message: str, **params: object) -> str:
    return translate(language, message, **params)  # type: ignore[arg-type]
