"""Checks every HTML answer that a test's client gets: markup, names, references, and no inline code.

`watch(client)` is all it takes; the fixture `client` comes watched.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import httpx2
from starlette.testclient import TestClient

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list")
UNLABELLED_INPUTS = frozenset({"hidden", "submit", "button", "image", "reset"})
PARTIAL = re.compile(r"<hx-partial\b[^>]*>(.*?)</hx-partial>", re.DOTALL)
FOLLOWED = re.compile(r"<(tr|td|th|li|option|tbody|thead)\b", re.IGNORECASE)
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+-]+Z?)?$")
CONTAINERS = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "thead": "table", "option": "select"}


def watch(client: TestClient) -> TestClient:
    """Let every HTML answer to this client be checked; a fault fails the test that got it."""
    client.event_hooks["response"] = [*client.event_hooks["response"], _check_answer]
    return client


@lru_cache(maxsize=16)
def parsed(markup: str) -> tuple[Element, tuple[str, ...]]:
    """A page or a fragment as browsers read it, and what they had to put right. The tree is only to be read."""
    is_page = markup.lstrip().lower().startswith("<!doctype html>")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(markup) if is_page else parser.parseFragment(markup, container=_container(markup))
    return root, tuple(f"{place}: {code} {more}" for place, code, more in parser.errors)


def faults_of(markup: str) -> list[str]:
    """Everything wrong with a page, or with a fragment of one; empty when it is right."""
    root, errors = parsed(markup)
    parents = {child: parent for parent in root.iter() for child in parent}
    faults = list(errors)
    for check in (_ids, _code, _names, _labels, _pictures, _cells, _times):
        faults += check(root, parents)
    return faults + (list(_frame(root)) if root.tag == "html" else [])


def _check_answer(response: httpx2.Response) -> None:
    if response.headers.get("content-type", "").startswith("text/html"):
        markup = response.read().decode()
        faults = [fault for piece in _pieces(markup) if piece.strip() for fault in faults_of(piece)]
        assert not faults, f"{response.request.method} {response.request.url}: " + "; ".join(faults)


def _pieces(markup: str) -> list[str]:
    """An answer's main part, then its partials: HTMX too parses each of them for itself."""
    return [PARTIAL.sub("", markup), *PARTIAL.findall(markup)]


def _container(markup: str) -> str:
    first = FOLLOWED.match(markup.lstrip())
    return CONTAINERS.get(first[1].lower(), "ul") if first else "div"


Parents = dict[Element, Element]


def _frame(root: Element) -> Iterator[str]:
    """One h1; the title begins with it; a language; one main."""
    headings = [text_of(item) for item in root.iter("h1")]
    title = " ".join(text_of(item) for item in root.findall("head/title"))
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements: {headings}"
    elif not title.startswith(headings[0]):
        yield f"the title {title!r} does not begin with the h1 {headings[0]!r}"
    if root.get("lang") not in ("fi", "sv", "en"):
        yield f"lang is {root.get('lang')!r}"
    if len(list(root.iter("main"))) != 1:
        yield "not exactly one main"
    levels = [int(item.tag[1]) for item in root.iter() if item.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"an h{below} follows an h{above}"


def _ids(root: Element, _parents: Parents) -> Iterator[str]:
    ids = Counter(item.get("id") for item in root.iter() if item.get("id"))
    yield from (f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1)
    for item in root.iter():
        for attribute in REFERENCES:
            for name in (item.get(attribute) or "").split():
                if root.tag == "html" and name not in ids:
                    yield f"{attribute}={name!r} points at nothing"


def _code(root: Element, _parents: Parents) -> Iterator[str]:
    """The content security policy would refuse these, silently."""
    for item in root.iter():
        for attribute in item.attrib:
            if attribute == "style" or attribute.startswith(("on", "hx-on")):
                yield f"<{item.tag} {attribute}=…>"
        if item.tag == "style" or (item.tag == "script" and not item.get("src") and not _is_data(item)):
            yield f"inline <{item.tag}>"


def _is_data(script: Element) -> bool:
    return (script.get("type") or "").endswith("json")


def _names(root: Element, _parents: Parents) -> Iterator[str]:
    for item in root.iter():
        if item.tag in ("button", "a", "summary") and not _name(item):
            yield f"<{item.tag}> without a name: {item.attrib}"
        if item.tag == "a" and item.get("href") in (None, "", "#"):
            yield f"<a> that leads nowhere: {text_of(item)}"


def _labels(root: Element, parents: Parents) -> Iterator[str]:
    labelled = {item.get("for") for item in root.iter("label")}
    for item in root.iter():
        field = item.tag in ("select", "textarea") or (
            item.tag == "input" and item.get("type") not in UNLABELLED_INPUTS
        )
        if field and not (_name(item) or item.get("id") in labelled or _inside_label(item, parents)):
            yield f"<{item.tag} name={item.get('name')!r}> without a label"


def _inside_label(item: Element | None, parents: Parents) -> bool:
    while item is not None and item.tag != "label":
        item = parents.get(item)
    return item is not None


def _pictures(root: Element, _parents: Parents) -> Iterator[str]:
    yield from (f"<img src={item.get('src')!r}> without alt" for item in root.iter("img") if item.get("alt") is None)


def _cells(root: Element, _parents: Parents) -> Iterator[str]:
    """What a table is made of says itself what it is; HTML forbids other words for it."""
    for item in root.iter():
        if item.tag in TABLE_PARTS and item.get("role"):
            yield f"<{item.tag} role={item.get('role')!r}>"


def _times(root: Element, _parents: Parents) -> Iterator[str]:
    for item in root.iter("time"):
        if not MOMENT.match(item.get("datetime") or text_of(item)):
            yield f"<time> that no program can read: {text_of(item)}"


def _name(item: Element) -> str:
    by_attribute = item.get("aria-label") or item.get("aria-labelledby") or item.get("title")
    pictures = " ".join(picture.get("alt") or "" for picture in item.iter("img"))
    return by_attribute or (text_of(item) if item.tag not in ("select", "textarea") else "") or pictures.strip()


def text_of(item: Element) -> str:
    """The text in an element, with single spaces."""
    return " ".join("".join(str(part) for part in item.itertext()).split())
