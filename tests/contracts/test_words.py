"""Every word that a person reads exists in Finnish and Swedish, and no catalogue keeps dead ones."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from app.i18n.catalogue import LOCALE_DIR
from tests.contracts.tree import TEMPLATES, python_files, template_names

KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "translate": (2,), "translate_plural": (2, 3)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|(?<!%)%(?![%(])")
READ_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title"})
SAME_IN_ALL = frozenset({"Word", "PDF", "DOCX", "JSON", "HTML", "kB", "MB"})
TRANSLATED = ("fi", "sv")
EXPRESSION = "\u2060"  # stands where a template computes something

Message = str | tuple[str, ...]


@cache
def messages_in_code() -> frozenset[str]:
    """Every message of Python code and templates; of a plural message its singular."""
    found: set[str] = set()
    for path in python_files("app"):
        with path.open("rb") as file:
            found |= {_key(message) for _line, message, *_ in extract("python", file, keywords=KEYWORDS)}
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for name in template_names():
        for _line, function, message in environment.extract_translations((TEMPLATES / name).read_text()):
            said = message[1] if function == "translate" else message
            if said is not None and said[0] is not None:  # else the message was marked where it was written down
                found.add(_key(said))
        found |= _words_of_a_document(environment.parse((TEMPLATES / name).read_text()))
    return frozenset(found)


def _words_of_a_document(tree: nodes.Template) -> set[str]:
    """A Document speaks its own language: its templates call `words("…")` of what they are given."""
    calls = [call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Getattr)]
    spoken = [call.args[0] for call in calls if call.node.attr == "words" and call.args]
    return {said.value for said in spoken if isinstance(said, nodes.Const)}


def _key(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


@cache
def catalogue(path: Path) -> dict[str, tuple[set[str], list[str]]]:
    """Message → all its source texts joined, and its translations."""
    with path.open("rb") as file:
        entries = [message for message in read_po(file, abort_invalid=True) if message.id]
    return {_key(entry.id): (set(_forms(entry.id)), _forms(entry.string)) for entry in entries}


def _forms(text: Message) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def files(language: str) -> list[Path]:
    return sorted((LOCALE_DIR / language).glob("*.po"))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    translated = {key for path in files(language) for key, (_, texts) in catalogue(path).items() if all(texts)}
    assert len(messages_in_code()) > 20
    assert sorted(messages_in_code() - translated) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_stale_or_translated_twice(language: str) -> None:
    known = Counter(key for path in files(language) for key in catalogue(path))
    assert sorted(set(known) - messages_in_code()) == []
    assert sorted(key for key, count in known.items() if count > 1) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_their_placeholders(language: str) -> None:
    wrong = [
        f"{path.name}: {text}"
        for path in files(language)
        for sources, texts in catalogue(path).values()
        for text in texts
        if not _placeholders(text) <= set().union(*map(_placeholders, sources))
        or (len(texts) == 1 and _placeholders(text) != set().union(*map(_placeholders, sources)))
    ]
    assert wrong == []


def _placeholders(text: str) -> set[str]:
    return {match[1] or "%" for match in PLACEHOLDER.finditer(text)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_named_for_what_they_serve(language: str) -> None:
    assert [path.name for path in files(language)] == [path.name for path in files(TRANSLATED[0])]


class _Words(HTMLParser):
    """Collects letters that a person would read though nobody could translate them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += re.findall(r"[^\W\d_]{2,}", data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in READ_ATTRIBUTES:
                self.handle_data(value or "")


def _not_read(tree: nodes.Template) -> list[nodes.TemplateData]:
    """Classes of the body, and attributes put together for later."""
    places: list[nodes.Node] = [block for block in tree.find_all(nodes.Block) if block.name == "body_class"]
    places += tree.find_all(nodes.AssignBlock)
    return [data for place in places for data in place.find_all(nodes.TemplateData)]


@pytest.mark.parametrize("name", template_names())
def test_a_template_says_nothing_untranslated(name: str) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse((TEMPLATES / name).read_text())
    words = _Words()
    markup = EXPRESSION.join(item.data for item in tree.find_all(nodes.TemplateData) if item not in _not_read(tree))
    words.feed(re.sub(f"(</?){EXPRESSION}", r"\1div", markup))
    assert set(words.found) <= SAME_IN_ALL
